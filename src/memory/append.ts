import { type RawBuilder, sql } from "kysely";
import { newId } from "../lib/ids.ts";
import { mapInSlices } from "../lib/in-slices.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { analyse } from "../search/index.ts";
import type { Trx } from "../store/index.ts";
import type { Append, Appended, NewMessage } from "./memory.schema.ts";
import { datesMeant, writtenOut } from "./relative-dates.ts";
import { erased, openHead, type SessionHead } from "./session-head.ts";
import { lockSession } from "./session-lock.ts";

const sittingGapMs = 60 * 60 * 1_000;

/** Writes messages behind those of the session, which it makes when there is none. */
export async function appendMessages(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; body: Append; at: Date },
): Promise<Appended> {
  const { sessionId, body, at } = of;
  await lockSession(trx, scope, sessionId);
  const { subject_id: subjectId, agent_id: agentId } = body;
  const head = await openHead(trx, scope, { sessionId, subjectId, agentId, at });
  const fresh = await withoutKnown(trx, scope, sessionId, body.messages);
  const messages = fresh.map((message) => ({ ...message, id: newId("mem") }));
  const rows = await rowsOf(messages, { head, at });
  const write = appended(scope, { sessionId, head, rows });
  const { numAffectedRows } = await write.execute(trx);
  // Forgotten while we waited for it.
  if (numAffectedRows !== 1n) throw erased();
  const skipped = body.messages.length - fresh.length;
  return { session_id: sessionId, appended: fresh.length, skipped };
}

/** A message as it is written, with its words. */
interface Row {
  readonly seq: number;
  readonly sitting: number;
  readonly created_at: string;
}

/** Makes rows of messages that go behind those of a session. */
export function rowsOf(
  messages: ReadonlyArray<NewMessage & { id: string }>,
  { head, at }: { head: SessionHead; at: Date },
): Promise<Row[]> {
  let { sitting, message_count: seq, last_message_at: last } = head;
  return mapInSlices(messages, (message) => {
    const created = message.created_at === undefined ? at : new Date(message.created_at);
    if (last !== null && created.getTime() - last.getTime() > sittingGapMs) sitting++;
    last = created;
    return {
      ...{ id: message.id, seq: seq++, sitting, created_at: created.toISOString() },
      ...{ role: message.role, name: message.name ?? null, content: message.content },
      ...{ external_id: message.external_id ?? null, attachments: message.attachments },
      ...wordsOfMessage(message, created, head.language),
    };
  });
}

/** The head of a session once these are behind it. */
export function movedOn(head: SessionHead, rows: readonly Row[]): SessionHead {
  const newest = rows.at(-1);
  if (newest === undefined) return head;
  const { seq, sitting, created_at } = newest;
  return { ...head, message_count: seq + 1, sitting, last_message_at: new Date(created_at) };
}

/**
 * Appends to a session whose lock we have, with the next version of its scope, or more of the version that the transaction gave it already. A message whose external id is there already is left out;
 * nothing is written when the scope is gone.
 */
export function appended(
  { tenantId }: TenantScope,
  of: { sessionId: string; head: SessionHead; rows: readonly Row[]; isMore?: boolean },
): RawBuilder<unknown> {
  const { sessionId, head, rows, isMore = false } = of;
  const { message_count: count, sitting, last_message_at: last } = movedOn(head, rows);
  return sql`with place as (update mem_scopes set version = version + ${isMore ? 0 : 1}
      where tenant_id = ${tenantId} and id = ${head.scope_id} returning version),
    said as (insert into mem_messages (tenant_id, session_id, scope_id, version, id, seq, sitting, role, name, content,
        attachments, external_id, name_tokens, text_tokens, created_at)
      select ${tenantId}, ${sessionId}, ${head.scope_id}, place.version, r.* from place,
        jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, seq int, sitting int, role text, name text, content text,
          attachments jsonb, external_id text, name_tokens text, text_tokens text, created_at timestamptz)
      on conflict (tenant_id, session_id, external_id) where external_id is not null do nothing)
    update mem_sessions set message_count = ${count}, sitting = ${sitting}, last_message_at = ${last}
    from place where tenant_id = ${tenantId} and id = ${sessionId}`;
}

/** Messages whose external id the session does not have yet, each once. */
async function withoutKnown(
  trx: Trx,
  { tenantId }: TenantScope,
  sessionId: string,
  messages: readonly NewMessage[],
): Promise<NewMessage[]> {
  const given = messages.flatMap(({ external_id }) => external_id ?? []);
  if (given.length === 0) return [...messages];
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
