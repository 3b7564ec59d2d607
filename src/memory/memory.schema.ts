import { z } from "zod";
import { subjectOf } from "./subject.ts";

const charactersMax = 20_000;
const name = z.string().trim().min(1).max(200);

/** Free text that names a session, unique in the tenant. */
export const SessionId = name;
export const SubjectId = name
  .overwrite(subjectOf)
  .describe("Whom the conversation is with: the caller's number, or your own id for them.");

const Role = z.enum(["system", "developer", "user", "assistant", "tool"]);
const Attachment = z.object({ text: z.string().max(charactersMax) });

const NewMessage = z.object({
  role: Role,
  name: name.optional().describe("Who spoke, when a role has several."),
  content: z.string().max(charactersMax),
  attachments: z
    .array(Attachment)
    .max(20)
    .default([])
    .describe("What came along, in words: a caption, for example. It is searched too."),
  created_at: z.iso.datetime({ offset: true }).optional().describe("Left out: now."),
  external_id: name
    .optional()
    .describe("Your id of the message: a message of the session with the same one is left out."),
});
export type NewMessage = z.infer<typeof NewMessage>;

export const Append = z.object({
  subject_id: SubjectId.optional(),
  agent_id: name.optional(),
  messages: z.array(NewMessage).min(1).max(1_000),
});
export type Append = z.infer<typeof Append>;

export const Appended = z
  .object({
    session_id: z.string(),
    appended: z.number().int(),
    skipped: z.number().int().describe("Messages that were there already, by their external id."),
  })
  .meta({ id: "MemoryAppended" });
export type Appended = z.infer<typeof Appended>;

export const Session = z
  .object({
    id: z.string(),
    subject_id: z.string().nullable(),
    agent_id: z.string().nullable(),
    message_count: z.number().int(),
    last_message_at: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "MemorySession" });

export const Message = z
  .object({
    id: z.string(),
    seq: z.number().int(),
    role: Role,
    name: z.string().nullable(),
    content: z.string(),
    attachments: z.array(Attachment),
    external_id: z.string().nullable(),
    created_at: z.string(),
  })
  .meta({ id: "MemoryMessage" });

/** Of a subject or of a session: one of them. */
const Whose = z
  .object({ subject_id: SubjectId.optional(), session_id: SessionId.optional() })
  .refine((of) => (of.subject_id === undefined) !== (of.session_id === undefined), {
    error: "Name either subject_id or session_id",
  });
export type Whose = z.infer<typeof Whose>;
export const Forget = Whose;

export const MemorySearch = Whose.safeExtend({
  agent_id: name
    .optional()
    .describe(
      "The agent that asks: it finds what was said to it, and what was said to others only where the tenant shares among agents.",
    ),
  query: z.string().max(4_000),
  history: z
    .array(z.string().max(4_000))
    .max(200)
    .default([])
    .describe("What the same person said before, oldest first. The last two turns count, less."),
  top_k: z.number().int().min(1).max(200).default(10),
});
export type MemorySearch = z.infer<typeof MemorySearch>;

export const MemoryFound = z
  .object({
    items: z.array(
      z.object({
        session_id: z.string(),
        message_id: z.string(),
        external_id: z.string().nullable(),
        role: Role,
        name: z.string().nullable(),
        content: z.string(),
        created_at: z.string(),
        score: z.number().describe("Only for comparing the items of one answer."),
        channels: z
          .array(z.enum(["lexical", "semantic"]))
          .describe("What found it: its words, or the meaning of what was said around it."),
      }),
    ),
    degraded: z
      .array(z.enum(["vectors_late"]))
      .describe("vectors_late: found by words alone, because meaning came too late."),
  })
  .meta({ id: "MemorySearchAnswer" });
export type MemoryFound = z.infer<typeof MemoryFound>;

export const Receipt = z
  .object({
    sessions: z.number().int(),
    messages: z.number().int(),
    left: z.number().int().describe("What a count after it still found: 0."),
    erased_at: z.string(),
  })
  .meta({ id: "MemoryReceipt" });
export type Receipt = z.infer<typeof Receipt>;
