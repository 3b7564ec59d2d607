import { sql } from "kysely";
import { eraseRows, exportRows, inTenant, type TenantData } from "../store/index.ts";

const tables = {
  model_prices: ["id"],
  model_use: ["session_id", "model"],
  model_use_days: ["day", "agent_id", "model"],
  model_settings: ["id"],
} as const;
const names = Object.keys(tables) as Array<keyof typeof tables>;
const all = [...names, "model_turns"] as const;

/** What `model-use/` keeps: what models cost and what was used of them. What a session used goes with the session; nothing else is about a caller. */
export const modelUseData: TenantData = {
  room: "model-use",
  tables: all,
  erase: (db, scope, subject) =>
    subject.kind === "caller"
      ? Promise.resolve(0)
      : inTenant(db, scope, (trx) => eraseRows(trx, scope, all)),
  expire: (db, scope, before) =>
    inTenant(db, scope, async (trx) => {
      const { numAffectedRows } = await sql`delete from model_use_days
        where tenant_id = ${scope.tenantId} and day < ${before}::date`.execute(trx);
      return Number(numAffectedRows ?? 0);
    }),
  async *exportData(db, scope) {
    for (const table of names) {
      for await (const row of exportRows(db, scope, table, tables[table])) yield { table, row };
    }
  },
};
