import { sql } from "kysely";
import { asWorker, exportRows, inTenant, type TenantData } from "../store/index.ts";

/** What `tenants/` keeps: names, connections, keys and sessions. */
export const tenantData: TenantData = {
  room: "tenants",
  tables: ["tenants", "connections", "api_keys", "sessions"],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return 0;
    return asWorker(db, async (trx) => {
      let count = 0;
      // Sessions go with their keys.
      for (const table of ["api_keys", "connections", "tenants"] as const) {
        const result = await trx
          .deleteFrom(table)
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirst();
        count += Number(result.numDeletedRows);
      }
      return count;
    });
  },
  expire: (db, scope, before) =>
    inTenant(db, scope, async (trx) => {
      const { numAffectedRows } = await sql`delete from sessions
        where tenant_id = ${scope.tenantId} and expires_at < ${before}`.execute(trx);
      return Number(numAffectedRows ?? 0);
    }),
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "tenants", ["tenant_id"])) {
      yield { table: "tenants", row };
    }
    for await (const row of exportRows(db, scope, "connections", ["id"])) {
      yield { table: "connections", row };
    }
    for await (const { key_hash: _, ...row } of exportRows(db, scope, "api_keys", ["id"])) {
      yield { table: "api_keys", row };
    }
  },
};
