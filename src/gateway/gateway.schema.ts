import { z } from "zod";

const text = z.string().max(200);
const Named = z.looseObject({ id: text.nullish() });
const Party = z.looseObject({ number: text.nullish() });

const Part = z.looseObject({ type: z.string().max(100), text: z.string().optional() });
const ToolCall = z.looseObject({
  id: text,
  type: z.literal("function"),
  function: z.looseObject({ name: text, arguments: z.string() }),
});

const Message = z.looseObject({
  role: z.enum(["system", "developer", "user", "assistant", "tool"]),
  content: z
    .union([z.string(), z.array(Part)])
    .nullable()
    .default(null),
  name: text.optional(),
  tool_calls: z.array(ToolCall).optional(),
  tool_call_id: text.optional(),
});

/** What names a conversation, in the ways of the clients that have one. */
const identity = {
  session_id: z.string().min(1).max(200).nullish(),
  subject_id: z.string().min(1).max(200).nullish(),
  agent_id: z.string().min(1).max(200).nullish(),
  user: z.string().max(1000).nullish(),
  user_id: text.nullish().describe("ElevenLabs' name of who speaks."),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  elevenlabs_extra_body: z.record(z.string(), z.unknown()).nullish(),
  call: z.looseObject({ id: text.nullish(), assistantId: text.nullish() }).nullish(),
  customer: Party.nullish(),
  phoneNumber: Named.nullish(),
};

/** A request in OpenAI's format; what is not named goes to the model as it is. */
export const ChatRequest = z.looseObject({
  ...identity,
  model: text.optional(),
  messages: z.array(Message).min(1).max(100_000),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  n: z.literal(1, "only one answer is given").nullish(),
  tools: z
    .array(z.looseObject({ type: z.string() }))
    .max(1000)
    .optional(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
});
export type ChatRequest = z.infer<typeof ChatRequest>;

/** Fields that are for us, not for the model: some models refuse what they do not know. */
export const ownFields: ReadonlySet<string> = new Set([...Object.keys(identity), "messages"]);

/** What was done about an answer that said again what was said before, or nothing. */
export const Echo = z
  .object({
    detected: z.boolean(),
    attempts: z.number().int().describe("How often the model was asked once more."),
    similarity: z.number().describe("Of the answer to the earlier one it is most like, 0 to 1."),
    resolved: z.boolean().describe("Whether the answer that was given is another one."),
  })
  .meta({ id: "Echo" });

/** The answer as the model gave it, under our names. A streamed one comes as `chat.completion.chunk` events. */
export const Completion = z.looseObject({
  id: z.string(),
  object: z.literal("chat.completion"),
  created: z.number(),
  model: z.string(),
  choices: z.array(z.looseObject({})),
  usage: z.unknown().optional(),
  metadata: z.object({
    session_id: z.string().nullable(),
    degraded: z
      .array(z.string())
      .describe("What the answer had to do without; `echo` is a model that only says back."),
    echo: Echo.optional(),
    loop_detected: z
      .boolean()
      .optional()
      .describe("The conversation goes in circles: a person may be needed."),
  }),
});

export const Models = z.object({
  object: z.literal("list"),
  data: z.array(
    z.object({
      id: z.string(),
      object: z.literal("model"),
      created: z.number(),
      owned_by: z.string(),
    }),
  ),
});
