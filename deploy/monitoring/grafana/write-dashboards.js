// Writes the dashboards from what they show: node deploy/monitoring/grafana/write-dashboards.js
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const prometheus = { type: "prometheus", uid: "prometheus" };
const width = 8;
const height = 7;

const share = (failed, all) =>
  `(sum(rate(${failed}[$__rate_interval])) or vector(0)) / sum(rate(${all}[$__rate_interval]))`;
const quantile = (q, metric, by = "") =>
  `histogram_quantile(${q}, sum by (${by}le) (rate(${metric}_bucket[$__rate_interval])))`;
const rate = (by, metric) => `sum by (${by}) (rate(${metric}[$__rate_interval]))`;

/** A panel: what it is called, its unit, and its lines as [query, legend]. */
const panel = (title, unit, ...lines) => ({ title, unit, lines });

const dashboards = [
  {
    uid: "voicelens-overview",
    title: "VoiceLens: calls and webhooks",
    panels: [
      panel("Webhooks by provider", "reqps", [
        rate("provider", "voicelens_webhook_requests_total"),
        "{{provider}}",
      ]),
      panel("What became of webhooks", "reqps", [
        rate("status", "voicelens_webhook_requests_total"),
        "{{status}}",
      ]),
      panel(
        "Webhooks lost by our fault",
        "percentunit",
        ["voicelens:webhook_failures:ratio_1h", "1 h"],
        ["voicelens:webhook_failures:ratio_6h", "6 h"],
      ),
      panel(
        "Time to accept a webhook",
        "s",
        [quantile(0.5, "voicelens_webhook_processing_seconds"), "p50"],
        [quantile(0.99, "voicelens_webhook_processing_seconds"), "p99"],
      ),
      panel("Calls that ended", "cps", [rate("outcome", "calls_total"), "{{outcome}}"]),
      panel("Calls in progress", "short", ["max(calls_active)", "calls"]),
      panel(
        "Behind",
        "s",
        ["max(queue_oldest_seconds)", "oldest event"],
        ["max(memory_oldest_pending_seconds)", "oldest job of the memory"],
      ),
      panel(
        "Waiting for somebody",
        "short",
        ["max(dead_letters)", "dead letters"],
        ["max(voicelens_quarantined_events)", "quarantine"],
      ),
      panel("Calls fetched that no webhook told of", "short", [
        "sum by (provider) (increase(calls_recovered_total[1h]))",
        "{{provider}}",
      ]),
      panel(
        "Refused",
        "reqps",
        [rate("class", "rate_limited_total"), "over a limit: {{class}}"],
        ["sum(rate(blocked_total[$__rate_interval]))", "blocked"],
      ),
      panel("Handed on", "short", [
        "sum by (kind, outcome) (increase(outgoing_deliveries_total[5m]))",
        "{{kind}} {{outcome}}",
      ]),
      panel("Open streams of live calls", "short", ["sum(live_readers)", "readers"]),
    ],
  },
  {
    uid: "voicelens-answers",
    title: "VoiceLens: answers and resources",
    panels: [
      panel("Tools: what callers heard", "reqps", [
        rate("outcome", "tool_call_seconds_count"),
        "{{outcome}}",
      ]),
      panel(
        "Tools: time to answer",
        "s",
        [quantile(0.5, "tool_call_seconds"), "p50"],
        [quantile(0.99, "tool_call_seconds"), "p99"],
      ),
      panel("Tools that fell back", "percentunit", [
        share('tool_call_seconds_count{outcome="fallback"}', "tool_call_seconds_count"),
        "share",
      ]),
      panel("Requests by area", "reqps", [rate("area", "http_requests_total"), "{{area}}"]),
      panel("Errors of ours", "percentunit", [
        share('http_requests_total{status="5xx"}', "http_requests_total"),
        "share",
      ]),
      panel("Time to answer by area, p95", "s", [
        "voicelens:http_request_duration_seconds:p95_5m",
        "{{area}}",
      ]),
      panel("Prompts: tokens by block, p95", "short", [
        quantile(0.95, "memory_prompt_tokens", "block, "),
        "{{block}}",
      ]),
      panel("Memory: time to find, p95", "s", [
        quantile(0.95, "memory_retrieval_seconds", "channel, "),
        "{{channel}}",
      ]),
      panel("Memory: time of work in the background, p95", "s", [
        quantile(0.95, "memory_job_seconds", "kind, "),
        "{{kind}}",
      ]),
      panel("Memory: work that failed", "ops", [
        rate("kind", "memory_job_failures_total"),
        "{{kind}}",
      ]),
      panel("Turns with less than they could have", "reqps", [
        rate("reason", "memory_degraded_total"),
        "{{reason}}",
      ]),
      panel("Knowledge searches answered from the cache", "percentunit", [
        "sum(rate(cache_hits_total[$__rate_interval])) / (sum(rate(cache_hits_total[$__rate_interval])) + sum(rate(cache_misses_total[$__rate_interval])))",
        "share",
      ]),
      panel(
        "Database connections",
        "short",
        ["sum by (instance) (database_connections_active)", "{{instance}} in use"],
        ["sum by (instance) (database_connections_waiting)", "{{instance}} waiting"],
        ["max(database_connections_max)", "at most"],
      ),
      panel("Processes", "s", [
        "max by (instance) (nodejs_eventloop_lag_p99_seconds)",
        "{{instance}} event loop p99",
      ]),
      panel("Memory of processes", "bytes", [
        "sum by (instance) (process_resident_memory_bytes)",
        "{{instance}}",
      ]),
      panel("Processor", "percentunit", [
        "sum by (instance) (rate(process_cpu_seconds_total[$__rate_interval]))",
        "{{instance}}",
      ]),
      panel("Backups", "s", ["min(backup_age_seconds)", "age of the newest"]),
    ],
  },
];

function drawn({ title, unit, lines }, place) {
  return {
    id: place + 1,
    type: "timeseries",
    title,
    datasource: prometheus,
    gridPos: { x: (place % 3) * width, y: Math.floor(place / 3) * height, w: width, h: height },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: { legend: { displayMode: "list", placement: "bottom" }, tooltip: { mode: "multi" } },
    targets: lines.map(([expr, legendFormat], index) => ({
      refId: String.fromCharCode(65 + index),
      datasource: prometheus,
      expr,
      legendFormat,
    })),
  };
}

/** The dashboards as Grafana reads them from files, by file name. */
export const files = new Map(
  dashboards.map(({ uid, title, panels }) => {
    const dashboard = {
      uid,
      title,
      schemaVersion: 39,
      tags: ["voicelens"],
      timezone: "browser",
      refresh: "30s",
      time: { from: "now-6h", to: "now" },
      panels: panels.map(drawn),
    };
    return [`${uid}.json`, `${JSON.stringify(dashboard, null, 2)}\n`];
  }),
);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of files)
    writeFileSync(new URL(`dashboards/${name}`, import.meta.url), text);
}
