import { sql } from "kysely";
import { z } from "zod";
import { type App, type RequestAccess, requireAccess, requireTenant } from "../http/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { ImportService } from "./imports.ts";
import { reasons } from "./ledger.ts";

const instant = z.string().meta({ format: "date-time" });
const day = z.iso.date();
const Line = z
  .object({
    provider: z.string(),
    connection_id: z.string(),
    day: day.describe("UTC."),
    provider_count: z.number().int().describe("Calls that the provider says there were."),
    held_count: z.number().int().describe("Of these, calls that we hold."),
    gap: z.number().int().describe("The difference."),
    by_webhook: z.number().int(),
    by_poll: z.number().int(),
    by_sweep: z.number().int(),
    by_import: z.number().int(),
    missing: z.array(z.string()).describe("The provider's ids of the gap, at most a hundred."),
    reason: z
      .enum(reasons)
      .nullable()
      .describe(
        "Why not all came by webhook; null when all did. `not_delivered`: others of that day came.",
      ),
    checked_at: instant,
  })
  .meta({ id: "CompletenessDay" });
const Reading = z
  .object({
    provider: z.string(),
    connection_id: z.string(),
    last_read_at: instant.nullable().describe("When the provider's list was last read to its end."),
    last_error: z.string().nullable().describe("Why it could not be read since."),
    failures: z.number().int(),
    is_running: z.boolean().describe("Whether the list is being read now."),
    started_at: instant.nullable().describe("When the reading under way, else the last, began."),
    listed: z.number().int().describe("Calls that the provider told of in that reading so far."),
    held: z.number().int().describe("Of these, calls that were here to their end."),
    missing: z.number().int().describe("Of these, calls that were not, or not to their end."),
    kept: z.number().int().describe("Of the missing, calls that this reading brought."),
  })
  .meta({ id: "ProviderReading" });
/** Reading back is begun with a provider. */
const reading = {
  access: "tenant",
  needs: "events:write",
  startsOutbound: true,
  feature: "reading_back",
} as const;
const tags = ["Completeness"];
const daysUsual = 14;
const dayMs = 24 * 3_600_000;

/** The completeness ledger: what providers say of each day against what we hold. */
export function completenessRoutes(
  app: App,
  needs: {
    db: Database;
    imports: ImportService;
    sweep: (access: RequestAccess, connectionId: string) => Promise<void>;
    now: () => number;
  },
): void {
  const { db, imports, now } = needs;
  app.get(
    "/api/v1/analytics/completeness",
    {
      config: { access: "tenant", needs: "events:read" },
      schema: {
        tags,
        operationId: "getCompleteness",
        summary: "Compare, day by day, what providers say with what is here",
        querystring: z.object({
          from: day.optional().describe("Left out: two weeks ago."),
          to: day.optional(),
        }),
        response: { 200: z.object({ data: z.array(Line), readings: z.array(Reading) }) },
      },
    },
    async (request) => {
      const { from, to } = request.query;
      const span = {
        from: from ?? new Date(now() - daysUsual * dayMs).toISOString().slice(0, 10),
        to: to ?? new Date(now()).toISOString().slice(0, 10),
      };
      const scope = requireTenant(request);
      const data = await readDays(db, scope, span);
      return { data, readings: await readReadings(db, scope, new Date(now())) };
    },
  );
  app.post(
    "/api/v1/analytics/completeness/fix",
    {
      config: reading,
      schema: {
        tags,
        operationId: "fixCompleteness",
        summary: "Import what is missing of a day",
        body: z.object({ connection_id: z.string().max(100), day }),
        response: { 202: z.object({ import_id: z.string() }) },
      },
    },
    async (request, reply) => {
      const start = Date.parse(request.body.day);
      const { id } = await imports.start(requireAccess(request), {
        connectionId: request.body.connection_id,
        from: new Date(start),
        until: new Date(start + dayMs),
      });
      return reply.code(202).send({ import_id: id });
    },
  );
  app.post(
    "/api/v1/analytics/completeness/sweep",
    {
      config: reading,
      schema: {
        tags,
        operationId: "startSweep",
        summary: "Read what a provider lists now, and bring what is missing",
        description: "How far it is, `getCompleteness` tells.",
        body: z.object({ connection_id: z.string().max(100) }),
        response: { 202: z.object({ connection_id: z.string() }) },
      },
    },
    async (request, reply) => {
      const { connection_id } = request.body;
      await needs.sweep(requireAccess(request), connection_id);
      return reply.code(202).send({ connection_id });
    },
  );
}

function readDays(db: Database, scope: TenantScope, span: { from: string; to: string }) {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<
      Omit<z.infer<typeof Line>, "held_count" | "gap" | "checked_at"> & {
        missing_count: number;
        checked_at: Date;
      }
    >`select c.provider, d.connection_id, to_char(d.day, 'YYYY-MM-DD') as day, d.provider_count, d.by_webhook, d.by_poll, d.by_sweep,
        d.by_import, d.missing, d.missing_count, d.reason, d.checked_at
      from completeness_days d join connections c on c.tenant_id = d.tenant_id and c.id = d.connection_id
      where d.tenant_id = ${scope.tenantId} and d.day between ${span.from}::date and ${span.to}::date
      order by d.day desc, c.provider, d.connection_id`.execute(trx);
    return rows.map(({ missing_count: gap, checked_at, ...row }) => ({
      ...row,
      gap,
      held_count: row.provider_count - gap,
      checked_at: checked_at.toISOString(),
    }));
  });
}

function readReadings(db: Database, scope: TenantScope, at: Date) {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<
      Omit<z.infer<typeof Reading>, "last_read_at" | "started_at"> & {
        last: Date | null;
        started: Date | null;
      }
    >`
      select c.provider, s.connection_id, s.last_sweep_at as last, s.last_error, s.failures, s.started_at as started,
        coalesce(s.claimed_until > ${at}, false) as is_running, s.listed, s.held, s.missing, s.kept
      from sweeps s join connections c on c.tenant_id = s.tenant_id and c.id = s.connection_id
      where s.tenant_id = ${scope.tenantId} order by c.provider, s.connection_id`.execute(trx);
    return rows.map(({ last, started, ...row }) => ({
      ...row,
      last_read_at: last?.toISOString() ?? null,
      started_at: started?.toISOString() ?? null,
    }));
  });
}
