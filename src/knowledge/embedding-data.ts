import type { TenantScope } from "../lib/tenant-scope.ts";
import type { VectorIndex } from "../search/index.ts";
import { type Database, inTenant, type TenantData } from "../store/index.ts";

/** What models made of the tenant's documents, here and in the index. All of it can be made anew, so an export leaves it out and no age takes it. */
export function embeddingData({ index }: { index: VectorIndex }): TenantData {
  return {
    room: "knowledge",
    tables: ["knowledge_vector_sets", "knowledge_vectors"],
    async erase(db: Database, scope: TenantScope, subject) {
      if (subject.kind === "caller") return 0;
      const count = await inTenant(
        db,
        scope,
        async (trx) => {
          // Their holders can write no more.
          const sets = await trx
            .deleteFrom("knowledge_vector_sets")
            .where("tenant_id", "=", scope.tenantId)
            .executeTakeFirst();
          const vectors = await trx
            .deleteFrom("knowledge_vectors")
            .where("tenant_id", "=", scope.tenantId)
            .executeTakeFirst();
          return Number(sets.numDeletedRows) + Number(vectors.numDeletedRows);
        },
        { pace: "report" },
      );
      await index.deleteTenant(scope.tenantId);
      return count;
    },
    expire: async () => 0,
    async *exportData() {},
  };
}
