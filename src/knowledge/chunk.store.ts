import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { noteChanges, takeVersion } from "./changes.store.ts";
import type { ChunkDraft } from "./make-chunks.ts";

interface KnownChunk {
  id: string;
  place: number;
  page: number | null;
  language: string;
  words_digest: string;
}

const batchMax = 1_000;

/**
 * Makes a document's chunks what they are to be, under the lock of its base: only what differs is written, what is no more goes, and each is noted with one version. Nothing
 * changes where nothing differs.
 *
 * @param of.areTitlesNew whether the words of its title or tags differ: then every chunk is found otherwise.
 */
export async function writeChunks(
  trx: Trx,
  scope: TenantScope,
  of: {
    baseId: string;
    documentId: string;
    language: string;
    chunks: readonly ChunkDraft[];
    areTitlesNew: boolean;
    at: Date;
  },
): Promise<void> {
  const { baseId, documentId, language, chunks, at } = of;
  const known = new Map((await knownChunks(trx, scope, documentId)).map((row) => [row.id, row]));
  const wanted = new Set(chunks.map(({ id }) => id));
  const removed = [...known.keys()].filter((id) => !wanted.has(id));
  const isSame = (chunk: ChunkDraft, row: KnownChunk | undefined) =>
    row !== undefined && row.language === language && row.words_digest === digestOf(chunk);
  const written = chunks.filter((chunk) => !isSame(chunk, known.get(chunk.id)));
  const writtenIds = new Set(written.map(({ id }) => id));
  const moved = chunks.filter((chunk) => {
    const row = known.get(chunk.id);
    const isThere = row?.place === chunk.place && row.page === chunk.page;
    return row !== undefined && !writtenIds.has(chunk.id) && !isThere;
  });
  await moveChunks(trx, scope, moved);
  const changed = of.areTitlesNew ? chunks.map(({ id }) => id) : [...writtenIds];
  if (changed.length + removed.length === 0) return;
  const version = await takeVersion(trx, scope, baseId);
  if (version === null) return;
  await removeChunks(trx, scope, removed);
  for (let start = 0; start < written.length; start += batchMax) {
    const some = written.slice(start, start + batchMax);
    await putChunks(trx, scope, { baseId, documentId, language, version, chunks: some });
  }
  await noteChanges(trx, scope, { baseId, version, at }, { ids: changed, isRemoved: false });
  await noteChanges(trx, scope, { baseId, version, at }, { ids: removed, isRemoved: true });
}

async function knownChunks(trx: Trx, scope: TenantScope, documentId: string) {
  const { rows } = await sql<KnownChunk>`select id, place, page, language,
      md5(heading_tokens || E'\\n' || question_tokens || E'\\n' || text_tokens) as words_digest
    from knowledge_chunks where tenant_id = ${scope.tenantId} and document_id = ${documentId}`.execute(
    trx,
  );
  return rows;
}

function digestOf({ headingTokens, questionTokens, textTokens }: ChunkDraft): string {
  const words = [headingTokens, questionTokens, textTokens].join("\n");
  return createHash("md5").update(words).digest("hex");
}

async function removeChunks(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  if (ids.length === 0) return;
  await sql`delete from knowledge_chunks
    where tenant_id = ${scope.tenantId} and id = any(${[...ids]})`.execute(trx);
}

/** Where a chunk stands says nothing about whether it is found. */
async function moveChunks(trx: Trx, scope: TenantScope, chunks: readonly ChunkDraft[]) {
  if (chunks.length === 0) return;
  await sql`update knowledge_chunks c set place = m.place, page = m.page
    from unnest(${chunks.map(({ id }) => id)}::text[], ${chunks.map(({ place }) => place)}::int[],
      ${chunks.map(({ page }) => page)}::int[]) as m (id, place, page)
    where c.tenant_id = ${scope.tenantId} and c.id = m.id`.execute(trx);
}

async function putChunks(
  trx: Trx,
  scope: TenantScope,
  of: {
    baseId: string;
    documentId: string;
    language: string;
    version: number;
    chunks: readonly ChunkDraft[];
  },
): Promise<void> {
  const { baseId, documentId, language, version, chunks } = of;
  const column = <T>(read: (chunk: ChunkDraft) => T) => chunks.map(read);
  await sql`insert into knowledge_chunks as c (tenant_id, base_id, document_id, id, place, page, heading_path, question, text,
      heading_tokens, question_tokens, text_tokens, language, content_hash, changed_version)
    select ${scope.tenantId}, ${baseId}, ${documentId}, n.id, n.place, n.page, array(select jsonb_array_elements_text(n.heading_path)),
      n.question, n.text, n.heading_tokens, n.question_tokens, n.text_tokens, ${language}, n.content_hash, ${version}
    from unnest(${column(({ id }) => id)}::text[], ${column(({ place }) => place)}::int[], ${column(({ page }) => page)}::int[],
      ${column(({ headingPath }) => JSON.stringify(headingPath))}::jsonb[], ${column(({ question }) => question)}::text[],
      ${column(({ text }) => text)}::text[], ${column(({ headingTokens }) => headingTokens)}::text[],
      ${column(({ questionTokens }) => questionTokens)}::text[], ${column(({ textTokens }) => textTokens)}::text[],
      ${column(({ contentHash }) => contentHash)}::text[])
      as n (id, place, page, heading_path, question, text, heading_tokens, question_tokens, text_tokens, content_hash)
    on conflict (tenant_id, id) do update set place = excluded.place, page = excluded.page,
      heading_tokens = excluded.heading_tokens, question_tokens = excluded.question_tokens, text_tokens = excluded.text_tokens,
      language = excluded.language, changed_version = excluded.changed_version`.execute(trx);
}
