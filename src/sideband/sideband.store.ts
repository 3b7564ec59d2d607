import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, inTenant, type Trx } from "../store/index.ts";
import type { Trouble } from "./next-step.ts";

/** A session that this process has in hand. */
export interface ClaimedSession {
  tenant_id: string;
  call_id: string;
  /** The claim, by which its holder is known: another for each, so that one that was lost can change nothing any more. */
  claimed_by: string;
  connection_id: string;
  provider_call_id: string;
  state: "waiting" | "open";
  connected_at: Date | null;
  last_event_at: Date | null;
  closed_at: Date | null;
  close_code: number | null;
  close_reason: string | null;
  attempts: number;
  error: Trouble | null;
  model: string | null;
  transcription_model: string | null;
  /** How long ago the call came in, by the database's clock. */
  age_ms: number;
}

type Claim = Pick<ClaimedSession, "tenant_id" | "call_id" | "claimed_by">;

const columns = sql.raw(
  `s.tenant_id, s.call_id, s.claimed_by, s.connection_id, s.provider_call_id, s.state, s.connected_at, s.last_event_at, s.closed_at, s.close_code,
  s.close_reason, s.attempts, s.error, s.model, s.transcription_model, (extract(epoch from now() - s.created_at) * 1000)::float8 as age_ms`,
);

/** Takes due sessions, each with a lease. Leases are measured by the database's clock, which all replicas share. */
export function claimSessions(
  db: Database,
  options: { leaseMs: number; limit: number },
): Promise<ClaimedSession[]> {
  const { leaseMs, limit } = options;
  return asWorker(
    db,
    async (trx) => {
      const { rows } = await sql<ClaimedSession>`update sideband_sessions s
        set claimed_by = gen_random_uuid()::text, claimed_until = now() + ${leaseMs}::float8 * interval '1 ms'
        from (select tenant_id, call_id from sideband_sessions
          where state in ('waiting', 'open') and next_try_at <= now() and (claimed_until is null or claimed_until < now())
          order by next_try_at limit ${limit} for update skip locked) due
        where s.tenant_id = due.tenant_id and s.call_id = due.call_id
        returning ${columns}`.execute(trx);
      return rows;
    },
    { pace: "online" },
  );
}

/** Renews leases. Returns the claims that still stand. */
export function renewSessions(
  db: Database,
  options: { leaseMs: number; held: readonly Claim[] },
): Promise<Claim[]> {
  const { leaseMs, held } = options;
  return asWorker(
    db,
    async (trx) => {
      const { rows } = await sql<Claim>`update sideband_sessions s
        set claimed_until = now() + ${leaseMs}::float8 * interval '1 ms'
        from unnest(${held.map((claim) => claim.tenant_id)}::text[], ${held.map((claim) => claim.call_id)}::text[],
          ${held.map((claim) => claim.claimed_by)}::text[]) as h (tenant_id, call_id, claimed_by)
        where s.tenant_id = h.tenant_id and s.call_id = h.call_id and s.claimed_by = h.claimed_by
        returning s.tenant_id, s.call_id, s.claimed_by`.execute(trx);
      return rows;
    },
    { pace: "online" },
  );
}

/** Changes to a session by its holder. */
export interface SessionChange {
  state?: "waiting" | "open" | "done" | "failed";
  connected_at?: Date;
  last_event_at?: Date;
  closed_at?: Date | null;
  close_code?: number | null;
  close_reason?: string | null;
  attempts?: number;
  error?: Trouble | null;
  model?: string | null;
  transcription_model?: string | null;
}

/** Writes down how a session goes on; one that somebody else has claimed is left as it is. Returns false when the session is gone. */
export function changeSession(
  db: Database,
  scope: TenantScope,
  claim: Claim,
  options: {
    change: SessionChange;
    /** Gives the session out of hand, to be taken up again after this time. */
    releaseAfterMs?: number;
  },
): Promise<boolean> {
  const { change, releaseAfterMs } = options;
  return inTenant(db, scope, async (trx) => {
    const released =
      releaseAfterMs === undefined
        ? {}
        : {
            claimed_by: null,
            claimed_until: null,
            next_try_at: sql<Date>`now() + ${releaseAfterMs}::float8 * interval '1 ms'`,
          };
    const changed = await trx
      .updateTable("sideband_sessions")
      .set({ ...change, ...released })
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", claim.call_id)
      .where("claimed_by", "=", claim.claimed_by)
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) > 0) return true;
    const row = await trx
      .selectFrom("sideband_sessions")
      .select("call_id")
      .where("tenant_id", "=", scope.tenantId)
      .where("call_id", "=", claim.call_id)
      .executeTakeFirst();
    return row !== undefined;
  });
}

/** A call to whose socket one may listen. */
export interface NewSession {
  callId: string;
  connectionId: string;
  providerCallId: string;
}

/** The calls among these that a verified delivery told of as ringing, not long ago, with the connection through which it came. */
export async function findRung(
  trx: Trx,
  scope: TenantScope,
  options: { callIds: readonly string[]; eventType: string; notBefore: Date },
): Promise<NewSession[]> {
  const { rows } = await sql<NewSession>`select distinct on (p.call_id) p.call_id as "callId",
      e.connection_id as "connectionId", c.provider_call_id as "providerCallId"
    from call_patches p
    join calls c on c.tenant_id = p.tenant_id and c.id = p.call_id
    join webhook_events e on e.tenant_id = p.tenant_id and e.id = p.event_id
    where p.tenant_id = ${scope.tenantId} and p.call_id = any(${[...options.callIds]}) and p.event_type = ${options.eventType}
      and p.is_verified and p.received_at >= ${options.notBefore}
    order by p.call_id, p.received_at`.execute(trx);
  return rows;
}

/** Adds sessions; one that exists is left as it is. */
export async function addSessions(
  trx: Trx,
  scope: TenantScope,
  sessions: readonly NewSession[],
): Promise<void> {
  await trx
    .insertInto("sideband_sessions")
    .values(
      sessions.map((session) => ({
        tenant_id: scope.tenantId,
        call_id: session.callId,
        connection_id: session.connectionId,
        provider_call_id: session.providerCallId,
        state: "waiting" as const,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/**
 * Whether one may say of a call that nobody accepted it: it still rings as far as we know, and its connection's key has opened a socket before. A key of another project sees no call
 * at all, and must not make every call look unanswered.
 */
export function isTellingUnaccepted(
  db: Database,
  scope: TenantScope,
  session: Pick<ClaimedSession, "call_id" | "connection_id">,
): Promise<boolean> {
  return inTenant(db, scope, async (trx) => {
    const { rows } = await sql<{ is_telling: boolean }>`select
      exists (select from calls where tenant_id = ${scope.tenantId} and id = ${session.call_id} and lifecycle = 'ringing')
      and exists (select from sideband_sessions where tenant_id = ${scope.tenantId} and connection_id = ${session.connection_id}
        and connected_at is not null) as is_telling`.execute(trx);
    return rows[0]?.is_telling ?? false;
  });
}
