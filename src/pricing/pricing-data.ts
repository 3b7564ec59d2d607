import { sql } from "kysely";
import { exportRows, inTenant, type TenantData } from "../store/index.ts";

const tables = {
  call_prices: ["id"],
  price_settings: ["from_month"],
  call_estimates: ["call_id"],
} as const;
const names = Object.keys(tables) as Array<keyof typeof tables>;
const all = [...names, "estimate_recounts"];

/** What `pricing/` keeps. It names no caller: what a caller's calls cost goes with the calls, and stays when calls go by their age, so that statements stay what they were. */
export const pricingData: TenantData = {
  room: "pricing",
  tables: all,
  erase: (db, scope, subject) =>
    inTenant(db, scope, async (trx) => {
      if (subject.kind === "caller") return 0;
      let total = 0;
      for (const table of all) {
        const { numAffectedRows } =
          await sql`delete from ${sql.table(table)} where tenant_id = ${scope.tenantId}`.execute(
            trx,
          );
        total += Number(numAffectedRows ?? 0);
      }
      return total;
    }),
  expire: async () => 0,
  async *exportData(db, scope) {
    for (const table of names) {
      for await (const row of exportRows(db, scope, table, tables[table])) yield { table, row };
    }
  },
};
