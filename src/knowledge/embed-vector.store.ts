import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../llm/index.ts";
import type { Trx } from "../store/index.ts";

/** Of what is embedded for a chunk `c` of a document `d`: its title and all that its own hash is of. */
const embeddedHash = sql.raw(
  `encode(sha256(convert_to(d.title || chr(10) || c.content_hash, 'UTF8')), 'hex')`,
);

/** One base and model. */
export interface VectorPlace extends EmbeddingSpace {
  baseId: string;
}

/** A chunk without a vector of its present text. */
export interface ChunkToEmbed {
  id: string;
  hash: string;
  title: string;
  heading_path: string[];
  question: string | null;
  text: string;
  /** A vector of the same text by the same model, made for another chunk. */
  code: Buffer | null;
  scale: number | null;
}

const vectorOf = ({ model, dimensions }: EmbeddingSpace) =>
  sql`left join knowledge_vectors v on v.tenant_id = c.tenant_id and v.base_id = c.base_id and v.model = ${model}
    and v.dimensions = ${dimensions} and v.chunk_id = c.id`;

/** Chunks of a base, whichever their document, that have no vector of the model for what they say now, by ascending id. */
export async function findChunksToEmbed(
  trx: Trx,
  scope: TenantScope,
  place: VectorPlace,
  { after, limit }: { after: string; limit: number },
): Promise<ChunkToEmbed[]> {
  const { baseId, model, dimensions } = place;
  const { rows } = await sql<ChunkToEmbed>`with missing as (
      select c.id, c.heading_path, c.question, c.text, d.title, ${embeddedHash} as hash
      from knowledge_chunks c join knowledge_documents d on d.tenant_id = c.tenant_id and d.id = c.document_id ${vectorOf(place)}
      where c.tenant_id = ${scope.tenantId} and c.base_id = ${baseId} and c.id > ${after}
        and (v.chunk_id is null or v.content_hash <> ${embeddedHash})
      order by c.id limit ${limit}
    )
    select m.*, k.code, k.scale from missing m left join lateral (select code, scale from knowledge_vectors
      where tenant_id = ${scope.tenantId} and content_hash = m.hash and model = ${model} and dimensions = ${dimensions}
        and code is not null limit 1) k on true`.execute(trx);
  return rows;
}

/** A vector for a chunk; without one, the service refuses its text. */
export interface NewVector {
  chunkId: string;
  hash: string;
  code: Buffer | null;
  scale: number | null;
}

/** Writes vectors of chunks that still say what was embedded; others wait for the next look. */
export async function putVectors(
  trx: Trx,
  scope: TenantScope,
  place: VectorPlace & { version: number },
  vectors: readonly NewVector[],
): Promise<void> {
  const { baseId, model, dimensions, version } = place;
  const given = JSON.stringify(
    vectors.map(({ chunkId, hash, code, scale }) => ({
      id: chunkId,
      hash,
      code: code?.toString("base64") ?? null,
      scale,
    })),
  );
  await sql`insert into knowledge_vectors (tenant_id, base_id, chunk_id, model, dimensions, content_hash, version, code, scale)
    select c.tenant_id, c.base_id, c.id, ${model}, ${dimensions}::int, n.hash, ${version}::bigint, decode(n.code, 'base64'), n.scale
    from json_to_recordset(${given}::json) as n (id text, hash text, code text, scale real)
    join knowledge_chunks c on c.tenant_id = ${scope.tenantId} and c.base_id = ${baseId} and c.id = n.id
    join knowledge_documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
    where n.hash = ${embeddedHash}
    on conflict (tenant_id, base_id, model, dimensions, chunk_id) do update
      set content_hash = excluded.content_hash, version = excluded.version, code = excluded.code, scale = excluded.scale`.execute(
    trx,
  );
}

/** How far a tenant's chunks are with a model. */
export interface EmbeddingCounts {
  total: number;
  embedded: number;
  failed: number;
}

/** Counts chunks by whether they have a vector of what they say now. Without a model none has. */
export async function countEmbedded(
  trx: Trx,
  scope: TenantScope,
  options: { space: EmbeddingSpace | null; baseId: string | null; category: string | null },
): Promise<EmbeddingCounts> {
  const { space, baseId, category } = options;
  const ofBase = baseId === null ? sql`true` : sql`c.base_id = ${baseId}`;
  const ofCategory = category === null ? sql`true` : sql`d.category = ${category}`;
  const isCurrent = sql`v.content_hash = ${embeddedHash}`;
  const { rows } = await sql<EmbeddingCounts>`select count(*)::int as total,
      count(*) filter (where ${isCurrent} and v.code is not null)::int as embedded,
      count(*) filter (where ${isCurrent} and v.code is null)::int as failed
    from knowledge_chunks c join knowledge_documents d on d.tenant_id = c.tenant_id and d.id = c.document_id
      ${vectorOf(space ?? { model: "", dimensions: 0 })}
    where c.tenant_id = ${scope.tenantId} and ${ofBase} and ${ofCategory}`.execute(trx);
  return rows[0] ?? { total: 0, embedded: 0, failed: 0 };
}
