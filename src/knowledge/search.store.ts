import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace } from "../llm/index.ts";
import type { Trx } from "../store/index.ts";

/** A base as it is searched. */
export interface SearchedBase {
  id: string;
  name: string;
  language: string;
  /** The location whose facts it is made of; null for people's own. */
  location_id: string | null;
  version: number;
  /** Whether it is searched in the database, because it is too large for memory. */
  is_large: boolean;
  /** Grows when answers that were kept are to be forgotten. */
  answers_version: number;
  /** How far its vectors are; null without any. */
  vectors: string | null;
  /** The vectors that are searched, with their version; null without any. */
  vector_set: (EmbeddingSpace & { version: number }) | null;
}

/** All bases of the tenant with their newest versions. Asked with every search: as text, since building it costs more than the rest. */
export async function readBaseVersions(trx: Trx, scope: TenantScope): Promise<SearchedBase[]> {
  const { rows } = await sql<SearchedBase>`
    select b.id, b.name, b.language, b.location_id, b.version, b.answers_version, l.base_id is not null as is_large,
      s.model || concat_ws('/', '', s.dimensions, s.version, s.mirror, s.mirrored_version, s.mirrored_units_version) as vectors,
      case when s.version > 0 then json_build_object('model', s.model, 'dimensions', s.dimensions, 'version', s.version) end as vector_set
    from knowledge_bases b
      left join knowledge_vector_sets s on s.tenant_id = b.tenant_id and s.base_id = b.id and s.is_active
      left join knowledge_large_bases l on l.tenant_id = b.tenant_id and l.base_id = b.id and l.filled_to is null
    where b.tenant_id = ${scope.tenantId} order by b.id`.execute(trx);
  return rows;
}

/** When a document of a base next becomes valid or ends to be. */
export interface NextValidity {
  id: string;
  /** Null when none does. */
  next: Date | null;
}

/** When what is found in bases next changes by the clock alone, after an instant. Bases that are gone are left out. */
export async function readNextValidity(
  trx: Trx,
  scope: TenantScope,
  baseIds: readonly string[],
  after: number,
): Promise<NextValidity[]> {
  const at = new Date(after);
  const { rows } = await sql<NextValidity>`select b.id, least(
      (select min(valid_from) from knowledge_documents where tenant_id = b.tenant_id and base_id = b.id and valid_from > ${at}),
      (select min(valid_until) from knowledge_documents where tenant_id = b.tenant_id and base_id = b.id and valid_until > ${at})) as next
    from knowledge_bases b where b.tenant_id = ${scope.tenantId} and b.id = any(${[...baseIds]})`.execute(
    trx,
  );
  return rows;
}

/** What is shown of a chunk that was found. */
export interface FoundChunk {
  id: string;
  base_id: string;
  document_id: string;
  heading_path: string[];
  question: string | null;
  text: string;
  external_id: string | null;
  title: string;
  category: string | null;
  url: string | null;
}

/**
 * Chunks with what they belong to, in no order. Those that are gone are left out.
 *
 * One by one, by their keys: of tables that were just filled the planner knows nothing, and reads every document to join them.
 */
export async function readFoundChunks(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<FoundChunk[]> {
  const { rows } =
    await sql<FoundChunk>`select c.id, c.base_id, c.document_id, c.heading_path, c.question, c.text,
      d.external_id, d.title, d.category, d.url
    from unnest(${[...ids]}::text[]) as wanted (id)
      cross join lateral (select * from knowledge_chunks where tenant_id = ${scope.tenantId} and id = wanted.id limit 1) c
      cross join lateral (select * from knowledge_documents where tenant_id = ${scope.tenantId} and id = c.document_id limit 1) d`.execute(
      trx,
    );
  return rows;
}
