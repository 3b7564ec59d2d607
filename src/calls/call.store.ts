import { type Selectable, type SelectQueryBuilder, sql } from "kysely";
import type { ReviewState } from "../lib/call.ts";
import { callId } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { providers } from "../providers/index.ts";
import { type Database, inTenant, type Page, type Tables, type Trx } from "../store/index.ts";
import type { CallFilters } from "./call.schema.ts";
import type { PatchEntry } from "./fold.ts";
import { unknownCall } from "./unknown-call.ts";

/** A call's row with the ids of its linked calls and its review. */
export type CallRow = NonNullable<Awaited<ReturnType<typeof findCall>>>;

/** Records of the same telephone call as another provider saw it: they share an external id. */
const linkedCalls = (scope: TenantScope) =>
  sql<string[]>`array(
  select distinct other.call_id from call_external_ids mine
  join call_external_ids other on other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
  where mine.tenant_id = calls.tenant_id and mine.call_id = calls.id and other.call_id <> mine.call_id
    and ${
      scope.agentIds === undefined
        ? sql`true`
        : sql`exists (select from calls seen where seen.tenant_id = other.tenant_id and seen.id = other.call_id
            and seen.agent_id = any(${[...scope.agentIds]}))`
    }
  order by 1 limit 20)`.as("linked_calls");

/** What people made of it; null when nobody has looked at it. */
const review = sql<{ state: ReviewState; labels: string[] } | null>`(
  select jsonb_build_object('state', r.state, 'labels', r.labels) from call_reviews r
  where r.tenant_id = calls.tenant_id and r.call_id = calls.id)`.as("review");

/** Whoever is limited to some agents sees their calls only: the others are as if they did not exist. */
function isVisible({ agentIds }: TenantScope) {
  return agentIds === undefined
    ? sql<boolean>`true`
    : sql<boolean>`calls.agent_id = any(${[...agentIds]})`;
}

/**
 * Finds one call of the tenant, or nothing.
 *
 * A call of another tenant is "nothing" too: callers answer 404, so nobody learns that the id exists.
 */
export function findCall(db: Database, scope: TenantScope, callId: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("calls")
      .selectAll()
      .select([linkedCalls(scope), review])
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", callId)
      .where(isVisible(scope))
      .executeTakeFirst(),
  );
}

/** Finds several calls of the tenant; those that do not exist are left out. */
export function findCalls(db: Database, scope: TenantScope, callIds: readonly string[]) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("calls")
      .selectAll()
      .select([linkedCalls(scope), review])
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "in", [...callIds])
      .where(isVisible(scope))
      .execute(),
  );
}

type CallQuery<Row> = SelectQueryBuilder<Tables, "calls", Row>;

/** The tenant's calls that a filter meets. */
function matching<Row>(
  query: CallQuery<Row>,
  scope: TenantScope,
  filters: CallFilters,
): CallQuery<Row> {
  let met = query.where("tenant_id", "=", scope.tenantId).where(isVisible(scope));
  const { q } = filters;
  if (q !== undefined) {
    met = met.where((where) =>
      where.or([
        where("id", "in", sql<string>`(select search_calls(${q}))`),
        where("id", "in", idsOf(scope, q)),
        where("from_number", "=", q),
        where("to_number", "=", q),
      ]),
    );
  }
  if (filters.provider !== undefined) met = met.where("provider", "=", filters.provider);
  if (filters.status !== undefined) met = met.where("status", "in", filters.status);
  if (filters.lifecycle !== undefined) met = met.where("lifecycle", "in", filters.lifecycle);
  if (filters.disposition !== undefined) {
    met = met.where("disposition", "in", filters.disposition);
  }
  if (filters.direction !== undefined) met = met.where("direction", "=", filters.direction);
  if (filters.agent !== undefined) met = met.where("agent_id", "=", filters.agent);
  if (filters.from !== undefined) met = met.where("from_number", "=", filters.from);
  if (filters.to !== undefined) met = met.where("to_number", "=", filters.to);
  if (filters.review !== undefined) met = met.where(hasReview(filters.review));
  if (filters.label !== undefined) {
    met = met.where(
      sql<boolean>`calls.id in (select call_id from call_reviews
        where tenant_id = ${scope.tenantId} and labels @> ${[filters.label]}::text[])`,
    );
  }
  if (filters.started_after !== undefined) {
    met = met.where("first_seen_at", ">=", new Date(filters.started_after));
  }
  if (filters.started_before !== undefined) {
    met = met.where("first_seen_at", "<", new Date(filters.started_before));
  }
  return met;
}

/** A call that nobody touched has no row; it is in the state "none". */
function hasReview(states: readonly ReviewState[]) {
  const found = sql`(select r.state from call_reviews r where r.tenant_id = calls.tenant_id and r.call_id = calls.id)`;
  return states.includes("none")
    ? sql<boolean>`coalesce(${found}, 'none') = any(${[...states]})`
    : sql<boolean>`calls.id in (select call_id from call_reviews r
        where r.tenant_id = calls.tenant_id and r.state = any(${[...states]}))`;
}

