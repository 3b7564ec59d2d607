import { type Selectable, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Page, Tables, Trx } from "../store/index.ts";
import { noteDocumentChanges } from "./changes.store.ts";
import type { DocumentFilters } from "./knowledge.schema.ts";

/** A document as it is kept. */
export type DocumentRow = Selectable<Tables["knowledge_documents"]>;

/** What may be changed of it. */
export type DocumentColumns = Partial<Omit<DocumentRow, "tenant_id" | "id" | "warnings">> & {
  warnings?: string;
};

/** A document as it is shown: without its content. */
export type ListedDocument = Omit<DocumentRow, "sealed"> & { base_name: string };

const listed = [
  "tenant_id",
  "id",
  "base_id",
  "external_id",
  "identity",
  "title",
  "title_tokens",
  "mime",
  "file_name",
  "source",
  "url",
  "category",
  "tags",
  "tag_tokens",
  "language",
  "valid_from",
  "valid_until",
  "content_hash",
  "file_ref",
  "bytes",
  "status",
  "problem_code",
  "problem_detail",
  "warnings",
  "progress",
  "chunk_count",
  "indexed_hash",
  "parser_version",
  "indexed_at",
  "is_fetch_due",
  "fetched_at",
  "attempts",
  "due_at",
  "lease",
  "created_at",
  "updated_at",
] as const satisfies ReadonlyArray<keyof DocumentRow>;

function shown(trx: Trx, scope: TenantScope) {
  return trx
    .selectFrom("knowledge_documents as d")
    .innerJoin("knowledge_bases as b", (join) =>
      join.onRef("b.tenant_id", "=", "d.tenant_id").onRef("b.id", "=", "d.base_id"),
    )
    .select(listed.map((column) => `d.${column}` as const))
    .select("b.name as base_name")
    .where("d.tenant_id", "=", scope.tenantId);
}

/** One page of documents, the newest first; one row more than asked. */
export function listDocuments(
  trx: Trx,
  scope: TenantScope,
  filters: Omit<DocumentFilters, "knowledge_base"> & { baseId?: string },
  { limit, cursor }: Page<{ at: string; id: string }>,
): Promise<ListedDocument[]> {
  const { baseId, status, category, q } = filters;
  let query = shown(trx, scope)
    .orderBy("d.created_at", "desc")
    .orderBy("d.id", "desc")
    .limit(limit + 1);
  if (baseId !== undefined) query = query.where("d.base_id", "=", baseId);
  if (status !== undefined) query = query.where("d.status", "=", status);
  if (category !== undefined) query = query.where("d.category", "=", category);
  if (q !== undefined && q !== "") {
    const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where(
      sql<boolean>`(d.title ilike ${pattern} or d.external_id ilike ${pattern} or d.url ilike ${pattern})`,
    );
  }
  if (cursor !== undefined) {
    query = query.where(
      sql<boolean>`(d.created_at, d.id) < (${cursor.at}::timestamptz, ${cursor.id})`,
    );
  }
  return query.execute();
}

/** One document of the tenant, or nothing. */
export function findDocument(
  trx: Trx,
  scope: TenantScope,
  documentId: string,
): Promise<ListedDocument | undefined> {
  return shown(trx, scope).where("d.id", "=", documentId).executeTakeFirst();
}

/** Documents of bases by what makes them the same, held until the transaction ends. */
export async function lockByIdentity(
  trx: Trx,
  scope: TenantScope,
  keys: ReadonlyArray<{ baseId: string; identity: string }>,
): Promise<Array<Omit<DocumentRow, "sealed">>> {
  return trx
    .selectFrom("knowledge_documents")
    .select(listed)
    .where("tenant_id", "=", scope.tenantId)
    .where(
      sql<boolean>`(base_id, identity) in (select * from unnest(${keys.map(({ baseId }) => baseId)}::text[],
        ${keys.map(({ identity }) => identity)}::text[]))`,
    )
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** One document, held until the transaction ends; nothing when it is not there. Its base has to be held already. */
export async function lockDocument(
  trx: Trx,
  scope: TenantScope,
  documentId: string,
): Promise<Omit<DocumentRow, "sealed"> | undefined> {
  return trx
    .selectFrom("knowledge_documents")
    .select(listed)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", documentId)
    .forUpdate()
    .executeTakeFirst();
}

/** Changes columns of one document. */
export async function updateDocument(
  trx: Trx,
  scope: TenantScope,
  documentId: string,
  change: DocumentColumns,
): Promise<void> {
  await trx
    .updateTable("knowledge_documents")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", documentId)
    .execute();
}

/** Changes columns of a document that is worked on. Returns whether it still was: whoever changes a document meanwhile takes its lease away. */
export async function updateTaken(
  trx: Trx,
  scope: TenantScope,
  taken: { id: string; lease: string },
  change: DocumentColumns,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("knowledge_documents")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", taken.id)
    .where("lease", "=", taken.lease)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** Removes documents of a base that is held; the next search does not find them. */
export async function removeDocuments(
  trx: Trx,
  scope: TenantScope,
  of: { baseId: string; documentIds: readonly string[]; at: Date },
): Promise<void> {
  if (of.documentIds.length === 0) return;
  await noteDocumentChanges(trx, scope, { ...of, isRemoved: true });
  await trx
    .deleteFrom("knowledge_documents")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", sql<string>`any(${[...of.documentIds]})`)
    .execute();
}

/** One page of a document's chunks in their order; one row more than asked. */
export function listChunks(
  trx: Trx,
  scope: TenantScope,
  documentId: string,
  { limit, cursor }: Page<{ place: number }>,
) {
  let query = trx
    .selectFrom("knowledge_chunks")
    .select(["id", "place", "page", "heading_path", "question", "text", "language"])
    .where("tenant_id", "=", scope.tenantId)
    .where("document_id", "=", documentId)
    .orderBy("place")
    .limit(limit + 1);
  if (cursor !== undefined) query = query.where("place", ">", cursor.place);
  return query.execute();
}
