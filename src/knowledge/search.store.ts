import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** A base as it is searched. */
export interface SearchedBase {
  id: string;
  name: string;
  language: string;
  version: number;
}

/** All bases of the tenant with their newest versions. */
export function readBaseVersions(trx: Trx, scope: TenantScope): Promise<SearchedBase[]> {
  return trx
    .selectFrom("knowledge_bases")
    .select(["id", "name", "language", "version"])
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("id")
    .execute();
}

/** What is shown of a chunk that was found. */
export type FoundChunk = Awaited<ReturnType<typeof readFoundChunks>>[number];

/** Chunks with what they belong to, in no order. Those that are gone are left out. */
export function readFoundChunks(trx: Trx, scope: TenantScope, ids: readonly string[]) {
  return trx
    .selectFrom("knowledge_chunks as c")
    .innerJoin("knowledge_documents as d", (join) =>
      join.onRef("d.tenant_id", "=", "c.tenant_id").onRef("d.id", "=", "c.document_id"),
    )
    .select([
      "c.id",
      "c.base_id",
      "c.document_id",
      "c.heading_path",
      "c.question",
      "c.text",
      "d.external_id",
      "d.title",
      "d.category",
      "d.url",
    ])
    .where("c.tenant_id", "=", scope.tenantId)
    .where("c.id", "in", [...ids])
    .execute();
}
