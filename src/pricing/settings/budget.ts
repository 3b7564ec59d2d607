import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { readMonth } from "../calendar.ts";
import { percentOf, writeAmount } from "../money.ts";
import { settingsOf } from "./price-settings.ts";
import type { BudgetUse } from "./settings.schema.ts";
import { listSettings } from "./settings.store.ts";

/** How much of a budget is used. */
export interface UsedBudget {
  readonly month: string;
  readonly currency: string;
  readonly micros: bigint;
  readonly usedMicros: bigint;
  readonly calls: number;
  readonly unknown: number;
}

/** How much of the budget of an instant's month is used; undefined without a budget. Costs in another currency than the budget's are not known in it. */
export async function readBudget(
  trx: Trx,
  scope: TenantScope,
  at: Date,
): Promise<UsedBudget | undefined> {
  const span = await readMonth(trx, scope, { at });
  const { budget, basis } = settingsOf(await listSettings(trx, scope), span.month);
  if (budget === null) return undefined;
  const amount =
    basis === "reported"
      ? sql`reported_micros`
      : sql`case when currency = ${budget.currency} then estimate_micros end`;
  const { rows } = await sql<{ used: string; calls: number; all: number }>`select
      coalesce(sum(${amount}), 0)::text as used, count(${amount})::int as calls, count(*)::int as all
    from call_estimates where tenant_id = ${scope.tenantId} and happened_at >= ${span.from} and happened_at < ${span.to}`.execute(
    trx,
  );
  const { used, calls, all } = rows[0] ?? { used: "0", calls: 0, all: 0 };
  return {
    ...{ month: span.month, currency: budget.currency, micros: BigInt(budget.micros) },
    ...{ usedMicros: BigInt(used), calls, unknown: all - calls },
  };
}

export function toBudgetUse(budget: UsedBudget): BudgetUse {
  return {
    ...{ month: budget.month, currency: budget.currency, amount: writeAmount(budget.micros) },
    used: writeAmount(budget.usedMicros),
    used_percent: percentOf(budget.usedMicros, budget.micros) ?? "0",
    ...{ calls: budget.calls, unknown: budget.unknown },
  };
}
