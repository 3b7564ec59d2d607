import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import type { Receipt, Whose } from "./memory.schema.ts";
import { holdScopes, removeEmptyScopes } from "./scope.store.ts";
import { digestOf, lockSession } from "./session-lock.ts";

/** Removes a session, or everything of a subject, for good, and leaves a mark so that nobody who comes late writes it again. */
export async function forget(
  trx: Trx,
  scope: TenantScope,
  whose: Whose,
  at: Date,
): Promise<Receipt> {
  const { tenantId } = scope;
  const { session_id, subject_id } = whose;
  if (session_id !== undefined) await lockSession(trx, scope, session_id);
  const which =
    session_id === undefined ? sql`subject_id = ${subject_id}` : sql`id = ${session_id}`;
  const scopeIds = await holdScopes(trx, scope, which);
  const { rows: sessions } = await sql<{
    id: string;
  }>`select id from mem_sessions where tenant_id = ${tenantId} and ${which}`.execute(trx);
  const ids = sessions.map(({ id }) => id);
  const marked =
    session_id === undefined ? [...ids, ...(await callsOf(trx, scope, subject_id))] : [session_id];
  await sql`insert into mem_tombstones (tenant_id, session_digest, erased_at)
    select ${tenantId}, digest, ${at} from unnest(${marked.map(digestOf)}::text[]) as d (digest) on conflict do nothing`.execute(
    trx,
  );
  const messages = await sql`delete from mem_messages
    where tenant_id = ${tenantId} and session_id = any(${ids})`.execute(trx);
  // Their windows go with them, and what they used of models.
  await sql`delete from mem_sessions where tenant_id = ${tenantId} and id = any(${ids})`.execute(
    trx,
  );
  await sql`delete from mem_jobs where tenant_id = ${tenantId} and session_id = any(${marked})`.execute(
    trx,
  );
  await removeEmptyScopes(trx, scope, scopeIds);
  return {
    sessions: ids.length,
    messages: Number(messages.numAffectedRows ?? 0),
    left: await countLeft(trx, scope, {
      ...{ ids: [...ids, ...marked], scopeIds, subject: subject_id ?? null },
    }),
    erased_at: at.toISOString(),
  };
}

/** Calls with the number, of which some may not have entered memory yet: they are forgotten before they do. */
async function callsOf(
  trx: Trx,
  { tenantId }: TenantScope,
  number: string | undefined,
): Promise<string[]> {
  const { rows } = await sql<{
    call_id: string;
  }>`select call_id from contact_calls where tenant_id = ${tenantId} and number = ${number}`.execute(
    trx,
  );
  return rows.map(({ call_id }) => call_id);
}

async function countLeft(
  trx: Trx,
  { tenantId }: TenantScope,
  { ids, scopeIds, subject }: { ids: string[]; scopeIds: string[]; subject: string | null },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select (
      (select count(*) from mem_sessions where tenant_id = ${tenantId} and (id = any(${ids}) or subject_id = ${subject}))
      + (select count(*) from mem_messages where tenant_id = ${tenantId} and session_id = any(${ids}))
      + (select count(*) from mem_vectors v where tenant_id = ${tenantId} and scope_id = any(${scopeIds})
          and not exists (select from mem_messages m where m.tenant_id = v.tenant_id and m.id = v.message_id))
      + (select count(*) from mem_windows where tenant_id = ${tenantId} and session_id = any(${ids}))
      + (select count(*) from mem_entries where tenant_id = ${tenantId} and session_id = any(${ids}))
      + (select count(*) from mem_digests where tenant_id = ${tenantId} and session_id = any(${ids}))
      + (select count(*) from mem_jobs where tenant_id = ${tenantId} and session_id = any(${ids}))
      + (select count(*) from model_use where tenant_id = ${tenantId} and session_id = any(${ids}))
      + (select count(*) from mem_scopes where tenant_id = ${tenantId} and subject_id = ${subject}))::int as count`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}
