import { z } from "zod";
import { Usd } from "../usd.ts";

const UsdPerMillion = Usd.describe(
  "US dollars for a million tokens, as an exact decimal such as 0.15.",
);

export const ModelName = z.string().trim().min(1).max(200);
const Day = z.iso.date();

export const NewModelPrice = z.object({
  model: ModelName.describe("As the endpoint behind us calls it."),
  valid_from: Day.optional().describe("The first day, in UTC. Left out: today."),
  input_usd: UsdPerMillion,
  cached_input_usd: UsdPerMillion.nullable()
    .default(null)
    .describe("Of input that the service still had from before. Null: as any other input."),
  output_usd: UsdPerMillion,
});
export type NewModelPrice = z.output<typeof NewModelPrice>;

const amount = z.string().describe("US dollars for a million tokens, exact.");

export const ModelPriceView = z
  .object({
    id: z.string().nullable().describe("Null for a price that nobody here set."),
    model: z.string(),
    source: z
      .enum(["own", "installation", "built_in"])
      .describe(
        "`own`: set for this tenant. `installation`: set by the installation for everybody. `built_in`: as public price lists said on `valid_from`.",
      ),
    currency: z.literal("USD"),
    input_usd: amount,
    cached_input_usd: amount.nullable(),
    output_usd: amount,
    valid_from: Day,
    is_in_force: z.boolean().describe("Today's turns cost so much."),
  })
  .meta({ id: "ModelPrice" });
export type ModelPriceView = z.infer<typeof ModelPriceView>;
