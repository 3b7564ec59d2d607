import type { AlertMetric } from "./metrics.ts";

export const priorities = ["P1", "P2", "P3", "P4"] as const;
export type Priority = (typeof priorities)[number];

/** What is looked at, and from when on it is too much or too little. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly metric: AlertMetric;
  readonly comparison: "above" | "below";
  readonly value: number;
  /** Below so many calls, requests or events nothing is said. For silence and anomaly: how many are usual. */
  readonly minimumSample: number;
  readonly windowMinutes: number;
  /** How long it must last before somebody is told, and be well again before it is over. */
  readonly durationMinutes: number;
  readonly priority: Priority;
  readonly isEnabled: boolean;
}

type Given = Omit<Rule, "id" | "isEnabled" | "windowMinutes" | "durationMinutes"> & {
  /** Window and duration, in minutes. */
  minutes: readonly [window: number, duration: number];
  isEnabled?: boolean;
};

const given: Record<string, Given> = {
  "low-success": {
    ...{ name: "Few calls succeed", metric: "success_rate", comparison: "below", value: 0.9 },
    ...{ minimumSample: 20, minutes: [60, 10], priority: "P2" },
  },
  "call-errors": {
    ...{ name: "Calls end with errors", metric: "call_error_ratio", comparison: "above" },
    ...{ value: 0.05, minimumSample: 20, minutes: [60, 5], priority: "P2" },
  },
  "provider-errors": {
    ...{ name: "A provider fails calls", metric: "provider_error_ratio", comparison: "above" },
    ...{ value: 0.2, minimumSample: 10, minutes: [30, 5], priority: "P1" },
  },
  "provider-down": {
    ...{ name: "A provider's API is down", metric: "provider_failures", comparison: "above" },
    ...{ value: 4, minimumSample: 0, minutes: [60, 0], priority: "P2" },
  },
  "silent-number": {
    ...{ name: "A number is silent", metric: "silent_number", comparison: "below", value: 1 },
    ...{ minimumSample: 8, minutes: [240, 10], priority: "P2" },
  },
  "silent-connection": {
    ...{ name: "A connection is silent", metric: "silent_connection", comparison: "below" },
    ...{ value: 1, minimumSample: 20, minutes: [60, 10], priority: "P1" },
  },
  "unusual-calls": {
    ...{ name: "Unusually many or few calls", metric: "unusual_calls", comparison: "above" },
    ...{ value: 4, minimumSample: 20, minutes: [180, 15], priority: "P3" },
  },
  "budget-near": {
    ...{ name: "The budget is nearly used", metric: "budget_share", comparison: "above" },
    ...{ value: 0.8, minimumSample: 0, minutes: [60, 0], priority: "P3" },
  },
  "budget-used": {
    ...{ name: "The budget is used", metric: "budget_share", comparison: "above", value: 1 },
    ...{ minimumSample: 0, minutes: [60, 0], priority: "P2" },
  },
  "dead-letters": {
    ...{ name: "Events are not understood", metric: "dead_letters", comparison: "above" },
    ...{ value: 0, minimumSample: 0, minutes: [60, 0], priority: "P3" },
  },
  "signature-failures": {
    ...{ name: "Deliveries are refused", metric: "signature_failures", comparison: "above" },
    ...{ value: 10, minimumSample: 0, minutes: [15, 0], priority: "P2" },
  },
  "queue-age": {
    ...{ name: "Events wait too long", metric: "queue_age_seconds", comparison: "above" },
    ...{ value: 120, minimumSample: 0, minutes: [5, 2], priority: "P1" },
  },
  "all-dead-letters": {
    ...{ name: "Many events are not understood", metric: "all_dead_letters", comparison: "above" },
    ...{ value: 50, minimumSample: 0, minutes: [60, 0], priority: "P2" },
  },
  "all-signature-failures": {
    ...{ name: "Many deliveries are refused", metric: "all_signature_failures" },
    ...{ comparison: "above", value: 100, minimumSample: 0, minutes: [15, 0], priority: "P2" },
  },
  "quarantined-events": {
    ...{ name: "Events have no tenant", metric: "quarantined_events", comparison: "above" },
    ...{ value: 0, minimumSample: 0, minutes: [5, 5], priority: "P3" },
  },
  "backup-late": {
    ...{ name: "Backups are late", metric: "backup_overdue_seconds", comparison: "above" },
    ...{ value: 7_200, minimumSample: 0, minutes: [60, 0], priority: "P1" },
  },
  "drill-failed": {
    ...{ name: "A backup could not be restored", metric: "failed_drills", comparison: "above" },
    ...{ value: 0, minimumSample: 0, minutes: [60, 0], priority: "P2" },
  },
  "database-pool": {
    ...{ name: "Database connections run out", metric: "pool_share", comparison: "above" },
    ...{ value: 0.9, minimumSample: 0, minutes: [5, 5], priority: "P1" },
  },
  memory: {
    ...{ name: "Memory runs out", metric: "memory_share", comparison: "above", value: 0.9 },
    ...{ minimumSample: 0, minutes: [5, 5], priority: "P2" },
  },
  "http-errors": {
    ...{ name: "Requests fail", metric: "http_error_ratio", comparison: "above", value: 0.05 },
    ...{ minimumSample: 20, minutes: [5, 5], priority: "P1" },
  },
  "http-slow": {
    ...{ name: "Requests are slow", metric: "http_p95_seconds", comparison: "above", value: 2 },
    ...{ minimumSample: 20, minutes: [5, 5], priority: "P2" },
  },
  // Callers who never ask the same make a cache useless and nothing wrong.
  "cache-misses": {
    ...{ name: "Caches help little", metric: "cache_miss_ratio", comparison: "above", value: 0.5 },
    ...{ minimumSample: 100, minutes: [5, 30], priority: "P4", isEnabled: false },
  },
};

/** The rules that there are without anybody making them. */
export const defaultRules: readonly Rule[] = Object.entries(given).map(
  ([
    id,
    {
      minutes: [windowMinutes, durationMinutes],
      isEnabled = true,
      ...rest
    },
  ]) => ({
    ...{ id, ...rest, windowMinutes, durationMinutes, isEnabled },
  }),
);
