import { sql } from "kysely";
import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import { type App, page, type RequestAccess, requireAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import {
  type Database,
  inTenant,
  PageQuery,
  readCursor,
  type Trx,
  toPage,
} from "../../store/index.ts";
import { insertHold, type LegalHold, listHolds, releaseHold } from "./legal-hold.store.ts";
import { readCaller } from "./read-caller.ts";

const tags = ["Retention"];
const path = "/api/v1/legal-holds";
const instant = z.string().meta({ format: "date-time" });
const kind = z.enum(["tenant", "caller", "call"]);
const Hold = z
  .object({
    ...{ id: z.string(), kind, reason: z.string() },
    subject: z.string().describe("The caller's number or the call's id; empty for the tenant."),
    ...{ created_by: z.string(), created_at: instant },
    ...{ released_by: z.string().nullable(), released_at: instant.nullable() },
  })
  .meta({ id: "LegalHold" });
const NewHold = z.object({
  kind,
  subject: z
    .string()
    .max(100)
    .default("")
    .describe("A number or a call's id; of a tenant nothing."),
  reason: z.string().trim().min(1).max(500),
});

/** What must neither expire nor be erased, whatever retention says and whoever asks. */
export function legalHoldRoutes(app: App, { db, now }: { db: Database; now: () => number }): void {
  const writing = { access: "tenant", needs: "tenants:write" } as const;
  app.get(
    path,
    {
      config: { access: "tenant", needs: "audit:read" },
      schema: {
        ...{ tags, operationId: "listLegalHolds", response: { 200: page(Hold) } },
        summary: "List legal holds, the newest first",
        querystring: PageQuery.extend({ state: z.enum(["active", "all"]).default("active") }),
      },
    },
    async (request) => {
      const { limit, cursor, state } = request.query;
      const before = readCursor(cursor, { at: z.iso.datetime({ offset: true }), id: z.string() });
      const { scope } = requireAccess(request);
      const rows = await listHolds(db, scope, { isActive: state === "active", limit, before });
      const found = toPage(rows, limit, (row) => ({
        at: row.created_at.toISOString(),
        id: row.id,
      }));
      return { data: found.rows.map(toView), next_cursor: found.nextCursor };
    },
  );
  app.post(
    path,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "placeLegalHold", response: { 201: Hold } },
        summary: "Keep a tenant, a caller or a call from expiring and from being erased",
        body: NewHold,
      },
    },
    async (request, reply) => {
      const held = await place(db, requireAccess(request), request.body, new Date(now()));
      return reply.code(201).send(toView(held));
    },
  );
  app.delete(
    `${path}/:legalHoldId`,
    {
      config: writing,
      schema: {
        ...{ tags, operationId: "releaseLegalHold", response: { 204: z.null() } },
        summary: "Release a legal hold",
        params: z.object({ legalHoldId: z.string().max(100) }),
      },
    },
    async (request, reply) => {
      const { scope, actor } = requireAccess(request);
      const id = request.params.legalHoldId;
      await inTenant(db, scope, async (trx) => {
        const released = await releaseHold(trx, scope, { id, by: actor, at: new Date(now()) });
        if (released === undefined) {
          throw new ProblemError("legal-hold-not-found", "No such hold is in force.");
        }
        await note(trx, scope, { actor, action: "legal_hold.released" }, released);
      });
      return reply.code(204).send(null);
    },
  );
}

function place(
  db: Database,
  { scope, actor }: RequestAccess,
  given: z.infer<typeof NewHold>,
  at: Date,
): Promise<LegalHold> {
  return inTenant(db, scope, async (trx) => {
    const subject = await readSubject(trx, scope, given);
    const hold = await insertHold(trx, scope, {
      ...{ id: newId("hld"), kind: given.kind, subject, reason: given.reason },
      ...{ created_by: actor, created_at: at },
    });
    if (hold === undefined) throw new ProblemError("already-held", "It is held already.");
    await note(trx, scope, { actor, action: "legal_hold.placed" }, hold);
    return hold;
  });
}

async function readSubject(
  trx: Trx,
  { tenantId }: TenantScope,
  { kind, subject }: z.infer<typeof NewHold>,
): Promise<string> {
  if (kind === "caller") return readCaller(subject);
  if (kind === "tenant") {
    if (subject === "") return subject;
    throw new ProblemError("invalid-request", "A tenant's hold names no subject.");
  }
  const { rows } =
    await sql`select from calls where tenant_id = ${tenantId} and id = ${subject}`.execute(trx);
  if (rows.length > 0) return subject;
  throw new ProblemError("call-not-found", `No call ${subject} in this tenant`);
}

/** The payload can be forgotten, unlike the subject: it names the caller. */
function note(
  trx: Trx,
  scope: TenantScope,
  { actor, action }: { actor: string; action: string },
  { id, kind, subject, reason }: LegalHold,
): Promise<void> {
  return recordAudit(trx, scope, {
    ...{ actor, action, subject: id },
    payload: { kind, subject, reason },
  });
}

function toView({ created_at, released_at, ...hold }: LegalHold): z.infer<typeof Hold> {
  return {
    ...hold,
    created_at: created_at.toISOString(),
    released_at: released_at?.toISOString() ?? null,
  };
}
