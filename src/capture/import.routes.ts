import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { InstantQuery } from "../store/index.ts";
import type { ImportRow, ImportService } from "./imports.ts";

const instant = z.string().meta({ format: "date-time" });
const Import = z
  .object({
    id: z.string(),
    connection_id: z.string(),
    from: instant,
    until: instant,
    status: z.enum(["running", "done", "failed", "cancelled"]),
    listed: z.number().int().describe("Calls that the provider has told of so far."),
    imported: z.number().int().describe("Of these, calls that were not here, or not to their end."),
    known: z.number().int(),
    last_error: z.string().nullable().describe("Why the last try at a page failed."),
    created_at: instant,
    finished_at: instant.nullable(),
  })
  .meta({ id: "Import" });
const tags = ["Completeness"];
const reading = { access: "tenant", needs: "events:read" } as const;
const writing = { access: "tenant", needs: "events:write" } as const;
const daysMax = 3_650;
const dayMs = 24 * 3_600_000;

/** Importing the past from a provider's API. */
export function importRoutes(
  app: App,
  { imports, now }: { imports: ImportService; now: () => number },
): void {
  const params = z.object({ importId: z.string().max(100) });
  app.get(
    "/api/v1/imports",
    {
      config: reading,
      schema: {
        tags,
        operationId: "listImports",
        summary: "List imports of a provider's past calls, the newest first (at most 50)",
        response: { 200: z.object({ data: z.array(Import) }) },
      },
    },
    async (request) => ({ data: (await imports.list(requireTenant(request))).map(toView) }),
  );
  app.post(
    "/api/v1/imports",
    {
      config: { ...writing, startsOutbound: true, feature: "reading_back" },
      schema: {
        tags,
        operationId: "startImport",
        summary: "Import a provider's calls of the last days, or of a span of time",
        body: z.object({
          connection_id: z.string().max(100),
          days: z.number().int().min(1).max(daysMax).optional().describe("Back from now."),
          from: InstantQuery.optional(),
          until: InstantQuery.optional().describe("Left out: now."),
        }),
        response: { 202: Import },
      },
    },
    async (request, reply) => {
      const { connection_id: connectionId, days, from, until } = request.body;
      if ((days === undefined) === (from === undefined)) {
        throw new ProblemError("invalid-request", "Name either `days` or `from`.");
      }
      const end = until === undefined ? now() : Date.parse(until);
      const start = from === undefined ? end - (days ?? 1) * dayMs : Date.parse(from);
      if (start >= end) throw new ProblemError("invalid-request", "It ends before it begins.");
      const span = { connectionId, from: new Date(start), until: new Date(end) };
      const row = await imports.start(requireAccess(request), span);
      return reply.code(202).send(toView(row));
    },
  );
  app.get(
    "/api/v1/imports/:importId",
    {
      config: reading,
      schema: {
        tags,
        operationId: "getImport",
        summary: "How far an import is",
        params,
        response: { 200: Import },
      },
    },
    async (request) => toView(await imports.find(requireTenant(request), request.params.importId)),
  );
  app.post(
    "/api/v1/imports/:importId/cancel",
    {
      config: writing,
      schema: {
        tags,
        operationId: "cancelImport",
        summary: "Stop an import; what was imported stays",
        params,
        response: { 200: Import },
      },
    },
    async (request) =>
      toView(await imports.cancel(requireAccess(request), request.params.importId)),
  );
}

function toView(row: ImportRow): z.infer<typeof Import> {
  const { id, connection_id, status, listed, imported, known, last_error } = row;
  return {
    ...{ id, connection_id, status, listed, imported, known, last_error },
    from: row.from_at.toISOString(),
    until: row.until_at.toISOString(),
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}
