import { z } from "zod";
import { SessionId } from "../memory.schema.ts";

const line = z.string().trim().min(1);

const PinnedEntry = z.object({ label: line.max(60), text: line.max(2_000) });

export const Pinned = z
  .object({
    entries: z.array(PinnedEntry),
    version: z.number().int().describe("Counts changes."),
    tokens: z.number().int().describe("What they take of the prompt."),
    tokens_max: z.number().int(),
  })
  .meta({ id: "MemoryPinned" });

export const PinnedChange = z.object({
  entries: z
    .array(PinnedEntry)
    .max(20)
    .describe("All entries, in the order in which they stand in the prompt; none empties it."),
});

const Role = z.enum(["system", "developer", "user", "assistant", "tool"]);

const PromptMessage = z.object({
  block: z.enum(["system", "pinned", "marker", "window"]),
  role: Role,
  name: z.string().nullable(),
  content: z.string(),
  tool_calls: z.array(z.object({ id: z.string(), name: z.string(), arguments: z.string() })),
  tool_call_id: z.string().nullable(),
  tokens: z.number().int(),
  seq: z.number().int().nullable().describe("Of what was said; null for all else."),
  message_ids: z
    .array(z.string())
    .describe("The same among the session's messages; a long one is there in pieces."),
  is_shortened: z.boolean().describe("Its middle is left out; the whole is stored."),
});

const LastPrompt = z
  .object({
    model: z.string().nullable(),
    tokens: z.number().int(),
    tokens_by_block: z.record(z.string(), z.number().int()),
    injected: z.array(
      z.object({
        message_id: z.string(),
        why: z.array(z.string()).describe("What found it."),
        session_id: z.string().nullable().describe("null: it was forgotten since."),
        role: Role.nullable(),
        content: z.string().nullable(),
        created_at: z.string().nullable(),
      }),
    ),
    degraded: z.array(z.string()).describe("What it had less than it could."),
  })
  .describe("What the last prompt was made of.");

export const Window = z
  .object({
    session_id: z.string(),
    has_window: z.boolean().describe("false: the session did not go through the model endpoint."),
    epoch: z.number().int().describe("Counts resets."),
    start_seq: z.number().int(),
    next_seq: z.number().int(),
    armed: z.boolean().describe("Relief is due at the threshold."),
    max_tokens: z.number().int().describe("Of a whole prompt, whatever its model could take."),
    tokenizer: z.object({ name: z.string(), exact: z.boolean() }),
    relief: z.object({
      count: z.number().int().describe("How often the window was relieved since its last reset."),
      messages: z.number().int(),
      tokens: z.number().int(),
    }),
    prompt: z
      .object({
        tokens: z.number().int(),
        tokens_by_block: z.record(z.string(), z.number().int()),
        messages: z.array(PromptMessage),
      })
      .describe(
        "As it would be sent now, before something new is said; what is remembered depends on that.",
      ),
    digests: z
      .array(
        z.object({
          ...{ from_seq: z.number().int(), to_seq: z.number().int(), digest: z.string() },
          model: z.string().nullable().describe("null: sentences as they were said."),
        }),
      )
      .describe("What left the window, in few words; the newest."),
    last_prompt: LastPrompt.nullable(),
    pinned: Pinned,
  })
  .meta({ id: "MemoryWindow" });
export type Window = z.infer<typeof Window>;

export const Reset = z.object({
  session_id: SessionId,
  forget: z
    .enum(["window", "session", "subject"])
    .default("window")
    .describe(
      "window: the model sees nothing of what was said, which stays in memory, as do instructions and what is pinned. session: forgets the session. subject: forgets everything of whom it is about; a session without a subject is forgotten by itself.",
    ),
});
export type Reset = z.infer<typeof Reset>;

export const ResetDone = z
  .object({
    status: z.literal("success"),
    message: z.string(),
    epoch: z.number().int().nullable().describe("Of the emptied window."),
    receipt: z
      .object({
        sessions: z.number().int(),
        messages: z.number().int(),
        left: z.number().int(),
        erased_at: z.string(),
      })
      .nullable()
      .describe("Of what was forgotten."),
  })
  .meta({ id: "MemoryReset" });
export type ResetDone = z.infer<typeof ResetDone>;
