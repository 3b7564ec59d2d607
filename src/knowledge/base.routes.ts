import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import type { BaseService } from "./base.service.ts";
import { toBase } from "./document-views.ts";
import { Base, BaseChange, NewBase } from "./knowledge.schema.ts";

const tags = ["Knowledge"];
const reading = { access: "tenant", needs: "knowledge:read" } as const;
const writing = { access: "tenant", needs: "knowledge:write" } as const;
const path = "/api/v1/knowledge/bases";
const one = `${path}/:knowledgeBaseId` as const;
const params = z.object({ knowledgeBaseId: z.string() });

/** Knowledge bases, each with what is in it and how far it is. */
export function knowledgeBaseRoutes(app: App, { bases }: { bases: BaseService }): void {
  app.get(
    path,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listKnowledgeBases",
        summary: "List knowledge bases by name, each with how many of its documents are ready",
        querystring: PageQuery,
        response: { 200: page(Base) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = readCursor(cursor, { name: z.string().max(100), id: z.string().max(100) });
      const rows = await bases.list(requireTenant(request), { limit, after });
      const found = toPage(rows, limit, ({ name, id }) => ({ name, id }));
      return { data: found.rows.map(toBase), next_cursor: found.nextCursor };
    },
  );
  app.post(
    path,
    {
      config: writing,
      schema: {
        tags,
        operationId: "createKnowledgeBase",
        summary: "Make a knowledge base; adding a document to a new name makes one too",
        body: NewBase,
        response: { 201: Base },
      },
    },
    async (request, reply) => {
      const made = await bases.create(requireAccess(request), request.body);
      return reply.code(201).send(toBase(made));
    },
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getKnowledgeBase",
        summary: "Read one knowledge base, by id or name, with how far its documents are",
        params,
        response: { 200: Base },
      },
    },
    async (request) =>
      toBase(await bases.get(requireTenant(request), request.params.knowledgeBaseId)),
  );
  changingRoutes(app, { bases });
}

function changingRoutes(app: App, { bases }: { bases: BaseService }): void {
  app.patch(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeKnowledgeBase",
        summary: "Rename a knowledge base, or set the language of documents that name none",
        params,
        body: BaseChange,
        response: { 200: Base },
      },
    },
    async (request) => {
      const { knowledgeBaseId } = request.params;
      return toBase(await bases.change(requireAccess(request), knowledgeBaseId, request.body));
    },
  );
  app.delete(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeKnowledgeBase",
        summary: "Remove a knowledge base with all its documents",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await bases.remove(requireAccess(request), request.params.knowledgeBaseId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    `${one}/rebuild`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "rebuildKnowledgeBase",
        summary: "Read all its documents again; what comes out the same stays as it is",
        params,
        response: { 202: Base },
      },
    },
    async (request, reply) => {
      const rebuilt = await bases.rebuild(requireAccess(request), request.params.knowledgeBaseId);
      return reply.code(202).send(toBase(rebuilt));
    },
  );
}
