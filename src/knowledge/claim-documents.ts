import { sql } from "kysely";
import { asWorker, type Database } from "../store/index.ts";
import type { DocumentRow } from "./document.store.ts";

/** A document that this process works on, while its lease is its own. */
export interface TakenDocument
  extends Pick<
    DocumentRow,
    | "tenant_id"
    | "id"
    | "base_id"
    | "title"
    | "mime"
    | "file_name"
    | "url"
    | "content_hash"
    | "file_ref"
    | "bytes"
    | "indexed_hash"
    | "parser_version"
    | "is_fetch_due"
    | "attempts"
  > {
  sealed: Buffer | null;
  lease: string;
  /** Its own language, else its base's. */
  language: string;
}

/** Renewed while the work goes on; what a killed process had in hand is taken up by another after it. */
export const leaseMs = 60_000;

/** How many documents are worked on at a time in one process. */
export const concurrency = 4;
/** One place is left to others, so that a tenant's large document does not make another's wait for its end. */
export const perTenantMax = concurrency - 1;

/**
 * Takes due documents in turns: each tenant's oldest, then each one's second. So ten thousand documents of one tenant do not make another's single one wait.
 * @param held how many this process has in hand of each tenant.
 */
export function claimDocuments(
  db: Database,
  { limit, held, at }: { limit: number; held: ReadonlyMap<string, number>; at: Date },
): Promise<TakenDocument[]> {
  const holders = [...held.keys()];
  const counts = [...held.values()];
  return asWorker(db, async (trx) => {
    // The tenants are found one by one in the index: it may hold a hundred thousand rows of one of them.
    const { rows } = await sql<TakenDocument>`with recursive tenants as (
        (select tenant_id from knowledge_documents where due_at is not null order by tenant_id limit 1)
        union all
        select (select d.tenant_id from knowledge_documents d
          where d.due_at is not null and d.tenant_id > t.tenant_id order by d.tenant_id limit 1)
        from tenants t where t.tenant_id is not null),
      held as (select * from unnest(${holders}::text[], ${counts}::int[]) as h (tenant_id, count)),
      waiting as (
        select w.tenant_id, w.id, w.turn, w.due_at from tenants t cross join lateral (
          select d.tenant_id, d.id, d.due_at, row_number() over (order by d.due_at) as turn from knowledge_documents d
          where d.tenant_id = t.tenant_id and d.due_at <= ${at} order by d.due_at limit ${limit * 4}) w
        where t.tenant_id is not null
          and not exists (select from held h where h.tenant_id = t.tenant_id and h.count >= ${perTenantMax})),
      locked as (
        select d.tenant_id, d.id, w.turn from waiting w join knowledge_documents d on d.tenant_id = w.tenant_id and d.id = w.id
        where d.due_at <= ${at} order by w.turn, w.due_at limit ${limit} for update of d skip locked),
      taken as (
        select l.tenant_id, l.id from (select *, row_number() over (partition by tenant_id order by turn) as place from locked) l
        left join held h on h.tenant_id = l.tenant_id where l.place + coalesce(h.count, 0) <= ${perTenantMax})
      update knowledge_documents d set status = 'processing', progress = 0, attempts = d.attempts + 1,
        lease = gen_random_uuid(), due_at = ${new Date(at.getTime() + leaseMs)}
      from taken, knowledge_bases b
      where d.tenant_id = taken.tenant_id and d.id = taken.id and b.tenant_id = d.tenant_id and b.id = d.base_id
      returning d.tenant_id, d.id, d.base_id, d.title, d.mime, d.file_name, d.url, d.content_hash, d.sealed, d.file_ref, d.bytes,
        d.indexed_hash, d.parser_version, d.is_fetch_due, d.attempts, d.lease::text, coalesce(d.language, b.language) as language`.execute(
      trx,
    );
    return rows;
  });
}
