import { z } from "zod";
import { ProblemError } from "../lib/problems.ts";

const instant = z.string().meta({ format: "date-time" });
const documentsMax = 500;
const tagsMax = 50;

/** PostgreSQL's texts hold no NUL. */
const storable = (text: string) => !text.includes("\0");
const line = (charactersMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .refine((text) => !/\p{Cc}/u.test(text), "must be one line without control characters");

export const Language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, "must be a language tag such as de or en-US")
  .transform((tag) => tag.slice(0, tag.search(/-|$/)).toLowerCase())
  .describe(
    "Words are reduced to their stems in English, German, French, Spanish, Italian, Portuguese and Dutch; in other languages they are taken as they are.",
  );
const BaseName = line(100).refine((name) => !/^kb_/i.test(name), "must not look like an id");
const Category = line(100);
const Tag = line(50);
const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** How a base is named where one is chosen: by id or by name. */
export const BaseKey = line(100).describe("The id or the name of a knowledge base.");

export const NewBase = z.object({
  name: BaseName,
  language: Language.optional().describe("Left out, the tenant's."),
});
export type NewBase = z.infer<typeof NewBase>;

/** What is left out stays. */
export const BaseChange = z.object({
  name: BaseName.optional(),
  language: Language.optional(),
});
export type BaseChange = z.infer<typeof BaseChange>;

export const Base = z
  .object({
    id: z.string(),
    name: z.string(),
    language: z.string(),
    location_id: z
      .string()
      .nullable()
      .describe(
        "The location whose catalogue, policies and questions it is made of; such a base cannot be changed here.",
      ),
    documents: z
      .object({
        queued: z.number().int(),
        processing: z.number().int(),
        ready: z.number().int(),
        failed: z.number().int(),
      })
      .describe("How many there are, by status."),
    chunks: z.number().int(),
    bytes: z.number().int().describe("Of the documents as they came."),
    version: z.number().int().describe("Grows with every change of what can be found."),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "KnowledgeBase" });
export type Base = z.infer<typeof Base>;

/** What is said of a document besides its content. */
const facts = {
  title: line(500),
  category: Category.nullable().default(null),
  tags: z.array(Tag).max(tagsMax).default([]),
  language: Language.nullable().default(null).describe("Left out, the knowledge base's."),
  valid_from: Instant.nullable().default(null).describe("Not found before."),
  valid_until: Instant.nullable().default(null).describe("Not found from then on."),
};

const isOrdered = (of: { valid_from?: Date | null; valid_until?: Date | null }) =>
  !of.valid_from || !of.valid_until || of.valid_from < of.valid_until;
const orderMessage = { message: "must be after valid_from", path: ["valid_until"] };

const ExternalId = line(200).nullable().default(null);

const DocumentShape = z.object({
  knowledge_base: BaseKey.default("default").describe(
    "The id or the name of a knowledge base; a name that there is none of makes one.",
  ),
  external_id: ExternalId.describe(
    "Your own name for the document in its knowledge base: another document with it is its next version.",
  ),
  ...facts,
  title: facts.title.optional().describe("Needed with `content`; otherwise the URL or file name."),
  content: z.string().refine(storable, "must not hold NUL").optional(),
  mime: line(200).optional().describe("What the content is; `text/plain` where left out."),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional()
    .describe("Fetched in place of a content."),
});

/** One document to add, with its content or where that is. */
export const NewDocument = DocumentShape.refine(
  ({ content, url }) => (content === undefined) !== (url === undefined),
  { message: "give either content or url", path: ["content"] },
)
  .refine(({ title, url }) => title !== undefined || url !== undefined, {
    message: "a document needs a title",
    path: ["title"],
  })
  .refine(isOrdered, orderMessage);
export type NewDocument = z.infer<typeof NewDocument>;

const Batch = z.object({ documents: z.array(NewDocument).min(1).max(documentsMax) });
/** For the API's document; {@link readNewDocuments} is what checks. */
export const NewDocuments = z.union([NewDocument, Batch]);

/** The fields that come with a file. */
export const UploadFields = z
  .object({
    ...DocumentShape.omit({ content: true, url: true }).shape,
    tags: z
      .string()
      .default("")
      .transform((text) => text.split(",").map((tag) => tag.trim()))
      .transform((tags) => tags.filter((tag) => tag !== ""))
      .pipe(z.array(Tag).max(tagsMax)),
  })
  .refine(isOrdered, orderMessage);
