import { z } from "zod";
import {
  type App,
  idOfActor,
  page,
  type RequestAccess,
  requireAccess,
  requireTenant,
} from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import {
  asWorker,
  type Database,
  inTenant,
  PageQuery,
  readCursor,
  toPage,
} from "../store/index.ts";
import { recordAudit, verifyAudit } from "./audit-log.ts";
import { listSecurityEvents, resolveSecurityEvent, severities } from "./security-events.ts";

const instant = z.string().meta({ format: "date-time" });
const name = z
  .string()
  .nullable()
  .describe("Of the person or key; null for everything else, and for whom one may not know.");
const AuditEntry = z
  .object({
    seq: z.number().int(),
    at: instant,
    actor: z.string(),
    actor_name: name,
    action: z.string(),
    subject: z.string(),
    subject_name: name,
    payload: z.record(z.string(), z.unknown()).nullable().describe("Null once it has expired."),
    hash: z.string(),
  })
  .meta({ id: "AuditEntry" });
const SecurityEvent = z
  .object({
    id: z.string(),
    at: instant,
    kind: z.string(),
    severity: z.enum(severities),
    remote_address: z.string().nullable(),
    detail: z.record(z.string(), z.unknown()),
    resolved_at: instant.nullable(),
    resolved_by: z.string().nullable(),
    resolved_by_name: name,
  })
  .meta({ id: "SecurityEvent" });
const ChainVerdict = z
  .object({
    tenant_id: z.string(),
    is_intact: z.boolean(),
    count: z.number().int(),
    forgotten: z.number().int().describe("Entries whose payload has expired."),
    broken_at: z.number().int().nullable().describe("The first entry that does not fit."),
    head: z
      .string()
      .describe("Names the chain up to here. Keep it elsewhere to notice a cut-off end."),
  })
  .meta({ id: "AuditChainVerdict" });
const tags = ["Audit"];

/** The audit log, its proof, and what the guard saw. */
export function auditRoutes(
  app: App,
  needs: {
    db: Database;
    /** The names of people and keys, by id, that whoever asks may know. */
    findNames: (
      access: RequestAccess,
      ids: readonly string[],
    ) => Promise<ReadonlyMap<string, string>>;
  },
): void {
  const { db, findNames } = needs;
  app.get(
    "/api/v1/admin/audit",
    {
      config: { access: "tenant", needs: "audit:read" },
      schema: {
        tags,
        operationId: "listAudit",
        summary: "List who changed what, the newest first",
        querystring: PageQuery,
        response: { 200: page(AuditEntry) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const place = readCursor(cursor, { seq: z.string().regex(/^\d+$/) });
      const rows = await listAudit(
        db,
        requireTenant(request).tenantId,
        limit,
        place && Number(place.seq),
      );
      const found = toPage(rows, limit, (row) => ({ seq: String(row.seq) }));
      const names = await findNames(
        requireAccess(request),
        found.rows.flatMap(({ actor, subject }) => [idOfActor(actor), subject]),
      );
      return {
        data: found.rows.map((row) => ({
          seq: row.seq,
          at: row.at.toISOString(),
          actor: row.actor,
          actor_name: names.get(idOfActor(row.actor)) ?? null,
          action: row.action,
          subject: row.subject,
          subject_name: names.get(row.subject) ?? null,
          payload: row.payload,
          hash: row.hash.toString("hex"),
        })),
        next_cursor: found.nextCursor,
      };
    },
  );
  app.get(
    "/api/v1/admin/audit/verify",
    {
      config: { access: "tenant", needs: "audit:read" },
      schema: {
        tags,
        operationId: "verifyAudit",
        summary: "Compute the chain of the audit log again",
        querystring: z.object({
          all: z
            .stringbool()
            .default(false)
            .describe("Every tenant; only for the installation's own."),
        }),
        response: { 200: z.object({ data: z.array(ChainVerdict) }) },
      },
    },
    async (request) => {
      const { scope, homeTenantId, role, clientIds } = requireAccess(request);
      const seesAll =
        homeTenantId === defaultTenantId &&
        scope.tenantId === defaultTenantId &&
        role === "owner" &&
        clientIds === null;
      if (request.query.all && !seesAll) {
        throw new ProblemError("forbidden", "Only owners of the installation see every tenant.");
      }
      const tenantIds = request.query.all ? await listTenantIds(db) : [scope.tenantId];
      const data = [];
      for (const tenantId of tenantIds) {
        const { isIntact, brokenAt, ...rest } = await verifyAudit(db, { tenantId });
        data.push({ tenant_id: tenantId, is_intact: isIntact, broken_at: brokenAt, ...rest });
      }
      return { data };
    },
  );
  app.get(
    "/api/v1/admin/security-events",
    {
      config: { access: "tenant", needs: "guard:read" },
      schema: {
        tags,
        operationId: "listSecurityEvents",
        summary: "List what the guard saw, the newest first",
        querystring: PageQuery.extend({ open: z.stringbool().default(false) }),
        response: { 200: page(SecurityEvent) },
      },
    },
    async (request) => {
      const { limit, cursor, open } = request.query;
      const place = readCursor(cursor, { id: z.uuid() });
      const query = { limit, before: place?.id, isOpenOnly: open };
      const rows = await listSecurityEvents(db, requireTenant(request), query);
      const found = toPage(rows, limit, (row) => ({ id: row.id }));
      const resolvers = found.rows.flatMap(({ resolved_by: by }) => by ?? []);
      const names = await findNames(requireAccess(request), resolvers.map(idOfActor));
      return {
        data: found.rows.map(({ tenant_id: _, ...row }) => ({
          ...row,
          at: row.at.toISOString(),
          resolved_at: row.resolved_at?.toISOString() ?? null,
          resolved_by_name: names.get(idOfActor(row.resolved_by ?? "")) ?? null,
        })),
        next_cursor: found.nextCursor,
      };
    },
  );
  app.post(
    "/api/v1/admin/security-events/:securityEventId/resolve",
    {
      config: { access: "tenant", needs: "guard:write" },
      schema: {
        tags,
        operationId: "resolveSecurityEvent",
        summary: "Note that somebody looked at it",
        params: z.object({ securityEventId: z.uuid() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const { securityEventId: id } = request.params;
      if (!(await resolveSecurityEvent(db, scope, id, actor))) {
        throw new ProblemError("not-found", `No security event ${id} in this tenant.`);
      }
      await inTenant(db, scope, (trx) =>
        recordAudit(trx, scope, { actor, action: "security_event.resolved", subject: id }),
      );
      return reply.code(204).send(null);
    },
  );
}

function listTenantIds(db: Database): Promise<string[]> {
  return asWorker(db, async (trx) => {
    const rows = await trx.selectFrom("tenants").select("tenant_id").orderBy("tenant_id").execute();
    return rows.map((row) => row.tenant_id);
  });
}

function listAudit(db: Database, tenantId: string, limit: number, before: number | undefined) {
  return inTenant(db, { tenantId }, (trx) => {
    let query = trx
      .selectFrom("audit_log")
      .selectAll()
      .where("tenant_id", "=", tenantId)
      .orderBy("seq", "desc")
      .limit(limit + 1);
    if (before !== undefined) query = query.where("seq", "<", before);
    return query.execute();
  });
}
