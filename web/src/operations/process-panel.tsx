import { useQuery } from "@tanstack/react-query";
import type { Health } from "../api.ts";
import { formatBytes, formatMs, plural } from "../lib/format.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { Figures } from "./figures.tsx";
import { healthQuery } from "./operations-client.ts";

/** Queues, and what the process that answered uses. */
export function ProcessPanel() {
  const health = useQuery(healthQuery);
  return (
    <Panel title="Queues and resources" note="Of the process that answered, at this moment.">
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
    ["Events waiting", queue.depth.toLocaleString()],
    ["Oldest of them", formatMs(queue.oldest_seconds * 1000)],
    ["Dead letters", details.dead_letters.toLocaleString()],
    ["Calls under way", details.calls_active.toLocaleString()],
    ["Database connections", `${pool.active} of ${pool.max}, ${pool.waiting} waiting`],
    ["Database answers in", database.queries_ms === null ? "–" : formatMs(database.queries_ms)],
    ["Database", databaseWords(database)],
    ["Event loop delay", formatMs(metrics.event_loop_delay_ms.mean)],
    ["Memory", formatBytes(metrics.memory.rss_bytes)],
    ["Free on the disk", disk === null ? "not looked yet" : formatBytes(disk)],
    ["Connections to us", metrics.connections.toLocaleString()],
    ["Requests since the start", metrics.requests.toLocaleString()],
  ];
}

function databaseWords({ engine, version, migrations }: NonNullable<Health["database"]>): string {
  const pending = migrations?.pending.length ?? 0;
  const schema = pending === 0 ? "" : `, ${plural(pending, "step")} of the schema missing`;
  return `PostgreSQL ${version ?? ""}, ${engine}${schema}`;
}
