import { z } from "zod";
import { costComponents } from "../../lib/call.ts";
import { priceUnits } from "../estimates/estimate.ts";
import { Amount, Currency } from "../money.ts";

const Day = z.iso.date();
const Increment = z.number().int().min(1).max(3_600);
const AmountText = Amount.describe(
  "For one unit, as an exact decimal with at most six decimals, such as 0.05.",
);

export const NewPrice = z.object({
  provider: z.string().trim().min(1).max(100),
  agent_id: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .nullable()
    .default(null)
    .describe("Whose calls it is for. Null: those of every agent without a price of its own."),
  component: z.enum(costComponents),
  unit: z
    .enum(priceUnits)
    .describe(
      "`call` is charged for calls that were answered; the others by what is told of them.",
    ),
  increment_seconds: Increment.default(60).describe(
    "To how many seconds a duration is rounded up; only with `minute`.",
  ),
  currency: Currency,
  amount: AmountText,
  valid_from: Day.optional().describe(
    "The first day, by the tenant's clock; until the next price for the same. Left out: today.",
  ),
});
export type NewPrice = z.output<typeof NewPrice>;

export const PriceChange = z.object({
  increment_seconds: Increment.optional(),
  amount: AmountText.optional(),
  valid_from: Day.optional(),
});
export type PriceChange = z.output<typeof PriceChange>;

export const PriceView = z
  .object({
    id: z.string(),
    provider: z.string(),
    agent_id: z.string().nullable(),
    component: z.enum(costComponents),
    unit: z.enum(priceUnits),
    increment_seconds: z.number().int().nullable(),
    currency: z.string(),
    amount: z.string().describe("For one unit, exact."),
    valid_from: Day,
    valid_until: Day.nullable().describe("The first day of the next price for the same."),
    is_in_force: z.boolean().describe("Calls that happen now are estimated by it."),
  })
  .meta({ id: "CallPrice" });
export type PriceView = z.infer<typeof PriceView>;
