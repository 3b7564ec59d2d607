import { createHash } from "node:crypto";
import { sql } from "kysely";
import { defaultLanguage } from "../knowledge/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { analyse } from "../search/index.ts";
import type { Trx } from "../store/index.ts";
import type { Append, Appended, NewMessage } from "./memory.schema.ts";
import { datesMeant, writtenOut } from "./relative-dates.ts";

const sittingGapMs = 60 * 60 * 1_000;

export const digestOf = (sessionId: string) => createHash("sha256").update(sessionId).digest("hex");

/** Nobody else appends to the session or forgets it until the transaction ends. */
export async function lockSession(trx: Trx, { tenantId }: TenantScope, id: string): Promise<void> {
  const name = `mem ${tenantId} ${id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}

/** Writes messages behind those of the session, which it makes when there is none. */
export async function appendMessages(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; body: Append; at: Date },
): Promise<Appended> {
  const { sessionId, body, at } = of;
  await lockSession(trx, scope, sessionId);
  await refuseErased(trx, scope, sessionId);
  const session = await openSession(trx, scope, of);
  const { rows: places } = await sql<{ version: number; language: string }>`update mem_scopes
    set version = version + 1 where tenant_id = ${scope.tenantId} and id = ${session.scope_id}
    returning version, language`.execute(trx);
  const place = places[0];
  // Forgotten while we waited for it.
  if (place === undefined) throw erased();
  const { version, language } = place;
  const fresh = await withoutKnown(trx, scope, sessionId, body.messages);
  let { sitting, message_count: seq, last_message_at: last } = session;
  const rows = fresh.map((message) => {
    const created = message.created_at === undefined ? at : new Date(message.created_at);
    if (last !== null && created.getTime() - last.getTime() > sittingGapMs) sitting++;
    last = created;
    return {
      ...{ id: newId("mem"), seq: seq++, sitting, created_at: created.toISOString() },
      ...{ role: message.role, name: message.name ?? null, content: message.content },
      ...{ external_id: message.external_id ?? null, attachments: message.attachments },
      ...wordsOfMessage(message, created, language),
    };
  });
  await sql`insert into mem_messages (tenant_id, session_id, scope_id, version, id, seq, sitting, role, name, content,
      attachments, external_id, name_tokens, text_tokens, created_at)
    select ${scope.tenantId}, ${sessionId}, ${session.scope_id}, ${version}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (id text, seq int, sitting int, role text, name text, content text, attachments jsonb, external_id text,
        name_tokens text, text_tokens text, created_at timestamptz)`.execute(trx);
  await sql`update mem_sessions set message_count = ${seq}, sitting = ${sitting}, last_message_at = ${last}
    where tenant_id = ${scope.tenantId} and id = ${sessionId}`.execute(trx);
  const skipped = body.messages.length - fresh.length;
  return { session_id: sessionId, appended: fresh.length, skipped };
}

function erased(): ProblemError {
  return new ProblemError("memory-erased", "The session was forgotten and takes nothing any more.");
}

async function refuseErased(trx: Trx, { tenantId }: TenantScope, id: string): Promise<void> {
  const stone = await trx
    .selectFrom("mem_tombstones")
    .select("erased_at")
    .where("tenant_id", "=", tenantId)
    .where("session_digest", "=", digestOf(id))
    .executeTakeFirst();
  if (stone !== undefined) throw erased();
}

async function openSession(
  trx: Trx,
  scope: TenantScope,
  { sessionId, body, at }: { sessionId: string; body: Append; at: Date },
) {
  const { tenantId } = scope;
  const known = await trx
    .selectFrom("mem_sessions")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("id", "=", sessionId)
    .executeTakeFirst();
  const subject = body.subject_id ?? null;
  if (known !== undefined) {
    if (subject === null || subject === known.subject_id) return known;
    throw new ProblemError("memory-subject-differs", "The session is about another subject.");
  }
  return trx
    .insertInto("mem_sessions")
    .values({
      ...{ tenant_id: tenantId, id: sessionId, scope_id: await scopeOf(trx, scope, subject, at) },
      ...{ subject_id: subject, agent_id: body.agent_id ?? null, created_at: at },
      last_message_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The scope of a subject is the same for all sessions; a session without one has its own. */
async function scopeOf(
  trx: Trx,
  scope: TenantScope,
  subject: string | null,
  at: Date,
): Promise<string> {
  const { tenantId } = scope;
  const id = newId("msc");
  // Held from here on, so that nobody removes it as empty before the session is in it.
  const { rows } = await sql<{
    id: string;
  }>`insert into mem_scopes (tenant_id, id, subject_id, language, created_at)
    values (${tenantId}, ${id}, ${subject}, ${await defaultLanguage(trx, scope)}, ${at})
    on conflict (tenant_id, subject_id) where subject_id is not null do update set subject_id = excluded.subject_id
    returning id`.execute(trx);
  return rows[0]?.id ?? id;
}

/** Messages whose external id the session does not have yet, each once. */
async function withoutKnown(
  trx: Trx,
  { tenantId }: TenantScope,
  sessionId: string,
  messages: readonly NewMessage[],
): Promise<NewMessage[]> {
  const given = messages.flatMap(({ external_id }) => external_id ?? []);
  const { rows } = await sql<{ external_id: string }>`select external_id from mem_messages
    where tenant_id = ${tenantId} and session_id = ${sessionId} and external_id = any(${given})`.execute(
    trx,
  );
  const known = new Set(rows.map(({ external_id }) => external_id));
  return messages.filter(({ external_id }) => {
    if (external_id === undefined) return true;
    if (known.has(external_id)) return false;
    known.add(external_id);
    return true;
  });
}

/** The date counts as words of the message, and so do the dates it speaks of and what came along with it. */
function wordsOfMessage({ name, content, attachments }: NewMessage, at: Date, language: string) {
  const dates = [writtenOut({ unit: "day", at }, language), ...datesMeant(content, at, language)];
  const text = [content, ...attachments.map((one) => one.text), ...dates].join("\n");
  return {
    name_tokens: analyse(name ?? "", language).join(" "),
    text_tokens: analyse(text, language).join(" "),
  };
}
