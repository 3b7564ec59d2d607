import { z } from "zod";
import { ModelName } from "../prices/price.schema.ts";
import { Usd } from "../usd.ts";

const AgentId = z.string().trim().min(1).max(200);
const tokens = z.number().int().min(0).max(1_000_000_000_000).nullable().default(null);
const money = Usd.nullable().default(null);
const turns = z.number().int().min(1).max(100_000).nullable().default(null);

/** All settings of a tenant or an agent: what is left out is not limited. */
export const NewModelSettings = z.object({
  agent_id: AgentId.nullable()
    .default(null)
    .describe("Whose settings these are, by the id that clients send. Null: the whole tenant's."),
  slug: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "small letters, digits and hyphens")
    .nullable()
    .default(null)
    .describe("What clients may ask for in place of a model; only for an agent."),
  model: ModelName.nullable()
    .default(null)
    .describe("The model behind the agent, as `GET /v1/models` names it. Null: the usual one."),
  tokens_per_day: tokens,
  tokens_per_month: tokens,
  cost_usd_per_day: money,
  cost_usd_per_month: money.describe("Counts what is known of costs."),
  turns_per_minute: turns,
  concurrent_turns: turns,
  ends_calls: z
    .boolean()
    .default(false)
    .describe(
      "A limit also ends telephone calls under way. False: whoever was answered once is answered to the end of the call.",
    ),
});
export type NewModelSettings = z.output<typeof NewModelSettings>;

const count = z.number().int();
const usd = z.string();

export const ModelSettingsView = z
  .object({
    id: z.string(),
    agent_id: z.string().nullable(),
    slug: z.string().nullable(),
    model: z.string().nullable(),
    tokens_per_day: count.nullable(),
    tokens_per_month: count.nullable(),
    cost_usd_per_day: usd.nullable(),
    cost_usd_per_month: usd.nullable(),
    turns_per_minute: count.nullable(),
    concurrent_turns: count.nullable(),
    ends_calls: z.boolean(),
    used: z.object({
      tokens_today: count.describe("In UTC, as months are."),
      tokens_this_month: count,
      cost_usd_today: usd.describe("What is known of it."),
      cost_usd_this_month: usd,
      unpriced_requests_this_month: count.describe(
        "Whose price is not known: they count nowhere in limits of money.",
      ),
    }),
    set_by: z.string().describe("Who said so last: an id as in the audit log."),
    set_at: z.string().meta({ format: "date-time" }),
  })
  .meta({ id: "ModelSettings" });
export type ModelSettingsView = z.infer<typeof ModelSettingsView>;
