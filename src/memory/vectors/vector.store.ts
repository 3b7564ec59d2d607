import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../../llm/index.ts";
import type { Trx } from "../../store/index.ts";
import type { SaidTurn } from "./window-text.ts";

/** How far the vectors of a scope are. */
export interface ScopeVectors {
  language: string;
  version: number;
  changes_after: number;
  embedded_version: number;
  vectors_version: number;
  vectors_model: string | null;
  vectors_dimensions: number | null;
}

/** Nothing for a scope that is gone. With `isHeld` nobody appends to it or forgets anything of it until the transaction ends. */
export function readScopeVectors(
  trx: Trx,
  scope: TenantScope,
  id: string,
  { isHeld = false } = {},
): Promise<ScopeVectors | undefined> {
  const query = trx
    .selectFrom("mem_scopes")
    .select(["language", "version", "changes_after", "embedded_version"])
    .select(["vectors_version", "vectors_model", "vectors_dimensions"])
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id);
  return (isHeld ? query.forNoKeyUpdate() : query).executeTakeFirst();
}

/** A place among the messages of a scope in the order in which they were written: one version is one append to one session. */
export interface Cursor {
  version: number;
  seq: number;
}

/** A window of three turns that has no vector of what it says now. */
export interface WindowRow {
  id: string;
  last_seq: number;
  created_at: Date;
  before: SaidTurn | null;
  turn: SaidTurn;
  after: SaidTurn | null;
}

const turnOf = (alias: string) =>
  sql.raw(`case when ${alias}.id is not null then json_build_object('role', ${alias}.role, 'name', ${alias}.name,
    'content', ${alias}.content, 'attachments', ${alias}.attachments) end`);

/**
 * Looks at messages behind the cursor. What was said last in a session before them is looked at again: now something comes after it.
 * @returns the windows to embed, and where to go on; null when there was no more.
 */
export async function findWindows(
  trx: Trx,
  scope: TenantScope,
  of: { scopeId: string; space: EmbeddingSpace; after: Cursor; limit: number },
): Promise<{ windows: WindowRow[]; next: Cursor | null }> {
  const { tenantId } = scope;
  const { scopeId, space, after, limit } = of;
  const { rows: fresh } = await sql<
    Cursor & { session_id: string }
  >`select session_id, version, seq from mem_messages
    where tenant_id = ${tenantId} and scope_id = ${scopeId} and version >= ${after.version} and (version, seq) > (${after.version}, ${after.seq})
    order by version, seq limit ${limit}`.execute(trx);
  const places = JSON.stringify(fresh.map(({ session_id, seq }) => ({ session_id, seq })));
  const { rows: windows } = await sql<WindowRow>`with places as (
      select session_id, seq - step as seq from json_to_recordset(${places}::json) f (session_id text, seq int)
      cross join (values (0), (1)) s (step) group by 1, 2)
    select m.id, coalesce(a.seq, m.seq) as last_seq, m.created_at, ${turnOf("b")} as before, ${turnOf("m")} as turn, ${turnOf("a")} as after
    from places p
    join mem_messages m on m.tenant_id = ${tenantId} and m.session_id = p.session_id and m.seq = p.seq
    left join mem_messages b on b.tenant_id = ${tenantId} and b.session_id = m.session_id and b.seq = m.seq - 1 and b.sitting = m.sitting
    left join mem_messages a on a.tenant_id = ${tenantId} and a.session_id = m.session_id and a.seq = m.seq + 1 and a.sitting = m.sitting
    left join mem_vectors v on v.tenant_id = ${tenantId} and v.message_id = m.id and v.model = ${space.model} and v.dimensions = ${space.dimensions}
    where v.last_seq is distinct from coalesce(a.seq, m.seq)
    order by m.session_id, m.seq`.execute(trx);
  const end = fresh.length < limit ? undefined : fresh.at(-1);
  return { windows, next: end === undefined ? null : { version: end.version, seq: end.seq } };
}

/** A vector for a window; without one, the service refuses its text. */
export interface NewVector {
  messageId: string;
  lastSeq: number;
  packed: { code: Int8Array; scale: number } | null;
}

/** Writes vectors of messages that are still there, in place of those of smaller windows. */
export async function putVectors(
  trx: Trx,
  scope: TenantScope,
  of: { scopeId: string; space: EmbeddingSpace; version: number; vectors: readonly NewVector[] },
): Promise<void> {
  const { scopeId, space, version, vectors } = of;
  const given = vectors.map(({ messageId, lastSeq, packed }) => ({
    ...{ id: messageId, last_seq: lastSeq, scale: packed?.scale ?? null },
    code: packed === null ? null : Buffer.from(packed.code.buffer).toString("base64"),
  }));
  await sql`insert into mem_vectors (tenant_id, message_id, model, dimensions, scope_id, last_seq, version, code, scale)
    select m.tenant_id, m.id, ${space.model}, ${space.dimensions}::int, m.scope_id, n.last_seq, ${version}::bigint, decode(n.code, 'base64'), n.scale
    from json_to_recordset(${JSON.stringify(given)}::json) as n (id text, last_seq int, code text, scale real)
    join mem_messages m on m.tenant_id = ${scope.tenantId} and m.id = n.id and m.scope_id = ${scopeId}
    on conflict (tenant_id, message_id, model, dimensions) do update
      set last_seq = excluded.last_seq, version = excluded.version, code = excluded.code, scale = excluded.scale`.execute(
    trx,
  );
}

/** What becomes true of a scope with a batch of vectors. */
export interface ScopeChange {
  vectors_version?: number;
  embedded_version?: number;
  vectors_model?: string;
  vectors_dimensions?: number;
}

export async function changeScope(
  trx: Trx,
  scope: TenantScope,
  id: string,
  change: ScopeChange,
): Promise<void> {
  await trx
    .updateTable("mem_scopes")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

/** Removes vectors of other models: those of this one are all there. */
export async function removeOtherVectors(
  trx: Trx,
  scope: TenantScope,
  { scopeId, space }: { scopeId: string; space: EmbeddingSpace },
): Promise<void> {
  await sql`delete from mem_vectors where tenant_id = ${scope.tenantId} and scope_id = ${scopeId}
    and (model, dimensions) <> (${space.model}, ${space.dimensions}::int)`.execute(trx);
}
