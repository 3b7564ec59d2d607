import { sql } from "kysely";
import { exportRows, inTenant, type TenantData } from "../store/index.ts";

const tables = { model_prices: ["id"] } as const;
const names = Object.keys(tables) as Array<keyof typeof tables>;

/** What `model-use/` keeps: what models cost. Nothing of it is about a caller. */
export const modelUseData: TenantData = {
  room: "model-use",
  tables: names,
  erase: (db, scope, subject) =>
    inTenant(db, scope, async (trx) => {
      if (subject.kind === "caller") return 0;
      let total = 0;
      for (const table of names) {
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
