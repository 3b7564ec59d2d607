import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { appendMessages } from "./append.ts";
import type { Append } from "./memory.schema.ts";
import { findSession } from "./memory.store.ts";
import { holdScopes, removeEmptyScopes } from "./scope.store.ts";
import { lockSession } from "./session-lock.ts";

/**
 * Makes a session hold exactly these messages: what is missing is appended, and a session that says otherwise is written anew. A session that was forgotten is refused as by
 * an append.
 */
export async function syncSession(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; body: Append; at: Date },
): Promise<void> {
  const { sessionId, body } = of;
  await lockSession(trx, scope, sessionId);
  const session = await findSession(trx, scope, sessionId);
  const said = session === undefined ? [] : await readSaid(trx, scope, sessionId);
  const isSameSubject = session === undefined || session.subject_id === (body.subject_id ?? null);
  const isBegun = said.every((one, at) => {
    const wanted = body.messages[at];
    return (
      wanted !== undefined &&
      one.role === wanted.role &&
      one.content === wanted.content &&
      one.external_id === (wanted.external_id ?? null)
    );
  });
  const goesOn = isSameSubject && isBegun;
  if (!goesOn) await removeSession(trx, scope, sessionId);
  const messages = goesOn ? body.messages.slice(said.length) : body.messages;
  if (messages.length > 0) await appendMessages(trx, scope, { ...of, body: { ...body, messages } });
}

/** Removes a session that may come back; for good, it is forgotten. */
export async function removeSession(
  trx: Trx,
  { tenantId }: TenantScope,
  sessionId: string,
): Promise<void> {
  await lockSession(trx, { tenantId }, sessionId);
  const scopeIds = await holdScopes(trx, { tenantId }, sql`id = ${sessionId}`);
  await sql`delete from mem_sessions where tenant_id = ${tenantId} and id = ${sessionId}`.execute(
    trx,
  );
  await removeEmptyScopes(trx, { tenantId }, scopeIds);
}

async function readSaid(trx: Trx, { tenantId }: TenantScope, sessionId: string) {
  return trx
    .selectFrom("mem_messages")
    .select(["role", "content", "external_id"])
    .where("tenant_id", "=", tenantId)
    .where("session_id", "=", sessionId)
    .orderBy("seq")
    .execute();
}
