import { useQuery } from "@tanstack/react-query";
import { wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { installationQuery } from "./doctor-client.ts";

const looks = {
  pass: "bg-good-soft text-good-text",
  warn: "bg-warn-soft text-warn-text",
  fail: "bg-bad-soft text-bad-text",
} as const;

/** The machine, its database and everybody whom it depends on. */
export function InstallationPanel() {
  const look = useQuery(installationQuery);
  return (
    <Panel
      title={t("This installation")}
      note={t(
        "Clock, disk, memory, versions, connections, and whether suppliers are reached from here.",
      )}
      action={
        <Button
          look="ghost"
          aria-label={t("Look again at this installation")}
          disabled={look.isFetching}
          onClick={() => void look.refetch()}
        >
          {t("Look again")}
        </Button>
      }
    >
      <Rows query={look} empty={t("Nothing was looked at.")} expected={6}>
        {look.data?.map(({ check, status, detail, next }) => (
          <Row key={check} title={check} note={next === null ? detail : `${detail}. ${next}`}>
            <span className={`rounded-full px-2 text-xs font-medium ${looks[status]}`}>
              {wordOf(status)}
            </span>
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}
