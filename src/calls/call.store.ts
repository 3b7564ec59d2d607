import { type Selectable, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, inTenantToRead, type Tables, type Trx } from "../store/index.ts";
import type { PatchEntry } from "./fold.ts";
import { isVisible, linkedCalls, review } from "./shown-calls.ts";
import { unknownCall } from "./unknown-call.ts";

/** A call's row with the ids of its linked calls and its review. */
export type CallRow = NonNullable<Awaited<ReturnType<typeof findCall>>>;

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
  return inTenantToRead(
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