export type UploadFields = z.infer<typeof UploadFields>;

/** What is left out stays; null takes away. */
export const DocumentChange = z.object({
  title: facts.title.optional(),
  category: Category.nullable().optional(),
  tags: z.array(Tag).max(tagsMax).optional(),
  language: Language.nullable().optional(),
  valid_from: Instant.nullable().optional(),
  valid_until: Instant.nullable().optional(),
});
export type DocumentChange = z.infer<typeof DocumentChange>;

export const NewContent = z.object({
  content: z.string().refine(storable, "must not hold NUL"),
  mime: line(200).optional().describe("Left out, as before."),
});

const Status = z.enum(["queued", "processing", "ready", "failed"]);

export const Accepted = z.object({
  data: z.array(z.object({ id: z.string(), external_id: z.string().nullable(), status: Status })),
});
export type Accepted = z.infer<typeof Accepted>;

export const DocumentFilters = z.object({
  knowledge_base: BaseKey.optional(),
  status: Status.optional(),
  category: Category.optional(),
  q: z.string().trim().max(200).optional().describe("Part of title, external id or URL."),
});
export type DocumentFilters = z.infer<typeof DocumentFilters>;

export const KnowledgeDocument = z
  .object({
    id: z.string(),
    external_id: z.string().nullable(),
    knowledge_base_id: z.string(),
    knowledge_base: z.string().describe("Its name."),
    title: z.string(),
    mime: z.string(),
    source: z
      .enum(["paste", "upload", "url", "generated"])
      .describe("`generated` is made of a location and cannot be changed here."),
    url: z.string().nullable(),
    category: z.string().nullable(),
    tags: z.array(z.string()),
    language: z.string().nullable().describe("Null is the knowledge base's."),
    valid_from: instant.nullable(),
    valid_until: instant.nullable(),
    bytes: z.number().int(),
    content_hash: z.string().nullable().describe("SHA-256 of the content, in hexadecimal."),
    status: Status,
    progress: z.number().int().describe("Of what is under way, in percent."),
    problem: z
      .object({ type: z.string(), title: z.string(), detail: z.string() })
      .nullable()
      .describe("Why it failed, or why the last try did."),
    warnings: z
      .array(z.object({ code: z.string(), detail: z.string() }))
      .describe("What of the version that is found could not be read as it is."),
    attempts: z.number().int(),
    next_try_at: instant.nullable(),
    searchable: z
      .enum(["no", "previous", "current"])
      .describe("Which version is found: `previous` while a new one waits, or when it failed."),
    chunk_count: z.number().int(),
    fetched_at: instant.nullable(),
    indexed_at: instant.nullable(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "KnowledgeDocument" });
export type KnowledgeDocument = z.infer<typeof KnowledgeDocument>;

export const Chunk = z
  .object({
    id: z.string(),
    place: z.number().int().describe("From 0, in the order of the document."),
    page: z.number().int().nullable().describe("Where it begins, in documents with pages."),
    heading_path: z.array(z.string()),
    question: z.string().nullable(),
    text: z.string(),
    language: z.string(),
  })
  .meta({ id: "KnowledgeChunk" });

/**
 * Reads one document or a batch of them. A batch is taken as a whole or not at all.
 * @throws ProblemError naming every faulty field, by the index of its document.
 */
export function readNewDocuments(body: unknown): NewDocument[] {
  const isBatch = typeof body === "object" && body !== null && "documents" in body;
  const parsed = isBatch ? Batch.safeParse(body) : NewDocument.safeParse(body);
  if (!parsed.success) throw refusal(parsed.error);
  return "documents" in parsed.data ? parsed.data.documents : [parsed.data];
}

/** @throws ProblemError naming every faulty field. */
export function readUploadFields(fields: Record<string, string>): UploadFields {
  // An empty field of a form is one that was left out.
  const given = Object.entries(fields).filter(([, value]) => value.trim() !== "");
  const parsed = UploadFields.safeParse(Object.fromEntries(given));
  if (!parsed.success) throw refusal(parsed.error);
  return parsed.data;
}

function refusal(error: z.ZodError): ProblemError {
  const errors = error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
  return new ProblemError("invalid-request", "The body does not match.", { extra: { errors } });
}
