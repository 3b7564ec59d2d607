import { sql } from "kysely";
import { anonymousKey } from "../lib/anonymous-key.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";
import { forget } from "./forget.ts";
import type { Receipt } from "./memory.schema.ts";
import { digestOf, lockSession } from "./session-lock.ts";

/** Forgets everything of a subject, also what was said until now and is written down later. Under the key by which they are known to have been forgotten. */
export async function forgetSubject(
  trx: Trx,
  scope: TenantScope,
  of: { subjectId: string; secretKey: string; at: Date },
): Promise<Receipt> {
  const { subjectId, secretKey, at } = of;
  const key = anonymousKey(secretKey, scope, subjectId);
  await lockSubject(trx, scope, subjectId);
  await sql`insert into mem_forgotten_subjects (tenant_id, subject_key, forgotten_at)
    values (${scope.tenantId}, ${key}, ${at})
    on conflict (tenant_id, subject_key) do update set forgotten_at = greatest(mem_forgotten_subjects.forgotten_at, excluded.forgotten_at)`.execute(
    trx,
  );
  return forget(trx, scope, { subject_id: subjectId }, at);
}

/** Whether a subject was forgotten after an instant. Until the transaction ends nobody forgets them. */
export async function isForgottenSince(
  trx: Trx,
  scope: TenantScope,
  of: { subjectId: string; secretKeys: readonly string[]; at: Date },
): Promise<boolean> {
  const { subjectId, secretKeys, at } = of;
  const keys = secretKeys.map((secretKey) => anonymousKey(secretKey, scope, subjectId));
  await lockSubject(trx, scope, subjectId);
  const { rows } = await sql`select from mem_forgotten_subjects
    where tenant_id = ${scope.tenantId} and subject_key = any(${keys}) and forgotten_at >= ${at}`.execute(
    trx,
  );
  return rows.length > 0;
}

/** Marks a session that was never made as forgotten; one that is there belongs to who made it. */
export async function forgetUnmade(
  trx: Trx,
  scope: TenantScope,
  sessionId: string,
  at: Date,
): Promise<void> {
  const { tenantId } = scope;
  await lockSession(trx, scope, sessionId);
  await sql`insert into mem_tombstones (tenant_id, session_digest, erased_at)
    select ${tenantId}, ${digestOf(sessionId)}, ${at}
    where not exists (select from mem_sessions where tenant_id = ${tenantId} and id = ${sessionId})
    on conflict do nothing`.execute(trx);
}

async function lockSubject(trx: Trx, { tenantId }: TenantScope, subjectId: string): Promise<void> {
  const name = `mem subject ${tenantId} ${subjectId}`;
  await later(trx, sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
