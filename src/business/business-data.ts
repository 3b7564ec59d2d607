import type { FileStore } from "../files/index.ts";
import { exportRows, inTenant, type TenantData } from "../store/index.ts";

/** Each table with its primary key after the tenant. */
const tables = [
  ["locations", ["id"]],
  ["location_hours", ["location_id"]],
  ["delivery_zones", ["id"]],
  ["catalogue_categories", ["id"]],
  ["catalogue_modifier_groups", ["id"]],
  ["catalogue_items", ["id"]],
  ["catalogue_item_modifiers", ["item_id", "group_id"]],
  ["location_texts", ["id"]],
] as const;

/** What `business/` keeps. It is about the tenant, never about a caller, and does not grow old: retention leaves it alone. */
export function businessData({ files }: { files: FileStore }): TenantData {
  return {
    room: "business",
    tables: tables.map(([name]) => name),
    async erase(db, scope, subject) {
      if (subject.kind === "caller") return 0;
      const gone = await inTenant(
        db,
        scope,
        async (trx) => {
          const images = await trx
            .selectFrom("catalogue_items")
            .select("image_ref")
            .where("tenant_id", "=", scope.tenantId)
            .where("image_ref", "is not", null)
            .execute();
          // Everything else goes with its location.
          const { numDeletedRows } = await trx
            .deleteFrom("locations")
            .where("tenant_id", "=", scope.tenantId)
            .executeTakeFirst();
          return { images, count: Number(numDeletedRows) };
        },
        { pace: "report" },
      );
      for (const { image_ref } of gone.images) {
        if (image_ref !== null) await files.remove(image_ref);
      }
      return gone.count;
    },
    expire: async () => 0,
    async *exportData(db, scope) {
      for (const [table, key] of tables) {
        for await (const row of exportRows(db, scope, table, key)) yield { table, row };
      }
    },
  };
}
