import { type SqlBool, sql } from "kysely";
import { uuidV7Floor } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, type EventStatus, inTenant, type Page, type Trx } from "../store/index.ts";

/** What a webhook event is asked for by. */
export interface EventFilters {
  provider?: string | undefined;
  status?: EventStatus | undefined;
  connection?: string | undefined;
  type?: string | undefined;
  received_after?: string | undefined;
  received_before?: string | undefined;
  call?: string | undefined;
}

const listed = [
  "id",
  "provider",
  "connection_id",
  "event_key",
  "event_type",
  "status",
  "received_at",
  "processed_at",
  "attempts",
  "is_verified",
  "body_bytes",
  "content_type",
  "url",
  "reason_code",
  "reason_message",
  "findings",
  "call_ids",
] as const;

/** One page of events, the newest first. */
export function listEvents(
  db: Database,
  scope: TenantScope,
  filters: EventFilters,
  page: Page<{ id: string }>,
) {
  return inTenant(db, scope, (trx) => {
    let query = trx
      .selectFrom("webhook_events")
      .select(listed)
      .where(matches(scope, filters))
      .orderBy("id", "desc")
      .limit(page.limit + 1);
    if (page.cursor !== undefined) query = query.where("id", "<", page.cursor.id);
    return query.execute();
  });
}

/** One event with its sealed content, or nothing. */
export function findEvent(db: Database, scope: TenantScope, eventId: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("webhook_events")
      .select(listed)
      .select(["sealed", "file_ref"])
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", eventId)
      .executeTakeFirst(),
  );
}

/** The id of what a connection delivered under a key. */
export function findEventId(
  db: Database,
  scope: TenantScope,
  connectionId: string,
  eventKey: string,
): Promise<string | undefined> {
  return inTenant(db, scope, async (trx) => {
    const row = await trx
      .selectFrom("webhook_events")
      .select("id")
      .where("tenant_id", "=", scope.tenantId)
      .where("connection_id", "=", connectionId)
      .where("event_key", "=", eventKey)
      .executeTakeFirst();
    return row?.id;
  });
}

/** The patches an event gave about the calls it speaks of. */
export function findEventPatches(
  db: Database,
  scope: TenantScope,
  eventId: string,
  callIds: readonly string[],
) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("call_patches")
      .select(["call_id", "seq", "patch"])
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", sql<string>`any(${[...callIds]})`)
      .where("event_id", "=", eventId)
      .orderBy("seq")
      .execute(),
  );
}

/** Makes events work items again. Returns how many. */
export async function requeueEvents(
  db: Database,
  scope: TenantScope,
  filters: EventFilters & { id?: string },
): Promise<number> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      let query = trx
        .updateTable("webhook_events")
        .set({
          status: "received",
          attempts: 0,
          claimable_at: sql`now()`,
          reason_code: null,
          reason_message: null,
        })
        .where(matches(scope, filters))
        .where("status", "!=", "received");
      if (filters.id !== undefined) query = query.where("id", "=", filters.id);
      const result = await query.executeTakeFirst();
      return Number(result.numUpdatedRows);
    },
    { pace: "report" },
  );
}

/** How many events a filter meets. */
export function countEvents(db: Database, scope: TenantScope, filters: EventFilters) {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const row = await trx
        .selectFrom("webhook_events")
        .select(sql<number>`count(*)`.as("count"))
        .where(matches(scope, filters))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    { pace: "report" },
  );
}

