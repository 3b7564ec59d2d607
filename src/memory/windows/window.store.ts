import { type RawBuilder, type Selectable, sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { later, type Tables, type Trx } from "../../store/index.ts";
import type { ChatMessage } from "../chat.ts";
import type { Answer } from "../turn.ts";

/** A session's window as it is stored. */
export type WindowRow = Selectable<Tables["mem_windows"]>;

/** A message of a session as it is stored. */
export interface EntryRow {
  readonly seq: number;
  readonly message: ChatMessage;
  readonly tokens: number;
  readonly tokenizer: string;
  /** By which it, or its first piece, is searched; null where it is not to be found. */
  readonly messageId: string | null;
}

/** What is read at most when a history cannot be aligned with what was said last. */
export const entriesMax = 20_000;

export function findWindow(
  trx: Trx,
  scope: TenantScope,
  sessionId: string,
): Promise<WindowRow | undefined> {
  return trx
    .selectFrom("mem_windows")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("session_id", "=", sessionId)
    .executeTakeFirst();
}

/** Makes the window of a session that has none: as `noWindow` says. */
export async function openWindow(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; at: Date },
): Promise<void> {
  await later(
    trx,
    sql`insert into mem_windows (tenant_id, session_id, updated_at)
      values (${scope.tenantId}, ${of.sessionId}, ${of.at})`,
  );
}

/** What was said in an epoch from a place on, as far as nothing took its place, in its order. What was heard of an answer stands for it. */
export async function readEntries(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; epoch: number; from: number },
): Promise<EntryRow[]> {
  const { sessionId, epoch, from } = of;
  const place = { sessionId: sql`${sessionId}`, epoch: sql`${epoch}`, from: sql`${from}` };
  const { rows } = await sql<{
    entries: EntryRow[];
  }>`select ${entriesFrom(scope, place)} as entries`.execute(trx);
  return rows[0]?.entries ?? [];
}

/** The same within a statement: one value is read sooner than many rows. */
export const entriesFrom = (
  { tenantId }: TenantScope,
  of: { sessionId: RawBuilder<unknown>; epoch: RawBuilder<unknown>; from: RawBuilder<unknown> },
): RawBuilder<EntryRow[]> =>
  sql`(select coalesce(json_agg(e), '[]') from (select seq, tokens, tokenizer, message_id as "messageId",
      case when spoken_text is null then message else message || jsonb_build_object('content', spoken_text) end as message
    from mem_entries
    where tenant_id = ${tenantId} and session_id = ${of.sessionId} and epoch = ${of.epoch}
      and seq >= ${of.from} and not is_superseded
    order by seq limit ${entriesMax}) e)`;

export interface NewEntry {
  seq: number;
  message: ChatMessage;
  tokens: number;
  tokenizer: string;
  /** By which it is searched; null where it says nothing, or is not to be found. */
  messageId: string | null;
  isSuperseded?: boolean;
  isInterrupted?: boolean;
}

/** Has messages written as they are shown. */
export async function insertEntries(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; epoch: number; entries: readonly NewEntry[]; at: Date },
): Promise<void> {
  const { sessionId, epoch, entries, at } = of;
  if (entries.length === 0) return;
  const rows = entries.map(({ isSuperseded, isInterrupted, messageId, ...entry }) => ({
    ...{ ...entry, role: entry.message.role, message_id: messageId },
    ...{ is_superseded: isSuperseded === true, is_interrupted: isInterrupted === true },
  }));
  await later(
    trx,
    sql`insert into mem_entries (tenant_id, session_id, seq, epoch, role, message, tokens, tokenizer, is_superseded,
      is_interrupted, message_id, created_at)
    select ${scope.tenantId}, ${sessionId}, r.seq, ${epoch}, r.role, r.message, r.tokens, r.tokenizer, r.is_superseded,
      r.is_interrupted, r.message_id, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (seq int, role text, message jsonb, tokens int, tokenizer text,
      is_superseded boolean, is_interrupted boolean, message_id text)`,
  );
}

/** By what an entry, or a piece of one that is long, is known among the messages that are searched. */
export const externalId = (seq: number, piece = 0) => `window:${seq}:${piece}`;

export async function supersede(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; seqs: readonly number[] },
): Promise<void> {
  if (of.seqs.length === 0) return;
  await later(
    trx,
    sql`update mem_entries set is_superseded = true
      where tenant_id = ${scope.tenantId} and session_id = ${of.sessionId} and seq = any(${[...of.seqs]})`,
  );
}

/** Keeps what was heard of answers; how many tokens it takes is counted when it is shown. */
export async function keepSpoken(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; spoken: ReadonlyArray<{ seq: number; text: string }> },
): Promise<void> {
  if (of.spoken.length === 0) return;
  await later(
    trx,
    sql`update mem_entries e set spoken_text = r.text, tokenizer = ''
      from jsonb_to_recordset(${JSON.stringify(of.spoken)}::jsonb) as r (seq int, text text)
      where e.tenant_id = ${scope.tenantId} and e.session_id = ${of.sessionId} and e.seq = r.seq`,
  );
}

type Change = Partial<
  Pick<
    WindowRow,
    | ("next_seq" | "start_seq" | "armed" | "last_relief_tokens" | "window_tokens" | "relief_count")
    | ("shed_messages" | "shed_tokens" | "chain" | "lease" | "lease_until" | "request_key")
    | ("echoes" | "echoes_resolved" | "loops")
    | "answered_key"
  >
> & {
  hidden?: readonly number[];
  cuts?: ReadonlyArray<{ seq: number; head: number; tail: number }>;
  instructions?: readonly ChatMessage[];
  answer?: Answer | null;
  last_prompt?: Readonly<Record<string, unknown>>;
};

const jsonColumns = new Set(["hidden", "cuts", "instructions", "answer", "last_prompt"]);

export async function changeWindow(
  trx: Trx,
  scope: TenantScope,
  of: { sessionId: string; change: Change; at: Date },
): Promise<void> {
  const assigned = Object.entries({ ...of.change, updated_at: of.at }).map(([column, value]) => {
    const isJson = jsonColumns.has(column) && value !== null;
    const given = isJson ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
    return sql`${sql.ref(column)} = ${given}`;
  });
  await later(
    trx,
    sql`update mem_windows set ${sql.join(assigned)}
      where tenant_id = ${scope.tenantId} and session_id = ${of.sessionId}`,
  );
}
