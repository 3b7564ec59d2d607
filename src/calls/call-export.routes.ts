import { Readable } from "node:stream";
import { z } from "zod";
import { recordAudit } from "../audit/index.ts";
import { type App, requireAccess } from "../http/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import { CallFilters } from "./call.schema.ts";
import type { CallService } from "./call.service.ts";
import { type ExportFormat, exportFormats } from "./call-export.ts";

const types: Readonly<Record<ExportFormat, string>> = {
  csv: "text/csv; charset=utf-8; header=present",
  jsonl: "application/x-ndjson",
  vcon: "application/x-ndjson",
};

/** Handing calls out in bulk. */
export function callExportRoutes(
  app: App,
  { calls, db, log }: { calls: CallService; db: Database; log: Logger },
): void {
  app.get(
    "/api/v1/calls/export",
    {
      config: { access: "tenant", needs: "calls:read", feature: "exports" },
      // Calls come as fast as they are taken: packing them would cost more than reading them.
      compress: false,
      schema: {
        tags: ["Calls"],
        operationId: "exportCalls",
        summary: "Export calls as a stream: CSV, JSON lines with transcripts, or vCons",
        description:
          "Takes the filters of the list. `X-Total-Count` tells how many calls there were at the start. An export that breaks off ends without its last chunk: take it as failed.",
        querystring: CallFilters.extend({ format: z.enum(exportFormats).default("jsonl") }),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { format, ...filters } = request.query;
      const { total, text } = await calls.export(scope, filters, format);
      await inTenant(db, scope, (trx) =>
        recordAudit(trx, scope, {
          actor,
          action: "calls.exported",
          subject: scope.tenantId,
          // Which filters, not what they say: a caller's number would outlive the caller's wish to be forgotten.
          payload: { format, count: total, filters: namesOf(filters) },
        }),
      );
      const stream = Readable.from(text, { objectMode: false });
      stream.once("error", (error) => {
        log.warn({ request_id: request.id, format, ...errorFields(error) }, "an export broke off");
      });
      reply.headers({
        "content-type": types[format],
        "content-disposition": `attachment; filename="calls.${format === "csv" ? "csv" : "jsonl"}"`,
        "x-total-count": total,
      });
      // The schema speaks of the text, not of how it comes.
      return reply.send(stream as unknown as string);
    },
  );
}

function namesOf(filters: CallFilters): string[] {
  return Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [name]));
}
