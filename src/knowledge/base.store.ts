import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** What is needed of a base to work with its documents. */
export interface BaseRow {
  id: string;
  name: string;
  language: string;
  /** The location whose facts it is made of; null for people's own. */
  location_id: string | null;
}

/** Finds a base by its id or its name, or nothing. */
export function findBase(
  trx: Trx,
  scope: TenantScope,
  key: string,
): Promise<(BaseRow & { version: number }) | undefined> {
  return trx
    .selectFrom("knowledge_bases")
    .select(["id", "name", "language", "location_id", "version"])
    .where("tenant_id", "=", scope.tenantId)
    .where(sql<boolean>`(id = ${key} or lower(name) = lower(${key}))`)
    .executeTakeFirst();
}

/**
 * Holds bases, named by id or name, until the transaction ends: nobody else changes their documents or chunks meanwhile.
 *
 * Always before rows of documents, and in the order of their ids: whoever holds two of either never waits for one another.
 */
export async function lockBases(
  trx: Trx,
  scope: TenantScope,
  keys: readonly string[],
): Promise<BaseRow[]> {
  const { rows } = await sql<BaseRow>`select id, name, language, location_id from knowledge_bases
    where tenant_id = ${scope.tenantId} and (id = any(${[...keys]}) or lower(name) = any(array(select lower(unnest(${[...keys]}::text[])))))
    order by id for update`.execute(trx);
  return rows;
}

/** Makes bases that are not there. Those that somebody else made meanwhile stay theirs. */
export async function insertBases(
  trx: Trx,
  scope: TenantScope,
  bases: ReadonlyArray<{ id: string; name: string; language: string; location_id?: string }>,
  at: Date,
): Promise<void> {
  await trx
    .insertInto("knowledge_bases")
    .values(
      bases.map((base) => ({
        ...base,
        tenant_id: scope.tenantId,
        created_at: at,
        updated_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A base with what is in it. */
export interface BaseFigures extends BaseRow {
  version: number;
  created_at: Date;
  updated_at: Date;
  queued: number;
  processing: number;
  ready: number;
  failed: number;
  chunks: number;
  bytes: number;
}

/** One page of the tenant's bases by name, with what is in each; one row more than asked. */
export async function listBases(
  trx: Trx,
  scope: TenantScope,
  page: { limit: number; after?: { name: string; id: string } | undefined; id?: string },
): Promise<BaseFigures[]> {
  const { after, id } = page;
  const place =
    after === undefined
      ? sql`true`
      : sql`(lower(b.name), b.id) > (lower(${after.name}), ${after.id})`;
  const one = id === undefined ? sql`true` : sql`b.id = ${id}`;
  const { rows } =
    await sql<BaseFigures>`select b.id, b.name, b.language, b.location_id, b.version, b.created_at, b.updated_at,
      d.queued, d.processing, d.ready, d.failed, d.chunks, d.bytes
    from knowledge_bases b cross join lateral (
      select count(*) filter (where status = 'queued')::int as queued,
        count(*) filter (where status = 'processing')::int as processing,
        count(*) filter (where status = 'ready')::int as ready, count(*) filter (where status = 'failed')::int as failed,
        coalesce(sum(chunk_count), 0)::int as chunks, coalesce(sum(bytes), 0)::bigint as bytes
      from knowledge_documents where tenant_id = b.tenant_id and base_id = b.id) d
    where b.tenant_id = ${scope.tenantId} and ${place} and ${one}
    order by lower(b.name), b.id limit ${page.limit + 1}`.execute(trx);
  return rows;
}
