import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { PerformanceBottlenecks, PerformanceMetrics } from "../api.ts";
import { formatBytes, formatExact, formatMs, formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { Figures } from "./figures.tsx";
import { bottlenecksQuery, performanceQuery } from "./operations-client.ts";
import { Waiting } from "./process-panel.tsx";

const spans = [
  { hours: "1", label: t("Last hour") },
  { hours: "24", label: t("Last 24 hours") },
  { hours: "168", label: t("Last 7 days") },
];

/** How fast requests were answered, and what was in the way. */
export function PerformancePanels() {
  const [hours, setHours] = useState("24");
  const performance = useQuery(performanceQuery(hours));
  return (
    <>
      <Panel
        title={t("Performance")}
        note={t("Of all processes of this installation, by the minute.")}
        action={
          <SelectField label={t("Time")} value={hours} onChange={setHours} className="w-40">
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
  share === null ? "–" : `${formatNumber(share * 100, 2)} %`;
const duration = (ms: number | null) => (ms === null ? "–" : formatMs(ms));

const countOf = (count: number | null) => (count === null ? "–" : formatNumber(count));

function figuresOf(of: PerformanceMetrics): Array<readonly [string, string]> {
  return [
    [t("Requests"), formatNumber(of.total_requests)],
    [t("Per minute"), countOf(of.requests_per_minute)],
    [t("Failed by us"), percent(of.error_rate)],
    [t("On average"), duration(of.avg_response_time_ms)],
    [t("Half within"), duration(of.p50_response_time_ms)],
    [t("95 % within"), duration(of.p95_response_time_ms)],
    [t("99 % within"), duration(of.p99_response_time_ms)],
    [t("Longest"), duration(of.max_response_time_ms)],
    [t("Answers kept and given again"), percent(of.cache_hit_rate)],
    [t("Memory at most"), of.max_memory_bytes === null ? "–" : formatBytes(of.max_memory_bytes)],
    [t("Event loop delay at most"), duration(of.max_event_loop_delay_ms)],
    [t("Queries waiting at most"), countOf(of.max_pool_waiting)],
  ];
}

function Bottlenecks({ hours }: { hours: string }) {
  const query = useQuery(bottlenecksQuery(hours));
  const { slow_endpoints: slow, error_patterns: errors, ...more } = query.data ?? noneFound;
  const { cache_miss_patterns: misses, saturation } = more;
  return (
    <>
      <Panel
        title={t("Slow or failing")}
        note={t("The heaviest first: more than 200 ms on average, or any error.")}
      >
        <Rows query={query} empty={t("No route is slow, and none failed.")}>
          {slow.map(({ route, requests, avg_ms, p95_ms, errors: failed }) => (
            <Row
              key={route}
              title={<code className="font-mono text-xs">{route}</code>}
              note={t(
                "{requests, plural, one {# request} other {# requests}}, {average} on average, 95 % within {most}, {failed, plural, one {# error} other {# errors}}",
                { requests, average: duration(avg_ms), most: duration(p95_ms), failed },
              )}
            />
          ))}
        </Rows>
      </Panel>
      <Panel title={t("Errors by hour")}>
        <Rows query={query} empty={t("Nothing failed.")}>
          {errors.map(({ hour, route, errors: failed, error_rate: rate }) => (
            <Row
              key={`${hour} ${route}`}
              title={<code className="font-mono text-xs">{route}</code>}
              note={t(
                "{hour}: {failed, plural, one {# error} other {# errors}}, {percent} of its requests",
                { hour: formatExact(hour), failed, percent: percent(rate) },
              )}
            />
          ))}
        </Rows>
      </Panel>
      <Panel title={t("Used up")}>
        <Rows query={query} empty={t("Connections, event loop, queue and kept answers sufficed.")}>
          {saturation.map((at) => (
            <Row
              key={at.hour}
              title={formatExact(at.hour)}
              note={t(
                "{poolWaiting} queries waiting at once, event loop held up for {delay}, events waiting for {oldest}",
                {
                  poolWaiting: at.pool_waiting,
                  delay: duration(at.event_loop_delay_ms),
                  oldest: duration((at.queue_oldest_seconds ?? 0) * 1000),
                },
              )}
            />
          ))}
          {misses.map(({ hour, misses: missed, miss_rate: rate }) => (
            <Row
              key={`misses ${hour}`}
              title={formatExact(hour)}
              note={t("{missed} answers were not kept, {percent} of those asked for", {
                missed,
                percent: percent(rate),
              })}
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
