import { sql } from "kysely";
import { asWorker, type TenantData } from "../store/index.ts";

/** What `guard/` keeps: addresses that are shut out, and counts of the present minutes. */
export const guardData: TenantData = {
  room: "guard",
  tables: ["blocks", "rate_limits"],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return 0;
    return asWorker(db, async (trx) => {
      let count = 0;
      for (const table of ["blocks", "rate_limits"] as const) {
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
    asWorker(db, async (trx) => {
      const { numAffectedRows } = await sql`delete from rate_limits
        where tenant_id = ${scope.tenantId} and expires_at < ${before}`.execute(trx);
      return Number(numAffectedRows ?? 0);
    }),
  async *exportData() {},
};
