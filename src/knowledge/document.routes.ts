import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import type { DocumentService } from "./document.service.ts";
import { toDocument } from "./document-views.ts";
import {
  Chunk,
  DocumentChange,
  DocumentFilters,
  KnowledgeDocument,
  NewContent,
} from "./knowledge.schema.ts";

const tags = ["Knowledge"];
const reading = { access: "tenant", needs: "knowledge:read" } as const;
const writing = { access: "tenant", needs: "knowledge:write" } as const;
const one = "/api/v1/knowledge/documents/:documentId";
const params = z.object({ documentId: z.string() });
/** As JSON: a text of characters that are escaped is six times as long there. */
const contentBytesMax = 32 * 1024 * 1024;

interface Needs {
  documents: DocumentService;
}

/** Documents that are there: what became of each, changing and removing them. */
export function knowledgeDocumentRoutes(app: App, needs: Needs): void {
  readingRoutes(app, needs);
  changingRoutes(app, needs);
  againRoutes(app, needs);
}

function readingRoutes(app: App, { documents }: Needs): void {
  app.get(
    "/api/v1/knowledge/documents",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listKnowledgeDocuments",
        summary: "List documents, the newest first, with how far each is and why it failed",
        querystring: DocumentFilters.extend(PageQuery.shape),
        response: { 200: page(KnowledgeDocument) },
      },
    },
    async (request) => {
      const { limit, cursor: given, ...filters } = request.query;
      const cursor = readCursor(given, { at: z.iso.datetime(), id: z.string().max(100) });
      const rows = await documents.list(requireTenant(request), filters, { limit, cursor });
      const found = toPage(rows, limit, ({ created_at, id }) => ({
        at: created_at.toISOString(),
        id,
      }));
      return { data: found.rows.map(toDocument), next_cursor: found.nextCursor };
    },
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getKnowledgeDocument",
        summary: "Read what is known of a document, how far it is, and why it failed",
        params,
        response: { 200: KnowledgeDocument },
      },
    },
    async (request) =>
      toDocument(await documents.get(requireTenant(request), request.params.documentId)),
  );
  app.get(
    `${one}/chunks`,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listKnowledgeChunks",
        summary: "List the chunks that a document is found by, in their order",
        params,
        querystring: PageQuery,
        response: { 200: page(Chunk) },
      },
    },
    async (request) => {
      const { limit, cursor: given } = request.query;
      const place = readCursor(given, { place: z.string().regex(/^\d{1,9}$/) });
      const cursor = place && { place: Number(place.place) };
      const { documentId } = request.params;
      const rows = await documents.chunks(requireTenant(request), documentId, { limit, cursor });
      const found = toPage(rows, limit, (row) => ({ place: String(row.place) }));
      return { data: found.rows, next_cursor: found.nextCursor };
    },
  );
}

function changingRoutes(app: App, { documents }: Needs): void {
  app.patch(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeKnowledgeDocument",
        summary: "Change what is said of a document; the next search knows it",
        params,
        body: DocumentChange,
        response: { 200: KnowledgeDocument },
      },
    },
    async (request) => {
      const { documentId } = request.params;
      return toDocument(await documents.change(requireAccess(request), documentId, request.body));
    },
  );
  app.put(
    one,
    {
      config: writing,
      bodyLimit: contentBytesMax,
      schema: {
        tags,
        operationId: "replaceKnowledgeDocument",
        summary: "Give a document another content; the one before is found until it is ready",
        params,
        body: NewContent,
        response: { 202: KnowledgeDocument },
      },
    },
    async (request, reply) => {
      const { content, mime } = request.body;
      const of = { content: Buffer.from(content), mime };
      const { documentId } = request.params;
      const replaced = await documents.replace(requireAccess(request), documentId, of);
      return reply.code(202).send(toDocument(replaced));
    },
  );
  app.delete(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeKnowledgeDocument",
        summary: "Remove a document; the next search does not find it",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await documents.remove(requireAccess(request), request.params.documentId);
      return reply.code(204).send(null);
    },
  );
}

function againRoutes(app: App, { documents }: Needs): void {
  app.post(
    `${one}/retry`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "retryKnowledgeDocument",
        summary: "Try a document again that failed; any other stays as it is",
        params,
        response: { 202: KnowledgeDocument },
      },
    },
    async (request, reply) => {
      const retried = await documents.retry(requireAccess(request), request.params.documentId);
      return reply.code(202).send(toDocument(retried));
    },
  );
  app.post(
    `${one}/fetch`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "fetchKnowledgeDocument",
        summary: "Fetch a document's URL again",
        params,
        response: { 202: KnowledgeDocument },
      },
    },
    async (request, reply) => {
      const fetched = await documents.refetch(requireAccess(request), request.params.documentId);
      return reply.code(202).send(toDocument(fetched));
    },
  );
}
