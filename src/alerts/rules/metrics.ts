import { defaultTenantId, type TenantScope } from "../../lib/tenant-scope.ts";

/** What can be measured, and how its figures are read. Each is of one tenant; those of the installation are looked at for its own tenant alone. */
export const alertMetrics = {
  success_rate: {
    reach: "tenant",
    unit: "ratio",
    title: "Successful calls, of those that were answered and whose outcome is known",
  },
  call_error_ratio: {
    reach: "tenant",
    unit: "ratio",
    title: "Calls that ended with an error, of those that are over",
  },
  provider_error_ratio: {
    reach: "tenant",
    unit: "ratio",
    title: "Calls that failed through the fault of their provider, by provider",
  },
  calls: { reach: "tenant", unit: "count", title: "Calls" },
  budget_share: {
    reach: "tenant",
    unit: "ratio",
    title: "How much of the month's budget for calls is used, as far as costs are known",
  },
  spend_usd: { reach: "tenant", unit: "usd", title: "Cost of calls, as far as it is known" },
  silent_number: {
    reach: "tenant",
    unit: "count",
    title: "Calls to a number that usually has some at this weekday and hour, by number",
  },
  silent_connection: {
    reach: "tenant",
    unit: "count",
    title: "Webhooks of a connection that usually has some at this weekday and hour, by connection",
  },
  unusual_calls: {
    reach: "tenant",
    unit: "deviations",
    title: "How far the number of calls is from the usual one at this weekday and hour",
  },
  provider_failures: {
    reach: "tenant",
    unit: "count",
    title: "Times in a row that a provider's API gave no list of calls, by connection",
  },
  dead_letters: {
    reach: "tenant",
    unit: "count",
    title: "Events that could not be understood",
  },
  signature_failures: {
    reach: "tenant",
    unit: "count",
    title: "Deliveries that did not prove where they come from",
  },
  queue_age_seconds: {
    reach: "installation",
    unit: "seconds",
    title: "How long the first event in line has been waiting",
  },
  all_dead_letters: {
    reach: "installation",
    unit: "count",
    title: "Events of all tenants that could not be understood",
  },
  all_signature_failures: {
    reach: "installation",
    unit: "count",
    title: "Deliveries to all tenants that did not prove where they come from",
  },
  quarantined_events: {
    reach: "installation",
    unit: "count",
    title: "Events whose tenant is not known",
  },
  backup_overdue_seconds: {
    reach: "installation",
    unit: "seconds",
    title: "How long a good backup has been due by the schedule",
  },
  failed_drills: {
    reach: "installation",
    unit: "count",
    title: "Whether the last trial of restoring a backup failed",
  },
  pool_share: {
    reach: "installation",
    unit: "ratio",
    title: "Database connections in use, by process",
  },
  memory_share: {
    reach: "installation",
    unit: "ratio",
    title: "Memory in use, of what a process may take, by process",
  },
  http_error_ratio: {
    reach: "installation",
    unit: "ratio",
    title: "Requests answered with 5xx in the last five minutes, by process",
  },
  http_p95_seconds: {
    reach: "installation",
    unit: "seconds",
    title: "What 95 of 100 requests took at most in the last five minutes, by process",
  },
  cache_miss_ratio: {
    reach: "installation",
    unit: "ratio",
    title: "Answers not found in a cache in the last five minutes, by process",
  },
} as const satisfies Record<
  string,
  {
    reach: "tenant" | "installation";
    unit: "ratio" | "count" | "usd" | "seconds" | "deviations";
    title: string;
  }
>;

export type AlertMetric = keyof typeof alertMetrics;
export const metricNames = Object.keys(alertMetrics) as [AlertMetric, ...AlertMetric[]];

/** Ratios of what may be used up to more than all there is. */
export const beyondAll: ReadonlySet<AlertMetric> = new Set(["memory_share", "budget_share"]);

/** Whether a tenant can have rules on a metric. */
export function isWithinReach(scope: TenantScope, metric: AlertMetric): boolean {
  return alertMetrics[metric].reach === "tenant" || scope.tenantId === defaultTenantId;
}

/** A figure as people read it. */
export function showFigure(metric: AlertMetric, value: number): string {
  const rounded = (factor: number) => String(Math.round(value * factor * 100) / 100);
  switch (alertMetrics[metric].unit) {
    case "ratio":
      return `${rounded(100)} %`;
    case "usd":
      return `${rounded(1)} USD`;
    case "seconds":
      return `${rounded(1)} s`;
    case "deviations":
      return `${rounded(1)} standard deviations`;
    case "count":
      return rounded(1);
  }
}
