import multipart from "@fastify/multipart";
import type { FastifyRequest } from "fastify";
import { type App, allowSlowBody, type RequestAccess, requireAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Incoming } from "./add-documents.ts";
import type { DocumentService } from "./document.service.ts";
import { documentBytesMax } from "./fetch-page.ts";
import { type ContentNeeds, draftOf, removeFiles } from "./kept-content.ts";
import { Accepted, type NewDocument, NewDocuments, readNewDocuments } from "./knowledge.schema.ts";
import { readUpload } from "./read-upload.ts";

/** Of a batch as JSON. */
const bodyBytesMax = 32 * 1024 * 1024;
/** 50 MB from a connection that sends half a megabit a second take a quarter of an hour. */
const uploadMs = 15 * 60_000;

interface Needs extends Pick<ContentNeeds, "files"> {
  documents: DocumentService;
  isDiskFull: () => boolean;
}

/** Adding documents: pasted, one or many, or as a file. */
export async function addDocumentRoutes(root: App, needs: Needs): Promise<void> {
  await root.register(async (app: App) => {
    await app.register(multipart, {
      limits: { fileSize: documentBytesMax, files: 1, fields: 20, fieldSize: 16 * 1024, parts: 21 },
    });
    app.post(
      "/api/v1/knowledge/documents",
      {
        config: { access: "tenant", needs: "knowledge:write" },
        bodyLimit: bodyBytesMax,
        onRequest: async (request) => allowSlowBody(request, uploadMs),
        // A file has no body to check, and of a batch it is to be said which document is at fault.
        validatorCompiler: () => (value: unknown) => ({ value }),
        schema: {
          tags: ["Knowledge"],
          operationId: "addKnowledgeDocuments",
          summary:
            "Add a document, or up to 500; as `multipart/form-data` a `file` of up to 50 MB, with the other members as fields (tags with commas between)",
          consumes: ["application/json", "multipart/form-data"],
          body: NewDocuments,
          response: { 202: Accepted },
        },
      },
      async (request, reply) => {
        if (needs.isDiskFull()) {
          throw new ProblemError("storage-full", "The disk is almost full.", { retryAfterSec: 60 });
        }
        const access = requireAccess(request);
        const incoming = await incomingOf(needs, access, request);
        return reply.code(202).send({ data: await needs.documents.add(access, incoming) });
      },
    );
  });
}

async function incomingOf(
  needs: Needs,
  { scope }: RequestAccess,
  request: FastifyRequest,
): Promise<Incoming[]> {
  if (request.isMultipart()) return [await readUpload(needs, scope, request)];
  const given = readNewDocuments(request.body);
  const taken: Incoming[] = [];
  try {
    for (const one of given) taken.push(await incomingFrom(needs, scope, one));
    return taken;
  } catch (error) {
    const refs = taken.map(({ from }) => (from.source === "url" ? null : from.draft.fileRef));
    await removeFiles(needs, refs);
    throw error;
  }
}

async function incomingFrom(
  needs: Pick<ContentNeeds, "files">,
  scope: TenantScope,
  given: NewDocument,
): Promise<Incoming> {
  const { url, content = "" } = given;
  const facts = {
    base: given.knowledge_base,
    externalId: given.external_id,
    title: given.title ?? url ?? "",
    category: given.category,
    tags: given.tags,
    language: given.language,
    validFrom: given.valid_from,
    validUntil: given.valid_until,
  };
  if (url !== undefined) {
    const [fileName = ""] = new URL(url).pathname.split("/").slice(-1);
    const mime = given.mime ?? "application/octet-stream";
    return { ...facts, mime, fileName: fileName || null, from: { source: "url", url } };
  }
  const draft = await draftOf(needs, scope, Buffer.from(content));
  return {
    ...facts,
    mime: given.mime ?? "text/plain",
    fileName: null,
    from: { source: "paste", draft },
  };
}
