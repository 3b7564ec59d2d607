import { useQuery } from "@tanstack/react-query";
import type { Health } from "../api.ts";
import { formatMs, humanise, wordOf } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { healthQuery } from "./operations-client.ts";
import { StatusChip } from "./status-chip.tsx";

const verdicts: Readonly<Record<Health["status"], string>> = {
  healthy: t("Webhooks are taken in and turns are answered."),
  degraded: t("Webhooks are taken in and turns are answered; something else needs a look."),
  unhealthy: t("Webhooks or turns fail."),
};

/** What was looked at, and how it is. */
export function HealthPanel() {
  const health = useQuery(healthQuery);
  return (
    <Panel title={t("Health")} note={health.data && verdicts[health.data.status]}>
      <Rows query={health} empty={t("Nothing was looked at.")} expected={6}>
        {health.data?.checks?.map(({ name, status, message }) => (
          <Row key={name} title={humanise(name)} note={message}>
            <StatusChip status={status} />
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

/** Everybody whom the installation depends on. */
export function SuppliersPanel() {
  const health = useQuery(healthQuery);
  return (
    <Panel
      title={t("Suppliers")}
      note={t(
        "Asked once a minute whether they answer. When one does not, calls are still taken in.",
      )}
    >
      <Rows query={health} empty={t("The environment names nobody, or nobody was asked yet.")}>
        {health.data?.external?.map(({ name, status, ms, since }) => (
          <Row
            key={name}
            title={name}
            note={
              <>
                {ms === null ? t("No answer") : t("Answers in {ms}", { ms: formatMs(ms) })} ·{" "}
                {rich("{status} since {time}", {
                  status: wordOf(status),
                  time: <RelativeTime at={since} />,
                })}
              </>
            }
          >
            <StatusChip status={status} />
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}
