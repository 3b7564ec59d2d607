import { useQuery } from "@tanstack/react-query";
import type { Health } from "../api.ts";
import { formatBytes, formatMs, formatNumber, wordOf } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { Figures } from "./figures.tsx";
import { healthQuery } from "./operations-client.ts";

/** Queues, and what the process that answered uses. */
export function ProcessPanel() {
  const health = useQuery(healthQuery);
  return (
    <Panel
      title={t("Queues and resources")}
      note={t("Of the process that answered, at this moment.")}
    >
      {health.data === undefined ? (
        <Waiting error={health.error} onRetry={() => void health.refetch()} />
      ) : (
        <Figures items={figuresOf(health.data)} />
      )}
    </Panel>
  );
}

export function Waiting({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  return <div aria-hidden="true" className="skeleton h-32" />;
}

function figuresOf({ details, metrics, database }: Health): Array<readonly [string, string]> {
  if (details === undefined || metrics === undefined || database === undefined) return [];
  const { queue, disk_free_bytes: disk } = details;
  const { pool } = database;
  return [
    [t("Events waiting"), formatNumber(queue.depth)],
    [t("Oldest of them"), formatMs(queue.oldest_seconds * 1000)],
    [t("Dead letters"), formatNumber(details.dead_letters)],
    [t("Calls under way"), formatNumber(details.calls_active)],
    [
      t("Database connections"),
      t("{active} of {max}, {waiting} waiting", {
        active: pool.active,
        max: pool.max,
        waiting: pool.waiting,
      }),
    ],
    [t("Database answers in"), database.queries_ms === null ? "–" : formatMs(database.queries_ms)],
    [t("Database"), databaseWords(database)],
    [t("Event loop delay"), formatMs(metrics.event_loop_delay_ms.mean)],
    [t("Memory"), formatBytes(metrics.memory.rss_bytes)],
    [t("Free on the disk"), disk === null ? t("not looked yet") : formatBytes(disk)],
    [t("Connections to us"), formatNumber(metrics.connections)],
    [t("Requests since the start"), formatNumber(metrics.requests)],
  ];
}

function databaseWords({ engine, version, migrations }: NonNullable<Health["database"]>): string {
  const pending = migrations?.pending.length ?? 0;
  const schema =
    pending === 0
      ? ""
      : `, ${t("{pending, plural, one {# step} other {# steps}} of the schema missing", { pending })}`;
  return `PostgreSQL ${version ?? ""}, ${wordOf(engine)}${schema}`;
}
