import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { readMonth } from "../calendar.ts";
import { writeAmount, writeHundredths } from "../money.ts";
import { readBudget, toBudgetUse } from "./budget.ts";
import { type PriceSettings, settingsOf } from "./price-settings.ts";
import type {
  NewPriceSettings,
  PriceSettingsAnswer,
  PriceSettingsView,
} from "./settings.schema.ts";
import { listSettings, writeSettings } from "./settings.store.ts";

export type PriceSettingsService = ReturnType<typeof createPriceSettingsService>;

const settingsMax = 600;

/** What statements are made by: the basis, the markup and the budget, each from a month on. */
export function createPriceSettingsService({ db, now }: { db: Database; now: () => number }) {
  const read = async (trx: Trx, scope: TenantScope): Promise<PriceSettingsAnswer> => {
    const at = new Date(now());
    const all = await listSettings(trx, scope);
    const { month } = await readMonth(trx, scope, { at });
    const used = scope.agentIds === undefined ? await readBudget(trx, scope, at) : undefined;
    return {
      current: toSettingsView(settingsOf(all, month)),
      budget_use: used === undefined ? null : toBudgetUse(used),
      data: all.map(toSettingsView),
    };
  };

  return {
    read: (scope: TenantScope) => inTenant(db, scope, (trx) => read(trx, scope)),

    set: ({ scope, actor }: RequestAccess, given: NewPriceSettings): Promise<PriceSettingsAnswer> =>
      inTenant(db, scope, async (trx) => {
        const at = new Date(now());
        const fromMonth = given.from_month ?? (await readMonth(trx, scope, { at })).month;
        const all = await listSettings(trx, scope);
        if (all.length >= settingsMax && all.every((one) => one.fromMonth !== fromMonth)) {
          throw new ProblemError(
            "limit-reached",
            `Settings begin in at most ${settingsMax} months.`,
          );
        }
        const settings = {
          ...{ fromMonth, basis: given.basis, markup: given.markup_percent },
          budget: given.budget && { micros: given.budget.amount, currency: given.budget.currency },
        };
        await writeSettings(trx, scope, settings, { actor, at });
        await recordAudit(trx, scope, {
          ...{
            actor,
            action: "price_settings.set",
            subject: fromMonth,
            payload: toSettingsView(settings),
          },
        });
        return read(trx, scope);
      }),
  };
}

/** Settings as the API shows them. */
export function toSettingsView({
  fromMonth,
  basis,
  markup,
  budget,
}: PriceSettings): PriceSettingsView {
  return {
    ...{ from_month: fromMonth, basis, markup_percent: writeHundredths(markup) },
    budget: budget && { amount: writeAmount(budget.micros), currency: budget.currency },
  };
}
