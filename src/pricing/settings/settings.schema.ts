import { z } from "zod";
import { Month } from "../calendar.ts";
import { Amount, Currency } from "../money.ts";

const bases = ["estimate", "reported"] as const;
const Basis = z
  .enum(bases)
  .describe("What is billed and counted for the budget: our estimates, or what providers report.");

/** At most tenfold. */
const Markup = z
  .string()
  .regex(/^\d{1,3}(?:\.\d{1,2})?$/, "a percentage such as 12.5, with at most two decimals")
  .transform((text) => {
    const [whole = "0", fraction = ""] = text.split(".");
    return Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  });

/** All of the settings: what is left out is as it comes. */
export const NewPriceSettings = z
  .object({
    from_month: Month.optional().describe(
      "The first month for which they hold; until the next. Left out: the present one.",
    ),
    basis: Basis.default("estimate"),
    markup_percent: Markup.default(0).describe("What is added to the costs; two decimals at most."),
    budget: z
      .object({
        amount: Amount.refine((micros) => micros > 0, "more than nothing"),
        currency: Currency,
      })
      .nullable()
      .default(null)
      .describe("What a month should cost at most, before the markup."),
  })
  .refine(
    ({ basis, budget }) => basis === "estimate" || budget === null || budget.currency === "USD",
    {
      path: ["budget", "currency"],
      message: "providers report US dollars, and nothing is converted",
    },
  );
export type NewPriceSettings = z.output<typeof NewPriceSettings>;

const BudgetView = z.object({ amount: z.string(), currency: z.string() }).nullable();

export const PriceSettingsView = z
  .object({
    from_month: Month.nullable().describe("Null: nobody set any."),
    basis: Basis,
    markup_percent: z
      .string()
      .nullable()
      .describe("Null for a client's own people: what is added is not told to them."),
    budget: BudgetView,
  })
  .meta({ id: "PriceSettings" });
export type PriceSettingsView = z.infer<typeof PriceSettingsView>;

export const BudgetUse = z
  .object({
    month: Month,
    currency: z.string(),
    amount: z.string(),
    used: z.string().describe("What is known, before the markup."),
    used_percent: z.string(),
    calls: z.number().int().describe("Calls whose cost is known in this currency."),
    unknown: z.number().int().describe("Calls whose cost is not; they count for nothing."),
  })
  .meta({ id: "BudgetUse" });
export type BudgetUse = z.infer<typeof BudgetUse>;

export const PriceSettingsAnswer = z.object({
  current: PriceSettingsView,
  budget_use: BudgetUse.nullable().describe(
    "Of the present month; null without a budget, and for whoever sees some agents only.",
  ),
  data: z.array(PriceSettingsView).describe("All that were set, the latest month first."),
});
export type PriceSettingsAnswer = z.infer<typeof PriceSettingsAnswer>;
