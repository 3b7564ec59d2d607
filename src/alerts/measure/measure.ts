import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { Measurement } from "../evaluate/judge.ts";
import type { AlertMetric } from "../rules/metrics.ts";
import { measureBudget } from "./measure-budget.ts";
import {
  countDeadLetters,
  countSignatureFailures,
  measureCallErrors,
  measureProviderErrors,
  measureProviderFailures,
  measureSuccess,
  measureVolume,
} from "./measure-calls.ts";
import { countOfAll, measureProcesses, single } from "./measure-installation.ts";
import { createComparisons, type Look } from "./measure-silence.ts";

export interface MeasureNeeds {
  db: Database;
  /** How long the first event in line has been waiting. */
  queueAgeSeconds: () => Promise<number>;
  quarantinedEvents: () => Promise<number>;
  backups: () => Promise<{ overdueSeconds: number; hasFailedDrill: boolean }>;
}

/** Measures one metric for a tenant. */
export type Measurer = (
  metric: AlertMetric,
  scope: TenantScope,
  look: Look,
) => Promise<Measurement[]>;

/** Makes the way from a metric to its figures. What is measured is bounded by its window, and by indexes that begin with the tenant and the time. */
export function createMeasurer(needs: MeasureNeeds): Measurer {
  const { db, queueAgeSeconds, quarantinedEvents, backups } = needs;
  const comparisons = createComparisons();
  return async (metric, scope, look) => {
    const since = { at: new Date(look.now - look.windowMinutes * 60_000) };
    const read = <T>(work: (trx: Trx) => Promise<T>) =>
      inTenant(db, scope, work, { pace: "report" });
    switch (metric) {
      case "success_rate":
        return read((trx) => measureSuccess(trx, scope, since));
      case "call_error_ratio":
        return read((trx) => measureCallErrors(trx, scope, since));
      case "provider_error_ratio":
        return read((trx) => measureProviderErrors(trx, scope, since));
      case "calls":
        return single((await read((trx) => measureVolume(trx, scope, since))).calls);
      case "budget_share":
        return read((trx) => measureBudget(trx, scope, look.now));
      case "spend_usd":
        return single(
          (await read((trx) => measureVolume(trx, scope, since))).costMicros / 1_000_000,
        );
      case "silent_number":
        return read((trx) => comparisons.silentNumber(trx, scope, look));
      case "silent_connection":
        return read((trx) => comparisons.silentConnection(trx, scope, look));
      case "unusual_calls":
        return read((trx) => comparisons.unusualCalls(trx, scope, look));
      case "provider_failures":
        return read((trx) => measureProviderFailures(trx, scope));
      case "dead_letters":
        return single(await read((trx) => countDeadLetters(trx, scope, since)));
      case "signature_failures":
        return single(await read((trx) => countSignatureFailures(trx, scope, since)));
      case "queue_age_seconds":
        return single(await queueAgeSeconds());
      case "all_dead_letters":
        return single(await countOfAll(db, "dead letters", since));
      case "all_signature_failures":
        return single(await countOfAll(db, "signature failures", since));
      case "quarantined_events":
        return single(await quarantinedEvents());
      case "backup_overdue_seconds":
        return single((await backups()).overdueSeconds);
      case "failed_drills":
        return single(Number((await backups()).hasFailedDrill));
      case "pool_share":
      case "memory_share":
        return measureProcesses(db, look.now, metric, null);
      case "http_error_ratio":
      case "http_p95_seconds":
        return measureProcesses(db, look.now, metric, "http_requests");
      case "cache_miss_ratio":
        return measureProcesses(db, look.now, metric, "cache_asked");
    }
  };
}
