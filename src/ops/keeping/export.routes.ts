import { Readable } from "node:stream";
import { sql } from "kysely";
import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import {
  type App,
  isAgency,
  isOfAgency,
  type RequestAccess,
  requireAccess,
} from "../../http/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../../observe/index.ts";
import { type Database, inTenant } from "../../store/index.ts";

interface Needs {
  db: Database;
  rows: (scope: TenantScope, isForAgency: boolean) => AsyncIterable<string>;
  log: Logger;
}

/** Handing a tenant everything that is kept of it. */
export function tenantExportRoutes(app: App, { db, rows, log }: Needs): void {
  app.get(
    "/api/v1/tenants/:tenantId/export",
    {
      config: { access: "tenant", needs: "tenants:write", feature: "exports" },
      compress: false,
      schema: {
        ...{ tags: ["Retention"], operationId: "exportTenant" },
        summary: "Export everything of a tenant, as a stream of JSON lines",
        description:
          "The first line is the manifest, the last one counts the rows of each table: an export without it broke off. Secrets are left out, and what is stored encrypted comes readable; what the installation adds to costs is in it for its own people only. Recordings are named by hash; the sound is read through the API.",
        params: z.object({ tenantId: z.string().max(100) }),
        response: { 200: z.string() },
      },
    },
    async (request, reply) => {
      const access = requireAccess(request);
      const scope = await reachable(db, access, request.params.tenantId);
      await inTenant(db, scope, (trx) =>
        recordAudit(trx, scope, {
          ...{ actor: access.actor, action: "tenant.exported", subject: scope.tenantId },
        }),
      );
      const stream = Readable.from(rows(scope, isOfAgency(access)), { objectMode: false });
      stream.once("error", (error) => {
        log.warn({ request_id: request.id, ...errorFields(error) }, "an export broke off");
      });
      reply.headers({
        "content-type": "application/x-ndjson",
        "content-disposition": `attachment; filename="${scope.tenantId}.jsonl"`,
      });
      // The schema speaks of the text, not of how it comes.
      return reply.send(stream as unknown as string);
    },
  );
}

/** One's own tenant; for the installation's own people that of any client. */
async function reachable(
  db: Database,
  access: RequestAccess,
  tenantId: string,
): Promise<TenantScope> {
  const scope = { tenantId };
  const isTheirs = tenantId === access.scope.tenantId || isAgency(access);
  const isThere =
    isTheirs &&
    (await inTenant(db, scope, async (trx) => {
      const { rows } = await sql`select from tenants where tenant_id = ${tenantId}`.execute(trx);
      return rows.length > 0;
    }));
  if (isThere) return scope;
  throw new ProblemError("tenant-not-found", "There is no such tenant.");
}
