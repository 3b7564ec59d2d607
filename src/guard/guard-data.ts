import { sql } from "kysely";
import { asWorker, exportRows, inTenant, type TenantData } from "../store/index.ts";

/** What `guard/` keeps: rules about addresses, all of the installation, and counters that nobody needs an hour later. */
export const guardData: TenantData = {
  room: "guard",
  tables: ["address_rules", "rate_windows"],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") return 0;
    return asWorker(db, async (trx) => {
      let count = 0;
      for (const table of ["address_rules", "rate_windows"] as const) {
        const { numDeletedRows } = await trx
          .deleteFrom(table)
          .where("tenant_id", "=", scope.tenantId)
          .executeTakeFirst();
        count += Number(numDeletedRows);
      }
      return count;
    });
  },
  /** Rules that ended before the instant. */
  async expire(db, scope, before) {
    return inTenant(db, scope, async (trx) => {
      const { numAffectedRows } = await sql`delete from address_rules
        where tenant_id = ${scope.tenantId} and least(expires_at, lifted_at) < ${before}`.execute(
        trx,
      );
      return Number(numAffectedRows ?? 0);
    });
  },
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "address_rules", ["id"])) {
      yield { table: "address_rules", row };
    }
  },
};
