import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { PageQuery, readCursor, toPage } from "../store/index.ts";
import {
  Append,
  Appended,
  Forget,
  MemoryFound,
  MemorySearch,
  Message,
  Receipt,
  Session,
  SessionId,
  SubjectId,
} from "./memory.schema.ts";
import type { MemoryService } from "./memory.service.ts";

const tags = ["Memory"];
const reading = { access: "tenant", needs: "memory:read" } as const;
const writing = { access: "tenant", needs: "memory:write" } as const;
const params = z.object({ memorySessionId: SessionId });
const sessionsPath = "/api/v1/memory/sessions";
const one = `${sessionsPath}/:memorySessionId` as const;

/** What was said in conversations. */
export function memoryRoutes(app: App, { memory }: { memory: MemoryService }): void {
  app.post(
    `${one}/messages`,
    {
      config: writing,
      schema: {
        ...{ tags, params, body: Append, response: { 200: Appended } },
        operationId: "appendMemory",
        summary: "Append messages to a session; the next search finds them",
      },
    },
    (request) =>
      memory.append(requireTenant(request), request.params.memorySessionId, request.body),
  );
  app.post(
    "/api/v1/memory/search",
    {
      config: reading,
      schema: {
        ...{ tags, body: MemorySearch, response: { 200: MemoryFound } },
        operationId: "searchMemory",
        summary: "Find what was said with a subject, or in a session",
      },
    },
    (request) => memory.search(requireTenant(request), request.body),
  );
  app.delete(
    "/api/v1/memory",
    {
      config: writing,
      schema: {
        ...{ tags, querystring: Forget, response: { 200: Receipt } },
        operationId: "forgetMemory",
        summary: "Forget a session, or everything of a subject, with a receipt",
      },
    },
    (request) => memory.forget(requireAccess(request), request.query),
  );
  readingRoutes(app, { memory });
}

function readingRoutes(app: App, { memory }: { memory: MemoryService }): void {
  app.get(
    sessionsPath,
    {
      config: reading,
      schema: {
        ...{ tags, operationId: "listMemorySessions", summary: "List sessions, newest first" },
        querystring: PageQuery.extend({ subject_id: SubjectId.optional() }),
        response: { 200: page(Session) },
      },
    },
    async (request) => {
      const { limit, cursor, subject_id: subject } = request.query;
      const after = readCursor(cursor, { at: z.iso.datetime(), id: z.string().max(200) });
      const rows = await memory.sessions(requireTenant(request), { limit, subject, after });
      const found = toPage(rows, limit, ({ created_at, id }) => ({
        at: created_at.toISOString(),
        id,
      }));
      return { data: found.rows.map(toSession), next_cursor: found.nextCursor };
    },
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        ...{ tags, params, response: { 200: Session } },
        operationId: "getMemorySession",
        summary: "Read one session",
      },
    },
    async (request) =>
      toSession(await memory.session(requireTenant(request), request.params.memorySessionId)),
  );
  app.get(
    `${one}/messages`,
    {
      config: reading,
      schema: {
        ...{ tags, params, querystring: PageQuery, response: { 200: page(Message) } },
        operationId: "listMemoryMessages",
        summary: "List the messages of a session, in their order",
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = Number(readCursor(cursor, { seq: z.string().regex(/^\d{1,9}$/) })?.seq ?? -1);
      const of = { sessionId: request.params.memorySessionId, limit, after };
      const rows = await memory.messages(requireTenant(request), of);
      const found = toPage(rows, limit, ({ seq }) => ({ seq: String(seq) }));
      const data = found.rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
      return { data, next_cursor: found.nextCursor };
    },
  );
}

function toSession(row: Awaited<ReturnType<MemoryService["session"]>>) {
  const { id, subject_id, agent_id, message_count, last_message_at, created_at } = row;
  return {
    ...{ id, subject_id, agent_id, message_count },
    last_message_at: last_message_at?.toISOString() ?? null,
    created_at: created_at.toISOString(),
  };
}