function matches(scope: TenantScope, filters: EventFilters) {
  const parts = [sql<SqlBool>`webhook_events.tenant_id = ${scope.tenantId}`];
  const add = (part: ReturnType<typeof sql<SqlBool>>) => parts.push(part);
  if (filters.provider !== undefined) add(sql`webhook_events.provider = ${filters.provider}`);
  if (filters.status !== undefined) add(sql`webhook_events.status = ${filters.status}`);
  if (filters.connection !== undefined)
    add(sql`webhook_events.connection_id = ${filters.connection}`);
  if (filters.type !== undefined) add(sql`webhook_events.event_type = ${filters.type}`);
  // Ids begin with the instant of arrival, so the key finds a span of time.
  if (filters.received_after !== undefined) {
    add(sql`webhook_events.id >= ${uuidV7Floor(Date.parse(filters.received_after))}::uuid`);
  }
  if (filters.received_before !== undefined) {
    add(sql`webhook_events.id < ${uuidV7Floor(Date.parse(filters.received_before))}::uuid`);
  }
  if (filters.call !== undefined) {
    add(sql`webhook_events.id in (select p.event_id from call_patches p
      where p.tenant_id = ${scope.tenantId} and p.call_id = ${filters.call})`);
  }
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

/** Which event. */
export interface EventRef {
  tenant_id: string;
  id: string;
}

/** A work item, locked by the transaction that claimed it. */
export interface ClaimedEvent extends EventRef {
  connection_id: string;
  provider: string;
  event_key: string;
  received_at: Date;
  url: string;
  is_verified: boolean;
  attempts: number;
  processed_at: Date | null;
  call_ids: string[];
  sealed: Buffer | null;
  file_ref: string | null;
}

const claimed = sql.raw(
  "id, tenant_id, connection_id, provider, event_key, received_at, url, is_verified, attempts, processed_at, call_ids, sealed, file_ref",
);

/**
 * Locks work items that nobody else works on, the longest waiting first. The lock lasts as long as the transaction: a worker that dies gives its work back at once.
 */
export async function claimEvents(trx: Trx, limit: number): Promise<ClaimedEvent[]> {
  const { rows } = await sql<ClaimedEvent>`select ${claimed} from webhook_events
    where status = 'received' and claimable_at <= now()
    order by claimable_at limit ${limit} for update skip locked`.execute(trx);
  return rows;
}

/** Locks the given events of any tenants, whatever their status. */
export async function claimEventsById(
  trx: Trx,
  events: readonly EventRef[],
): Promise<ClaimedEvent[]> {
  const { rows } = await sql<ClaimedEvent>`select ${claimed} from webhook_events
    where (tenant_id, id) in (select * from unnest(${events.map((e) => e.tenant_id)}::text[], ${events.map((e) => e.id)}::uuid[]))
    order by id for update`.execute(trx);
  return rows;
}

/** What became of an event. */
export interface EventOutcome {
  id: string;
  status: Exclude<EventStatus, "received">;
  eventType: string | null;
  reason: { code: string; message: string } | null;
  findings: ReadonlyArray<{ code: string; path: string; message?: string }>;
  callIds: readonly string[];
}

/** Notes what became of events of one tenant. */
export async function finishEvents(
  trx: Trx,
  scope: TenantScope,
  outcomes: readonly EventOutcome[],
): Promise<void> {
  await sql`update webhook_events e set status = r.status, event_type = coalesce(r.event_type, e.event_type),
      processed_at = now(), attempts = e.attempts + 1, reason_code = r.code, reason_message = r.message, findings = r.findings,
      call_ids = coalesce(string_to_array(r.call_ids, ' '), '{}')
    from unnest(${outcomes.map((o) => o.id)}::uuid[], ${outcomes.map((o) => o.status)}::text[],
      ${outcomes.map((o) => o.eventType)}::text[], ${outcomes.map((o) => o.reason?.code ?? null)}::text[],
      ${outcomes.map((o) => o.reason?.message ?? null)}::text[],
      ${outcomes.map((o) => (o.findings.length > 0 ? JSON.stringify(o.findings) : null))}::jsonb[],
      ${outcomes.map((o) => (o.callIds.length > 0 ? o.callIds.join(" ") : null))}::text[])
      as r (id, status, event_type, code, message, findings, call_ids)
    where e.id = r.id and e.tenant_id = ${scope.tenantId}`.execute(trx);
}

/** Gives an event back after a failure: later, or as a dead letter when it has failed too often. Nothing when somebody else took it meanwhile. */
export async function postponeEvent(
  trx: Trx,
  event: EventRef,
  options: { backOffMs: number; attemptsMax: number; code: string; message: string },
) {
  const { rows } = await sql<{
    is_dead: boolean;
    attempts: number;
    id: string;
    connection_id: string;
    event_key: string;
    received_at: Date;
  }>`update webhook_events set
      attempts = attempts + 1,
      claimable_at = now() + ${options.backOffMs} * power(2, attempts) * (1 + random()) * interval '1 millisecond',
      status = case when attempts + 1 >= ${options.attemptsMax} then 'dead' else status end,
      reason_code = ${options.code}, reason_message = ${options.message}
    where tenant_id = ${event.tenant_id} and id = ${event.id} and status = 'received'
    returning status = 'dead' as is_dead, attempts, id, connection_id, event_key, received_at`.execute(
    trx,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const { is_dead: isDead, ...rest } = row;
  return { isDead, ...rest };
}
