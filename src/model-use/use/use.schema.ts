import { z } from "zod";

const count = z.number().int();

/** What was used of models. */
export const UseFigures = z.object({
  requests: count,
  prompt_tokens: count.describe("With those that were cached."),
  cached_prompt_tokens: count,
  completion_tokens: count,
  cost_usd: z
    .string()
    .nullable()
    .describe("Exact decimal; null when the price of any of it is not known."),
  known_cost_usd: z.string().describe("Of the requests whose price is known."),
  unpriced_requests: count.describe("Whose price is not known."),
  estimated_requests: count.describe("Whose tokens we counted: the model did not tell."),
  fallback_requests: count.describe("That the second endpoint answered."),
  degraded_requests: count.describe("That had less than they could."),
  embedding_requests: count.describe("That made vectors, which are no answers."),
  embedding_tokens: count.describe("Of the prompt tokens, those of which vectors were made."),
});
export type UseFigures = z.infer<typeof UseFigures>;

const by = ["day", "agent", "model"] as const;
const Day = z.iso.date();

export const ModelUseOf = z.object({
  by: z.enum(by).default("day").describe("What it is counted together by."),
  from: Day.optional().describe("The first day, in UTC. Left out: 30 days before the last."),
  to: Day.optional().describe("The last day. Left out: today."),
  agent_id: z.string().max(200).optional().describe("Only of this agent."),
});
export type ModelUseOf = z.infer<typeof ModelUseOf>;

export const ModelUse = z
  .object({
    from: Day,
    to: Day,
    total: UseFigures,
    data: z
      .array(
        UseFigures.extend({
          key: z
            .string()
            .describe("The day, the agent's id (empty where none was named) or the model."),
        }),
      )
      .describe("Days in their order; agents and models by what they cost and used, at most 200."),
  })
  .meta({ id: "ModelUse" });
export type ModelUse = z.infer<typeof ModelUse>;
