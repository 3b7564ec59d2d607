import { sql } from "kysely";
import type { CallFacts, Lifecycle } from "../lib/call.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

export interface RememberedCall {
  provider_call_id: string;
  lifecycle: Lifecycle;
  agent_id: string | null;
  agent_name: string | null;
  /** The other party: who called us, or whom we called. */
  caller: string | null;
  begun_at: Date;
  facts: CallFacts;
}

export async function findCall(
  trx: Trx,
  scope: TenantScope,
  id: string,
): Promise<RememberedCall | undefined> {
  const { tenantId } = scope;
  const { rows } =
    await sql<RememberedCall>`select provider_call_id, lifecycle, agent_id, agent_name, facts,
      case direction when 'inbound' then from_number when 'outbound' then to_number end as caller,
      coalesce(started_at, first_occurred_at, first_seen_at) as begun_at
    from calls where tenant_id = ${tenantId} and id = ${id}`.execute(trx);
  return rows[0];
}

/** What people said, in order: neither tools nor instructions. */
export function readTurns(trx: Trx, scope: TenantScope, callId: string) {
  const { tenantId } = scope;
  return trx
    .selectFrom("call_turns")
    .select(["seq", "role", "content", "start_ms"])
    .where("tenant_id", "=", tenantId)
    .where("call_id", "=", callId)
    .where("role", "in", ["agent", "user", "other"])
    .where(sql<boolean>`btrim(content) <> ''`)
    .orderBy("seq")
    .execute();
}

export async function hasSession(trx: Trx, scope: TenantScope, id: string): Promise<boolean> {
  const { tenantId } = scope;
  const found = await trx
    .selectFrom("mem_sessions")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return found !== undefined;
}
