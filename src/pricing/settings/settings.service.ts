import { recordAudit } from "../../audit/index.ts";
import { isOfAgency, type RequestAccess } from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
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
  const read = async (trx: Trx, access: RequestAccess): Promise<PriceSettingsAnswer> => {
    const { scope } = access;
    const at = new Date(now());
    const all = await listSettings(trx, scope);
    const { month } = await readMonth(trx, scope, { at });
    const used = scope.agentIds === undefined ? await readBudget(trx, scope, at) : undefined;
    return {
      current: toSettingsView(settingsOf(all, month), access),
      budget_use: used === undefined ? null : toBudgetUse(used),
      data: all.map((settings) => toSettingsView(settings, access)),
    };
  };

  return {
    read: (access: RequestAccess) => inTenant(db, access.scope, (trx) => read(trx, access)),

    /** @throws ProblemError `forbidden` for a client's own people: they would set what they are billed. */
    async set(access: RequestAccess, given: NewPriceSettings): Promise<PriceSettingsAnswer> {
      const { scope, actor } = access;
      if (!isOfAgency(access)) {
        throw new ProblemError(
          "forbidden",
          "Only the installation's own people set what is billed.",
        );
      }
      return inTenant(db, scope, async (trx) => {
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
        // A client's people read its audit log, and not the markup.
        const { markup_percent: _, ...payload } = toSettingsView(settings, access);
        const action = "price_settings.set";
        await recordAudit(trx, scope, { actor, action, subject: fromMonth, payload });
        return read(trx, access);
      });
    },
  };
}

/** Settings as the API shows them: without the markup to a client's own people. */
export function toSettingsView(
  { fromMonth, basis, markup, budget }: PriceSettings,
  access: RequestAccess,
): PriceSettingsView {
  return {
    ...{ from_month: fromMonth, basis },
    markup_percent: isOfAgency(access) ? writeHundredths(markup) : null,
    budget: budget && { amount: writeAmount(budget.micros), currency: budget.currency },
  };
}
