import { z } from "zod";
import { Month } from "../calendar.ts";
import { PriceSettingsView } from "../settings/settings.schema.ts";

const count = z.number().int();
const money = z.string().nullable().describe("Exact decimal; null when none is known.");
const instant = z.string().meta({ format: "date-time" });

/** Sums over calls, of which some may not be known. */
const figures = {
  calls: count.describe(
    "Calls that are over, as this provider recorded them; one that a carrier recorded too stands there as well.",
  ),
  duration_ms: count.describe("Of the calls whose duration is known."),
  duration_unknown: count,
  minutes: z.string().describe("The same duration, rounded to two decimals."),
  estimate: z.object({
    calls: count,
    no_price: count.describe("Calls for which no price is set."),
    unknown: count.describe(
      "Calls whose price is set and whose quantities were not told, or whose prices are in several currencies.",
    ),
    total: money.describe("In the currency of the set."),
  }),
  reported: z.object({
    calls: count,
    unknown: count.describe("Calls whose provider reported no cost."),
    total_usd: money,
  }),
  drift: z
    .object({
      calls: count.describe("Calls with both an estimate and a reported cost, in US dollars."),
      amount_usd: z.string().describe("How much more was reported than estimated, of these calls."),
      percent: z.string().nullable().describe("Of the estimate; two decimals."),
    })
    .nullable()
    .describe("Null where no call has both in US dollars."),
  billed: z
    .object({
      currency: z.string().nullable(),
      calls: count,
      unknown: count.describe("Calls without what is billed; they are in no sum."),
      total: money.describe("With the markup, rounded once for each line."),
    })
    .nullable()
    .describe("Null for a client's own people: what is added is not told to them."),
};

export const StatementLine = z
  .object({
    agent_id: z.string().nullable(),
    agent_name: z.string().nullable(),
    provider: z.string(),
    ...figures,
  })
  .meta({ id: "StatementLine" });
export type StatementLine = z.infer<typeof StatementLine>;

const StatementTotal = z
  .object(figures)
  .omit({ calls: true, duration_ms: true, minutes: true, duration_unknown: true });
export type StatementTotal = z.infer<typeof StatementTotal>;

export const Statement = z
  .object({
    month: Month,
    time_zone: z.string(),
    from: instant,
    to: instant,
    is_over: z
      .boolean()
      .describe("The month is over. Late events and changed prices still change it."),
    is_settled: z.boolean().describe("False while calls are estimated again for changed prices."),
    settings: PriceSettingsView,
    sets: z
      .array(
        z.object({
          currency: z.string().nullable().describe("Of the estimates; null: calls without one."),
          lines: z.array(StatementLine),
          total: StatementTotal,
        }),
      )
      .describe("One for each currency; each call is in one of them. Currencies are never added."),
  })
  .meta({ id: "Statement" });
export type Statement = z.infer<typeof Statement>;
