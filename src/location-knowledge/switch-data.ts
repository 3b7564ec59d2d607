import { exportRows, inTenant, type TenantData } from "../store/index.ts";

/** What `location-knowledge/` keeps: which locations are searched, nothing of a caller. The bases are those of `knowledge/`. */
export const locationKnowledgeData: TenantData = {
  room: "location-knowledge",
  tables: ["location_knowledge"],
  erase: (db, scope, subject) =>
    inTenant(db, scope, async (trx) => {
      if (subject.kind === "caller") return 0;
      const { numDeletedRows } = await trx
        .deleteFrom("location_knowledge")
        .where("tenant_id", "=", scope.tenantId)
        .executeTakeFirst();
      return Number(numDeletedRows);
    }),
  expire: async () => 0,
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "location_knowledge", ["base_id"])) {
      yield { table: "location_knowledge", row };
    }
  },
};
