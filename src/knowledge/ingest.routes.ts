import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { cutText } from "../lib/text.ts";
import type { Incoming } from "./add-documents.ts";
import type { DocumentService } from "./document.service.ts";
import { toDocument } from "./document-views.ts";
import { type ContentNeeds, type Draft, draftOf } from "./kept-content.ts";

const bodyBytesMax = 32 * 1024 * 1024;
const tagsMax = 50;
const tagCharactersMax = 50;
const titleCharactersMax = 500;
/** What a token of text is about as long as; only a guess is asked for. */
const tokenCharacters = 4;

const line = (charactersMax: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(charactersMax)
    .refine((text) => !/\p{Cc}/u.test(text), "must be one line without control characters");
const Ingest = z
  .object({
    document: z
      .string()
      .min(1)
      .refine((text) => !text.includes("\0"), "must not hold NUL"),
    metadata: z
      .record(z.string().max(200), z.unknown())
      .default({})
      .describe(
        "`title` and `category` are taken as such; other short values become tags, `key: value`. What is neither is left out.",
      ),
    scope: z
      .enum(["tenant", "agent"])
      .default("tenant")
      .describe(
        "tenant: the knowledge base `default`. agent: the knowledge base `agent <agent_id>`.",
      ),
    agent_id: line(90).optional(),
    external_id: line(200)
      .optional()
      .describe("Another document with it in the same scope is its next version."),
    title: line(titleCharactersMax).optional(),
    mime: line(200).default("text/plain"),
  })
  .refine(({ scope, agent_id }) => scope === "tenant" || agent_id !== undefined, {
    message: "the scope agent needs agent_id",
    path: ["agent_id"],
  });
type Ingest = z.infer<typeof Ingest>;

const Queued = z
  .object({
    status: z.enum(["queued", "processing", "ready", "failed"]),
    job_id: z.string().describe("Of the document; ask for it at `GET /ingest/:job_id`."),
    document_id: z.string(),
    tokens: z.number().int().describe("About."),
    message: z.string(),
  })
  .meta({ id: "IngestAccepted" });
const Progress = z
  .object({
    job_id: z.string(),
    document_id: z.string(),
    status: z.enum(["queued", "processing", "ready", "failed"]),
    progress: z.number().int().describe("Of what is under way, in percent."),
    attempts: z.number().int(),
    chunks: z.number().int().describe("That can be found now."),
    error: z.string().nullable().describe("The type of the problem, as in `/problems/:code`."),
  })
  .meta({ id: "IngestProgress" });

interface Needs extends Pick<ContentNeeds, "files"> {
  documents: DocumentService;
  isDiskFull: () => boolean;
}

/** The context window's guide names this way of giving an agent documents. They are documents of a knowledge base like all others. */
export function ingestRoutes(app: App, { documents, files, isDiskFull }: Needs): void {
  const tags = ["Knowledge"];
  app.post(
    "/ingest",
    {
      config: { access: "tenant", needs: "knowledge:write" },
      bodyLimit: bodyBytesMax,
      schema: {
        ...{ tags, operationId: "ingestDocument", body: Ingest, response: { 202: Queued } },
        summary: "Add a document to a knowledge base, in the way of the guide",
      },
    },
    async (request, reply) => {
      if (isDiskFull()) {
        throw new ProblemError("storage-full", "The disk is almost full.", { retryAfterSec: 60 });
      }
      const access = requireAccess(request);
      const draft = await draftOf({ files }, access.scope, Buffer.from(request.body.document));
      const [added] = await documents.add(access, [toIncoming(request.body, draft)]);
      if (added === undefined) throw new Error("a document was taken in without a trace");
      return reply.code(202).send({
        ...{ status: added.status, job_id: added.id, document_id: added.id },
        tokens: Math.ceil(request.body.document.length / tokenCharacters),
        message: "The document is read in the background and found as soon as it is ready.",
      });
    },
  );
  app.get(
    "/ingest/:documentId",
    {
      config: { access: "tenant", needs: "knowledge:read" },
      schema: {
        ...{ tags, operationId: "getIngestedDocument", response: { 200: Progress } },
        summary: "Read how far a document is that was given to `POST /ingest`",
        params: z.object({ documentId: z.string().max(60) }),
      },
    },
    async (request) => {
      const { documentId } = request.params;
      const row = toDocument(await documents.get(requireTenant(request), documentId));
      return {
        ...{ job_id: row.id, document_id: row.id, status: row.status, attempts: row.attempts },
        ...{ progress: row.progress, chunks: row.chunk_count, error: row.problem?.type ?? null },
      };
    },
  );
}

function toIncoming(body: Ingest, draft: Draft): Incoming {
  const { title, category, ...others } = body.metadata;
  return {
    base: body.scope === "agent" ? `agent ${body.agent_id}` : "default",
    externalId: body.external_id ?? null,
    title: body.title ?? (asLine(title, titleCharactersMax) || firstLine(body.document)),
    mime: body.mime,
    fileName: null,
    category: asLine(category, 100) || null,
    tags: Object.entries(others)
      .flatMap(([key, value]) => tagOf(key, value))
      .slice(0, tagsMax),
    ...{ language: null, validFrom: null, validUntil: null },
    from: { source: "paste", draft },
  };
}

function tagOf(key: string, value: unknown): string[] {
  if (!["string", "number", "boolean"].includes(typeof value)) return [];
  const tag = `${key}: ${value}`;
  return tag.length <= tagCharactersMax && !/\p{Cc}/u.test(tag) ? [tag] : [];
}

function asLine(value: unknown, charactersMax: number): string {
  if (typeof value !== "string") return "";
  return cutText(value.replace(/[\p{Cc}\s]+/gu, " ").trim(), charactersMax);
}

function firstLine(document: string): string {
  return asLine(document.trim().split("\n", 1)[0] ?? "", titleCharactersMax) || "Untitled";
}
