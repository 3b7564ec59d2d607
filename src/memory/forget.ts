import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { digestOf, lockSession } from "./append.ts";
import type { Receipt, Whose } from "./memory.schema.ts";

/** Removes a session, or everything of a subject, for good, and leaves a mark so that nobody who comes late writes it again. */
export async function forget(
  trx: Trx,
  { tenantId }: TenantScope,
  whose: Whose,
  at: Date,
): Promise<Receipt> {
  const { session_id, subject_id } = whose;
  if (session_id !== undefined) await lockSession(trx, { tenantId }, session_id);
  const which =
    session_id === undefined ? sql`subject_id = ${subject_id}` : sql`id = ${session_id}`;
  // Every index of the scope is built anew, and nobody appends until this is committed.
  await sql`update mem_scopes set version = version + 1, changes_after = version + 1
    where tenant_id = ${tenantId} and id in (select scope_id from mem_sessions where tenant_id = ${tenantId} and ${which})`.execute(
    trx,
  );
  const { rows: sessions } = await sql<{
    id: string;
  }>`select id from mem_sessions where tenant_id = ${tenantId} and ${which}`.execute(trx);
  const ids = sessions.map(({ id }) => id);
  const digests = (session_id === undefined ? ids : [session_id]).map(digestOf);
  await sql`insert into mem_tombstones (tenant_id, session_digest, erased_at)
    select ${tenantId}, digest, ${at} from unnest(${digests}::text[]) as d (digest) on conflict do nothing`.execute(
    trx,
  );
  const messages = await sql`delete from mem_messages
    where tenant_id = ${tenantId} and session_id = any(${ids})`.execute(trx);
  await sql`delete from mem_sessions where tenant_id = ${tenantId} and id = any(${ids})`.execute(
    trx,
  );
  await sql`delete from mem_scopes s where tenant_id = ${tenantId}
    and not exists (select from mem_sessions m where m.tenant_id = s.tenant_id and m.scope_id = s.id)
    and ${subject_id === undefined ? sql`subject_id is null` : sql`subject_id = ${subject_id}`}`.execute(
    trx,
  );
  const { rows: left } = await sql<{ count: number }>`select (
      (select count(*) from mem_sessions where tenant_id = ${tenantId} and ${which})
      + (select count(*) from mem_messages where tenant_id = ${tenantId} and session_id = any(${ids})))::int as count`.execute(
    trx,
  );
  return {
    sessions: ids.length,
    messages: Number(messages.numAffectedRows ?? 0),
    left: left[0]?.count ?? 0,
    erased_at: at.toISOString(),
  };
}
