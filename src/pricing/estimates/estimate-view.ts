import type { CallEstimate } from "../../calls/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant } from "../../store/index.ts";
import { percentOf, writeAmount } from "../money.ts";
import { findEstimates, type KeptEstimate } from "./estimate.store.ts";

/** Reads estimates as calls show them, by the ids of the calls. */
export async function readCallEstimates(
  db: Database,
  scope: TenantScope,
  ids: readonly string[],
): Promise<Map<string, CallEstimate>> {
  const found = await inTenant(db, scope, (trx) => findEstimates(trx, scope, ids));
  return new Map(found.map((kept) => [kept.call_id, toCallEstimate(kept)]));
}

/** An estimate beside what the provider reported. */
function toCallEstimate(kept: KeptEstimate): CallEstimate {
  const { state, currency, estimate_micros: estimate, reported_micros: reported, parts } = kept;
  const write = (micros: number | null) => (micros === null ? null : writeAmount(micros));
  const isComparable = currency === "USD" && estimate !== null && reported !== null;
  return {
    ...{ state, currency, total: write(estimate) },
    parts: parts.map(({ micros, ...part }) => ({ ...part, amount: write(micros) })),
    drift: isComparable ? driftOf(BigInt(reported), BigInt(estimate)) : null,
  };
}

function driftOf(reported: bigint, estimate: bigint) {
  const drift = reported - estimate;
  return { amount_usd: writeAmount(drift), percent: percentOf(drift, estimate) };
}
