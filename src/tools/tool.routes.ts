import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../http/index.ts";
import { InstantQuery, PageQuery, readCursor, toPage } from "../store/index.ts";
import {
  BuiltInView,
  NewTool,
  outcomes,
  ToolChange,
  ToolReport,
  ToolUseView,
  ToolView,
} from "./tool.schema.ts";
import type { ToolService } from "./tool.service.ts";
import type { UseService } from "./use.service.ts";
import type { UseRow } from "./use.store.ts";

const tags = ["Tools"];
const reading = { access: "tenant", needs: "tools:read" } as const;
const writing = { access: "tenant", needs: "tools:write" } as const;
const ofTool = z.object({ toolId: z.string().max(100) });
const Secret = z.string().nullable().describe("Verifies our requests. Told this once.");

/** The tools of a tenant. */
export function toolRoutes(app: App, { tools }: { tools: ToolService }): void {
  app.get(
    "/api/v1/built-in-tools",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listBuiltInTools",
        summary: "List what agents can do without a server of yours",
        response: { 200: z.object({ data: z.array(BuiltInView) }) },
      },
    },
    async () => ({ data: tools.listBuiltIns() }),
  );
  app.get(
    "/api/v1/tools",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listTools",
        summary: "List the tools that agents may use",
        response: { 200: z.object({ data: z.array(ToolView) }) },
      },
    },
    async (request) => ({ data: await tools.list(requireTenant(request)) }),
  );
  app.post(
    "/api/v1/tools",
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "createTool",
        summary: "Give agents a tool: a built-in one, or a server of yours",
        body: NewTool,
        response: { 201: ToolView.extend({ secret: Secret }) },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await tools.create(requireAccess(request), request.body)),
  );
  app.get(
    "/api/v1/tools/:toolId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getTool",
        summary: "Read one tool",
        params: ofTool,
        response: { 200: ToolView },
      },
    },
    (request) => tools.get(requireTenant(request), request.params.toolId),
  );
  app.patch(
    "/api/v1/tools/:toolId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeTool",
        summary: "Change a tool; agents use it so within a second",
        params: ofTool,
        body: ToolChange,
        response: { 200: ToolView },
      },
    },
    (request) => tools.change(requireAccess(request), request.params.toolId, request.body),
  );
  app.post(
    "/api/v1/tools/:toolId/secret",
    {
      config: { ...writing, isSecret: true },
      schema: {
        tags,
        operationId: "renewToolSecret",
        summary: "Sign a tool's requests with a new secret from now on",
        params: ofTool,
        response: { 200: z.object({ secret: z.string().describe("Told this once.") }) },
      },
    },
    (request) => tools.renewSecret(requireAccess(request), request.params.toolId),
  );
  app.delete(
    "/api/v1/tools/:toolId",
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeTool",
        summary: "Take a tool away from agents",
        params: ofTool,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await tools.remove(requireAccess(request), request.params.toolId);
      return reply.code(204).send(null);
    },
  );
}

/** What tools were used for, and what callers heard. */
export function toolUseRoutes(app: App, { uses }: { uses: UseService }): void {
  app.get(
    "/api/v1/tool-uses",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listToolUses",
        summary: "List what agents asked for and what they were given, the latest first",
        querystring: PageQuery.extend({
          tool: z.string().max(100).optional(),
          outcome: z.enum(outcomes).optional(),
          asked_after: InstantQuery.optional(),
          asked_before: InstantQuery.optional(),
        }),
        response: { 200: page(ToolUseView) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filters } = request.query;
      const place = readCursor(cursor, { at: z.string(), id: z.uuid() });
      const rows = await uses.list(requireTenant(request), filters, { limit, cursor: place });
      const found = toPage(rows, limit, (row) => ({ at: row.asked_at.toISOString(), id: row.id }));
      return { data: found.rows.map(toView), next_cursor: found.nextCursor };
    },
  );
  app.get(
    "/api/v1/calls/:callId/tool-uses",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listToolUsesOfCall",
        summary: "List what a call's agent asked for and was given",
        params: z.object({ callId: z.string().max(100) }),
        response: { 200: z.object({ data: z.array(ToolUseView) }) },
      },
    },
    async (request) => ({
      data: (await uses.ofCall(requireTenant(request), request.params.callId)).map(toView),
    }),
  );
  app.get(
    "/api/v1/tool-uses/report",
    {
      config: reading,
      schema: {
        tags,
        operationId: "reportToolUses",
        summary: "Tell what callers heard: answers, earlier answers, or words of apology, and why",
        querystring: z.object({ from: InstantQuery, until: InstantQuery }),
        response: { 200: z.object({ data: z.array(ToolReport) }) },
      },
    },
    async (request) => {
      const { from, until } = request.query;
      const data = await uses.report(requireTenant(request), new Date(from), new Date(until));
      return { data };
    },
  );
}

function toView({ tenant_id: _, connection_id: __, caller: ___, use_key: ____, ...row }: UseRow) {
  return { ...row, asked_at: row.asked_at.toISOString() };
}
