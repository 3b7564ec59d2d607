import type { TenantScope } from "../../lib/tenant-scope.ts";
import { readBudget } from "../../pricing/index.ts";
import type { Trx } from "../../store/index.ts";
import type { Measurement } from "../evaluate/judge.ts";
import { whole } from "./measure-calls.ts";

/** How much of the budget of this month is used; nothing can be said without one. A share is only compared, so it need not be exact. */
export async function measureBudget(
  trx: Trx,
  scope: TenantScope,
  now: number,
): Promise<Measurement[]> {
  const budget = await readBudget(trx, scope, new Date(now));
  const value = budget === undefined ? null : Number(budget.usedMicros) / Number(budget.micros);
  return [{ ...whole, value, sample: null }];
}
