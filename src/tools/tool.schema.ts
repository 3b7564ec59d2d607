import { z } from "zod";

const instant = z.string().meta({ format: "date-time" });
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

const name = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "letters, digits, _ and -, at most 64")
  .describe("As the model calls it.");
const description = z.string().trim().min(1).max(2_000).describe("For the model: when to use it.");
const parameters = z
  .record(z.string(), z.unknown())
  .describe("JSON Schema of the arguments: an object.");
const deadline = z
  .number()
  .int()
  .min(200)
  .max(20_000)
  .describe(
    "Milliseconds until the caller hears the fallback. Never more than the provider waits.",
  );
const keepAnswer = z
  .number()
  .int()
  .min(0)
  .max(604_800)
  .describe("Seconds for which the last good answer to the same question may stand in. 0: never.");
const fallbacks = z
  .record(
    z.string().regex(/^[a-z]{2}$/, "a language of two letters"),
    z.string().trim().min(1).max(500),
  )
  .describe("What the caller hears when there is no answer, by language (ISO 639-1).");
const headers = z
  .record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), z.string().max(2_000))
  .describe("Go with each request. Stored encrypted, never shown again.");
const url = z.string().max(2_000).describe("http or https, to the open internet.");
const settings = z
  .record(z.string(), z.unknown())
  .describe("What the built-in tool needs to know, see `GET /api/v1/built-in-tools`.");

export const NewTool = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("http"),
    name,
    description,
    parameters,
    url,
    method: z.enum(methods).default("POST"),
    headers: headers.default({}),
    deadline_ms: deadline.default(2_500),
    is_idempotent: z
      .boolean()
      .default(false)
      .describe("Asking twice does no harm: a failed request is tried once more."),
    keep_answer_sec: keepAnswer.default(0),
    fallbacks: fallbacks.default({}),
  }),
  z.object({
    kind: z.literal("built_in"),
    built_in: z.string().max(100),
    name: name.optional(),
    description: description.optional(),
    settings: settings.default({}),
    deadline_ms: deadline.default(2_500),
    fallbacks: fallbacks.default({}),
  }),
]);
export type NewTool = z.infer<typeof NewTool>;

export const ToolChange = z.object({
  name: name.optional(),
  description: description.optional(),
  parameters: parameters.optional(),
  url: url.optional(),
  method: z.enum(methods).optional(),
  headers: headers.optional().describe("Replaces all of them."),
  settings: settings.optional(),
  deadline_ms: deadline.optional(),
  is_idempotent: z.boolean().optional(),
  keep_answer_sec: keepAnswer.optional(),
  fallbacks: fallbacks.optional(),
  is_enabled: z.boolean().optional(),
});
export type ToolChange = z.infer<typeof ToolChange>;

export const ToolView = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    kind: z.enum(["built_in", "http"]),
    built_in: z.string().nullable(),
    settings: z.record(z.string(), z.unknown()),
    parameters: z.record(z.string(), z.unknown()),
    url: z.string().nullable(),
    method: z.enum(methods).nullable(),
    header_names: z.array(z.string()),
    deadline_ms: z.number().int(),
    is_idempotent: z.boolean(),
    keep_answer_sec: z.number().int(),
    fallbacks: z.record(z.string(), z.string()),
    is_enabled: z.boolean(),
    is_circuit_open: z.boolean().describe("Its server failed again and again and is left alone."),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "Tool" });

export const BuiltInView = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    parameters: z.record(z.string(), z.unknown()),
    settings: z.record(z.string(), z.unknown()).describe("JSON Schema of its settings."),
    has_effect: z.boolean(),
    asks_server: z
      .boolean()
      .describe("Whether it asks an address of yours, with requests that are signed."),
  })
  .meta({ id: "BuiltInTool" });

export const outcomes = ["running", "answered", "last_answer", "fallback", "refused"] as const;

export const ToolUseView = z
  .object({
    id: z.string(),
    tool: z.string(),
    tool_id: z.string().nullable(),
    provider: z.string(),
    call_id: z.string().nullable(),
    arguments: z.string().nullable(),
    result: z.string().nullable().describe("What the model was given."),
    outcome: z
      .enum(outcomes)
      .describe(
        "`last_answer`: an earlier answer stood in. `fallback`: words of apology. `refused`: unknown tool or wrong arguments.",
      ),
    failure: z.string().nullable(),
    attempts: z.number().int(),
    duration_ms: z.number().int().nullable(),
    asked_at: instant,
  })
  .meta({ id: "ToolUse" });

export const ToolReport = z
  .object({
    tool: z.string(),
    uses: z.number().int(),
    answered: z.number().int(),
    last_answer: z.number().int(),
    fallback: z.number().int(),
    refused: z.number().int(),
    p50_ms: z.number().nullable(),
    p95_ms: z.number().nullable(),
    failures: z.record(z.string(), z.number().int()),
    heard: z
      .array(z.object({ text: z.string(), count: z.number().int() }))
      .describe("What callers heard instead of an answer, the most frequent first."),
  })
  .meta({ id: "ToolReport" });
