import { sql } from "kysely";
import { asWorker, exportRows, type TenantData } from "../store/index.ts";

const tables = ["call_checks", "sweeps", "imports", "completeness_days"] as const;
const keys = {
  call_checks: ["call_id"],
  sweeps: ["connection_id"],
  imports: ["id"],
  completeness_days: ["connection_id", "day"],
} as const;

/** What `capture/` keeps: how far providers were read. Nothing of it is about a person. */
export const captureData: TenantData = {
  room: "capture",
  tables,
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return 0;
    return asWorker(db, async (trx) => {
      let count = 0;
      for (const table of tables) {
        const { numDeletedRows } = await trx
          .deleteFrom(table)
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirst();
        count += Number(numDeletedRows);
      }
      return count;
    });
  },
  async expire(db, scope, before) {
    return asWorker(db, async (trx) => {
      const days = await sql`delete from completeness_days
        where tenant_id = ${scope.tenantId} and day < ${before}::date`.execute(trx);
      const imports = await sql`delete from imports
        where tenant_id = ${scope.tenantId} and finished_at < ${before}`.execute(trx);
      return Number(days.numAffectedRows ?? 0) + Number(imports.numAffectedRows ?? 0);
    });
  },
  async *exportData(db, scope) {
    for (const table of tables) {
      for await (const row of exportRows(db, scope, table, keys[table])) yield { table, row };
    }
  },
};