/** One page of calls, the newest first; one row more than asked tells that there is a next page. */
export function listCalls(
  db: Database,
  scope: TenantScope,
  filters: CallFilters,
  page: Page<{ at: string; id: string }>,
  pace: "online" | "report" = "online",
) {
  return inTenant(
    db,
    scope,
    (trx) => {
      let query = trx
        .selectFrom("calls")
        .selectAll()
        .select([linkedCalls(scope), review])
        .orderBy("first_seen_at", "desc")
        .orderBy("id", "desc")
        .limit(page.limit + 1);
      const { cursor } = page;
      if (cursor !== undefined) {
        query = query.where(
          sql<boolean>`(first_seen_at, id) < (${cursor.at}::timestamptz, ${cursor.id})`,
        );
      }
      return matching(query, scope, filters).execute();
    },
    { pace },
  );
}

/** How many calls a filter meets. */
export function countCalls(
  db: Database,
  scope: TenantScope,
  filters: CallFilters,
): Promise<number> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const query = trx.selectFrom("calls").select(sql<number>`count(*)`.as("count"));
      const row = await matching(query, scope, filters).executeTakeFirstOrThrow();
      return Number(row.count);
    },
    { pace: "report" },
  );
}

/** The transcripts of several calls, call by call and in order. */
export function listTurnsOf(db: Database, scope: TenantScope, callIds: readonly string[]) {
  return listPartsOf(db, scope, "call_turns", callIds);
}

/** The tool calls of several calls, call by call and in order. */
export function listToolCallsOf(db: Database, scope: TenantScope, callIds: readonly string[]) {
  return listPartsOf(db, scope, "call_tool_calls", callIds);
}

function listPartsOf<Table extends "call_turns" | "call_tool_calls">(
  db: Database,
  scope: TenantScope,
  table: Table,
  callIds: readonly string[],
): Promise<Array<Selectable<Tables[Table]>>> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { rows } = await sql<Selectable<Tables[Table]>>`select * from ${sql.table(table)}
        where tenant_id = ${scope.tenantId} and call_id = any(${[...callIds]}) order by call_id, seq`.execute(
        trx,
      );
      return rows;
    },
    { pace: "report" },
  );
}

/** The ids that calls of this provider call id have, whichever provider it is. */
function idsOf(scope: TenantScope, providerCallId: string): string[] {
  return providers.map((provider) => callId(scope.tenantId, provider.id, providerCallId));
}

/** The transcript, in order. */
export function listTurns(db: Database, scope: TenantScope, callId: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("call_turns")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", callId)
      .orderBy("seq")
      .execute(),
  );
}

/** The tool calls, in order. */
export function listToolCalls(db: Database, scope: TenantScope, callId: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("call_tool_calls")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", callId)
      .orderBy("seq")
      .execute(),
  );
}

/** Everything that was ever said about one call. */
export async function listPatches(
  db: Database,
  scope: TenantScope,
  callId: string,
): Promise<PatchEntry[]> {
  const patches = await inTenant(db, scope, (trx) => loadPatches(trx, scope, [callId]));
  return patches.get(callId) ?? [];
}

/** The patches of several calls, by call. */
export async function loadPatches(
  trx: Trx,
  scope: TenantScope,
  callIds: readonly string[],
): Promise<Map<string, PatchEntry[]>> {
  const { rows } = await sql<{
    call_id: string;
    event_id: string;
    seq: number;
    kind: PatchEntry["kind"];
    event_key: string;
    event_type: string;
    is_verified: boolean;
    received_at: Date;
    patch: PatchEntry["patch"];
  }>`select call_id, event_id, seq, kind, event_key, event_type, is_verified, received_at, patch from call_patches
    where tenant_id = ${scope.tenantId} and call_id = any(${[...callIds]})`.execute(trx);
  const byCall = new Map<string, PatchEntry[]>();
  for (const row of rows) {
    const entries = byCall.get(row.call_id) ?? [];
    byCall.set(row.call_id, entries);
    entries.push({
      eventId: row.event_id,
      seq: row.seq,
      kind: row.kind,
      eventKey: row.event_key,
      eventType: row.event_type,
      isVerified: row.is_verified,
      receivedAt: row.received_at.getTime(),
      patch: row.patch,
    });
  }
  return byCall;
}

/**
 * Holds a call that may be seen until the end of the transaction, for whoever hangs something on it.
 * @throws ProblemError `call-not-found`.
 */
export async function holdCall(trx: Trx, scope: TenantScope, callId: string): Promise<void> {
  const row = await trx
    .selectFrom("calls")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", callId)
    .where(isVisible(scope))
    .forKeyShare()
    .executeTakeFirst();
  if (row === undefined) throw unknownCall(callId);
}

/** The agent of a call, in the transaction of whoever writes something down about it; null when it has none. */
export async function findAgentOf(
  trx: Trx,
  scope: TenantScope,
  callId: string,
): Promise<string | null> {
  const row = await trx
    .selectFrom("calls")
    .select("agent_id")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", callId)
    .executeTakeFirst();
  return row?.agent_id ?? null;
}
