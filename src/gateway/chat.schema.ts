import { z } from "zod";
import { Echo } from "./gateway.schema.ts";

const name = z.string().min(1).max(200);

/** One message of a conversation that we keep: the client sends no history. */
export const ChatMessageIn = z.strictObject({
  message: z.string().min(1).max(200_000),
  session_id: name
    .nullish()
    .describe("Which conversation it is. Left out, a new one begins, and the answer names it."),
  subject_id: name.nullish().describe("Whom the conversation is about."),
  agent_id: name.nullish().describe("The model behind the agent answers, within its limits."),
  use_rag: z.boolean().default(true).describe("False leaves what is remembered out of the prompt."),
  stream: z
    .boolean()
    .default(false)
    .describe("The answer as events: `delta` with `text`, then `done` with the whole, or `error`."),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  debug: z.boolean().default(false).describe("Also tells the prompt as the model had it."),
});
export type ChatMessageIn = z.infer<typeof ChatMessageIn>;

/** The answer, and what of the conversation was in the prompt. */
export const ChatReply = z.object({
  response: z.string(),
  timestamp: z.iso.datetime(),
  session_id: z.string().nullable().describe("Null when the conversation could not be kept."),
  turn_id: z.string().nullable().describe("Null for an answer that was given before."),
  tokens_in_context: z.number(),
  rag_items_injected: z.number(),
  usage: z
    .object({ prompt: z.number(), completion: z.number(), total: z.number() })
    .nullable()
    .describe("As the model counted. Null when it did not."),
  memory: z.object({
    items: z.array(z.object({ message_id: z.string(), why: z.array(z.string()) })),
    tokens: z.number(),
    degraded: z.array(z.string()).describe("What the answer had to do without."),
  }),
  echo: Echo,
  loop_detected: z.boolean().describe("The conversation goes in circles."),
  relief: z
    .object({ triggered: z.boolean(), shed_messages: z.number(), shed_tokens: z.number() })
    .describe("What left the window of the conversation with this message."),
  debug: z
    .object({
      messages: z.array(z.unknown()).describe("In OpenAI's format."),
      tokens: z.record(z.string(), z.number()).describe("By block of the prompt."),
    })
    .optional()
    .describe("The prompt, where it was asked for. Left out for an answer that was given before."),
});
export type ChatReply = z.infer<typeof ChatReply>;
