import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PerformanceBottlenecks, PerformanceMetrics } from "../api.ts";
import { formatBytes, formatExact, formatMs, plural } from "../lib/format.ts";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { Figures } from "./figures.tsx";
import { bottlenecksQuery, performanceQuery } from "./operations-client.ts";
import { Waiting } from "./process-panel.tsx";

const spans = [
  { hours: "1", label: "Last hour" },
  { hours: "24", label: "Last 24 hours" },
  { hours: "168", label: "Last 7 days" },
];

/** How fast requests were answered, and what was in the way. */
export function PerformancePanels() {
  const [hours, setHours] = useState("24");
  const performance = useQuery(performanceQuery(hours));
  return (
    <>
      <Panel
        title="Performance"
        note="Of all processes of this installation, by the minute."
        action={
          <SelectField label="Time" value={hours} onChange={setHours} className="w-40">
            {spans.map((span) => (
              <option key={span.hours} value={span.hours}>
                {span.label}
              </option>
            ))}
          </SelectField>
        }
      >
        {performance.data === undefined ? (
          <Waiting error={performance.error} onRetry={() => void performance.refetch()} />
        ) : (
          <Figures items={figuresOf(performance.data)} />
        )}
      </Panel>
      <Bottlenecks hours={hours} />
    </>
  );
}

const percent = (share: number | null) =>
  share === null
    ? "–"
    : `${(share * 100).toLocaleString(undefined, { maximumFractionDigits: 2 })} %`;
const duration = (ms: number | null) => (ms === null ? "–" : formatMs(ms));

function figuresOf(of: PerformanceMetrics): Array<readonly [string, string]> {
  return [
    ["Requests", of.total_requests.toLocaleString()],
    ["Per minute", of.requests_per_minute?.toLocaleString() ?? "–"],
    ["Failed by us", percent(of.error_rate)],
    ["On average", duration(of.avg_response_time_ms)],
    ["Half within", duration(of.p50_response_time_ms)],
    ["95 % within", duration(of.p95_response_time_ms)],
    ["99 % within", duration(of.p99_response_time_ms)],
    ["Longest", duration(of.max_response_time_ms)],
    ["Answers kept and given again", percent(of.cache_hit_rate)],
    ["Memory at most", of.max_memory_bytes === null ? "–" : formatBytes(of.max_memory_bytes)],
    ["Event loop delay at most", duration(of.max_event_loop_delay_ms)],
    ["Queries waiting at most", of.max_pool_waiting?.toLocaleString() ?? "–"],
  ];
}

function Bottlenecks({ hours }: { hours: string }) {
  const query = useQuery(bottlenecksQuery(hours));
  const { slow_endpoints: slow, error_patterns: errors, ...more } = query.data ?? noneFound;
  const { cache_miss_patterns: misses, saturation } = more;
  return (
    <>
      <Panel
        title="Slow or failing"
        note="The heaviest first: more than 200 ms on average, or any error."
      >
        <Rows query={query} empty="No route is slow, and none failed.">
          {slow.map(({ route, requests, avg_ms, p95_ms, errors: failed }) => (
            <Row
              key={route}
              title={<code className="font-mono text-xs">{route}</code>}
              note={`${plural(requests, "request")}, ${duration(avg_ms)} on average, 95 % within ${duration(p95_ms)}, ${plural(failed, "error")}`}
            />
          ))}
        </Rows>
      </Panel>
      <Panel title="Errors by hour">
        <Rows query={query} empty="Nothing failed.">
          {errors.map(({ hour, route, errors: failed, error_rate: rate }) => (
            <Row
              key={`${hour} ${route}`}
              title={<code className="font-mono text-xs">{route}</code>}
              note={`${formatExact(hour)}: ${plural(failed, "error")}, ${percent(rate)} of its requests`}
            />
          ))}
        </Rows>
      </Panel>
      <Panel title="Used up">
        <Rows query={query} empty="Connections, event loop, queue and kept answers sufficed.">
          {saturation.map((at) => (
            <Row
              key={at.hour}
              title={formatExact(at.hour)}
              note={`${at.pool_waiting} queries waiting at once, event loop held up for ${duration(at.event_loop_delay_ms)}, events waiting for ${duration((at.queue_oldest_seconds ?? 0) * 1000)}`}
            />
          ))}
          {misses.map(({ hour, misses: missed, miss_rate: rate }) => (
            <Row
              key={`misses ${hour}`}
              title={formatExact(hour)}
              note={`${missed} answers were not kept, ${percent(rate)} of those asked for`}
            />
          ))}
        </Rows>
      </Panel>
    </>
  );
}

const noneFound: Omit<PerformanceBottlenecks, "hours"> = {
  slow_endpoints: [],
  error_patterns: [],
  cache_miss_patterns: [],
  saturation: [],
};
