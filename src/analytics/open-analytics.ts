import type { CallEffect, CallWitness } from "../calls/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { Logger } from "../observe/index.ts";
import type { Database, TenantData } from "../store/index.ts";
import { analyticsData } from "./analytics-data.ts";
import { freezeCalls, markCalls } from "./buckets.store.ts";
import { recountMarked } from "./recount.ts";

/** Figures of calls: kept by quarter hour, and always those of a recount. */
export interface Analytics {
  /** Marks where calls are counted, before they change. */
  readonly witness: CallWitness;
  /** Marks where they are counted from now on. */
  readonly effect: CallEffect;
  /** Keeps the figures of calls that go by their age. */
  readonly expired: CallWitness;
  readonly data: TenantData;
  readonly work: DueWork;
}

export function openAnalytics(needs: {
  db: Database;
  /** Providers that only carry calls: they see them a second time. */
  carriers: readonly string[];
  now: () => number;
  log: Logger;
}): Analytics {
  const { carriers, now } = needs;
  const witness: CallWitness = (trx, scope, ids) => markCalls(trx, scope, ids, new Date(now()));
  return {
    witness,
    effect: (trx, scope, changes) =>
      witness(
        trx,
        scope,
        changes.map(({ id }) => id),
      ),
    async expired(trx, scope, ids) {
      await freezeCalls(trx, scope, ids, carriers);
      await witness(trx, scope, ids);
    },
    data: analyticsData,
    work: recountMarked(needs),
  };
}
