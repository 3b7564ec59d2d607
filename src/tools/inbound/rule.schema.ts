import { z } from "zod";
import { spokenLanguages } from "../../business/index.ts";

const instant = z.string().meta({ format: "date-time" });
const variablesMax = 50;

const number = z
  .string()
  .max(40)
  .nullable()
  .describe("The number that is dialled, as it is written down anywhere. Null: any of yours.");
const provider = z.string().max(40).nullable().describe("Null: whichever provider asks.");
const agent = z
  .string()
  .min(1)
  .max(200)
  .nullable()
  .describe("The provider's id of the agent that takes the call. Null leaves it to the provider.");
const forward = z
  .string()
  .max(40)
  .nullable()
  .describe("The number that takes the call instead of an agent, where the provider can.");
const refuse = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .nullable()
  .describe("Refuses the call; said to the caller where the provider can.");
const location = z.string().max(100).nullable().describe("Its facts are told to the agent.");
const language = z
  .string()
  .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "a language tag such as en or de-CH")
  .max(35)
  .nullable()
  .describe(
    `What the caller is spoken to in; null: what the location says. Tools speak ${spokenLanguages.join(", ")}.`,
  );
const variables = z
  .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,63}$/), z.string().max(2_000))
  .refine((all) => Object.keys(all).length <= variablesMax, `at most ${variablesMax}`)
  .describe("What the agent's prompt may name, beside what is known of caller and location.");

export const NewInboundRule = z.object({
  number: number.default(null),
  provider: provider.default(null),
  agent_id: agent.default(null),
  forward_to: forward.default(null),
  refuse_spoken: refuse.default(null),
  location_id: location.default(null),
  language: language.default(null),
  variables: variables.default({}),
  is_enabled: z.boolean().default(true),
});
export type NewInboundRule = z.infer<typeof NewInboundRule>;

/** What is left out stays. */
export const InboundRuleChange = z.object({
  number: number.optional(),
  provider: provider.optional(),
  agent_id: agent.optional(),
  forward_to: forward.optional(),
  refuse_spoken: refuse.optional(),
  location_id: location.optional(),
  language: language.optional(),
  variables: variables.optional().describe("Replaces all of them."),
  is_enabled: z.boolean().optional(),
});
export type InboundRuleChange = z.infer<typeof InboundRuleChange>;

export const InboundRuleView = z
  .object({
    id: z.string(),
    number: z.string().nullable().describe("In E.164."),
    provider: z.string().nullable(),
    agent_id: z.string().nullable(),
    forward_to: z.string().nullable(),
    refuse_spoken: z.string().nullable(),
    location_id: z.string().nullable(),
    language: z.string().nullable(),
    variables: z.record(z.string(), z.string()),
    is_enabled: z.boolean(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "InboundRule" });
export type InboundRuleView = z.infer<typeof InboundRuleView>;
