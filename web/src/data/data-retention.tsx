import { queryOptions, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Retention } from "../api.ts";
import { request, send } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import { showToast } from "../ui/toasts.tsx";

const path = "/api/v1/retention";
const daysMin = 7;
const daysMax = 36_500;

const names: Record<Exclude<Retention["kind"], "recordings">, string> = {
  calls: t("Calls and transcripts"),
  events: t("Raw events"),
  memory: t("What agents remember"),
  contacts: t("Contacts, notes and follow-ups"),
  audit: t("Details in the audit log"),
};

const retentionQuery = queryOptions({
  queryKey: ["retention"],
  queryFn: () => request<{ data: Retention[] }>(path),
});

/** For how long everything but recordings, which have their own section, is kept. */
export function DataRetention() {
  const retention = useQuery(retentionQuery);
  return (
    <Panel
      title={t("Retention")}
      note={t(
        "What is older is removed for good, within minutes. A legal hold keeps what it names; figures stay.",
      )}
    >
      <Rows query={retention} empty={t("Nothing has a time")} expected={5}>
        {retention.data?.data.map(({ kind, days, is_own }) =>
          kind === "recordings" ? null : (
            <Kept
              key={`${kind} ${days}`}
              kind={kind}
              name={names[kind]}
              days={days}
              isOwn={is_own}
            />
          ),
        )}
      </Rows>
    </Panel>
  );
}

interface KeptProps {
  kind: Retention["kind"];
  name: string;
  days: number | null;
  isOwn: boolean;
}

function Kept({ kind, name, days, isOwn }: KeptProps) {
  const mayWrite = useMay("tenants:write");
  const [text, setText] = useState(days === null ? "" : String(days));
  const save = useChange({
    change: () =>
      send<unknown>("PUT", path, { kind, days: text.trim() === "" ? null : Number(text) }),
    renews: ["retention"],
    onDone: () => showToast(t("Saved.")),
  });
  const kept =
    days === null
      ? t("Kept for ever")
      : t("Kept for {days, plural, one {# day} other {# days}}", { days });
  return (
    <Row title={name} note={`${kept}${isOwn ? "" : `, ${t("as the installation has it")}`}.`}>
      {mayWrite && (
        <form
          className="flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate(undefined);
          }}
        >
          <TextField
            label={t("Days: {name}", { name })}
            type="number"
            min={daysMin}
            max={daysMax}
            placeholder={t("For ever")}
            value={text}
            onChange={setText}
            className="w-56"
          />
          <Button
            type="submit"
            aria-label={t("Set for {name}", { name })}
            className="h-9!"
            disabled={save.isPending}
          >
            {t("Set")}
          </Button>
        </form>
      )}
    </Row>
  );
}
