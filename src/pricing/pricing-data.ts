import { eraseRows, exportRows, inTenant, type TenantData } from "../store/index.ts";

const tables = {
  call_prices: ["id"],
  price_settings: ["from_month"],
  call_estimates: ["call_id"],
} as const;
const names = Object.keys(tables) as Array<keyof typeof tables>;
const all = [...names, "estimate_recounts"] as const;

/** What `pricing/` keeps. It names no caller: what a caller's calls cost goes with the calls, and stays when calls go by their age, so that statements stay what they were. */
export const pricingData: TenantData = {
  room: "pricing",
  tables: all,
  agencyColumns: { price_settings: ["markup"] },
  erase: (db, scope, subject) =>
    subject.kind === "caller"
      ? Promise.resolve(0)
      : inTenant(db, scope, (trx) => eraseRows(trx, scope, all)),
  expire: async () => 0,
  async *exportData(db, scope) {
    for (const table of names) {
      for await (const row of exportRows(db, scope, table, tables[table])) yield { table, row };
    }
  },
};
