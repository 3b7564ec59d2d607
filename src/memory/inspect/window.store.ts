import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { PinnedEntry } from "../windows/pinned.ts";

const digestsMax = 20;

/** Which of a session's messages each entry from a place on is searched by. */
export async function readMessageIds(
  trx: Trx,
  scope: TenantScope,
  of: { session_id: string; epoch: number; start_seq: number },
): Promise<Map<number, string[]>> {
  const { tenantId } = scope;
  // A long one is searched in pieces.
  const { rows } = await sql<{ seq: number; ids: string[] }>`select e.seq,
      array_agg(coalesce(m.id, e.message_id) order by m.seq) as ids from mem_entries e
    left join mem_messages m on m.tenant_id = e.tenant_id and m.session_id = e.session_id
      and m.external_id like 'window:%' and split_part(m.external_id, ':', 2) = e.seq::text
    where e.tenant_id = ${tenantId} and e.session_id = ${of.session_id} and e.epoch = ${of.epoch}
      and e.seq >= ${of.start_seq} and coalesce(m.id, e.message_id) is not null
    group by e.seq`.execute(trx);
  return new Map(rows.map(({ seq, ids }) => [seq, ids]));
}

/** The newest digests of an epoch with their places, oldest first. */
export async function readPlacedDigests(
  trx: Trx,
  scope: TenantScope,
  of: { session_id: string; epoch: number },
) {
  const rows = await trx
    .selectFrom("mem_digests")
    .select(["from_seq", "to_seq", "digest", "model"])
    .where("tenant_id", "=", scope.tenantId)
    .where("session_id", "=", of.session_id)
    .where("epoch", "=", of.epoch)
    .where("digest", "!=", "")
    .orderBy("to_seq", "desc")
    .limit(digestsMax)
    .execute();
  return rows.reverse();
}

/** Makes the window of a session that has none yet, so that something can be pinned before anything is said. */
export async function writePinned(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; entries: readonly PinnedEntry[]; at: Date },
): Promise<void> {
  const { tenantId } = scope;
  const { sessionId, entries, at } = of;
  await sql`insert into mem_windows as w (tenant_id, session_id, pinned, pinned_version, updated_at)
    values (${tenantId}, ${sessionId}, ${JSON.stringify(entries)}::jsonb, 1, ${at})
    on conflict (tenant_id, session_id) do update set pinned = excluded.pinned, pinned_version = w.pinned_version + 1,
      updated_at = excluded.updated_at`.execute(trx);
}

/**
 * Empties a window: what was said stays in the transcript and is shown no more. Instructions and what is pinned stay. Whoever has the turn
 * loses it, so that an answer to what is gone is not shown. Nothing for a session without a window.
 */
export async function emptyWindow(
  trx: Trx,
  scope: TenantScope,
  sessionId: string,
  at: Date,
): Promise<number | undefined> {
  const { tenantId } = scope;
  const { rows } = await sql<{ epoch: number }>`update mem_windows set epoch = epoch + 1,
      start_seq = next_seq, hidden = '[]', cuts = '[]', armed = true, last_relief_tokens = 0, window_tokens = 0,
      relief_count = 0, shed_messages = 0, shed_tokens = 0, chain = null, lease = null, lease_until = null,
      request_key = null, answered_key = null, answer = null, last_prompt = null, updated_at = ${at}
    where tenant_id = ${tenantId} and session_id = ${sessionId} returning epoch`.execute(trx);
  return rows[0]?.epoch;
}
