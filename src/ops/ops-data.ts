import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { exportRows, inTenant, type TenantData, type Trx } from "../store/index.ts";

/** Each table with its primary key after the tenant. */
const tables = [
  ["switches", ["name"]],
  ["retention_settings", ["kind"]],
  ["legal_holds", ["id"]],
  ["erasures", ["id"]],
] as const;

/** What `ops/` keeps of a tenant. Settings and proofs do not grow old. */
export const opsData: TenantData = {
  room: "ops",
  tables: tables.map(([name]) => name),
  /** A hold that is in force keeps a caller from being erased; one that is over names them for nothing. */
  erase: (db, scope, subject) =>
    inTenant(db, scope, async (trx) => {
      if (subject.kind === "caller") {
        return remove(
          trx,
          scope,
          sql`legal_holds`,
          sql`kind = 'caller' and subject = ${subject.number} and released_at is not null`,
        );
      }
      let count = 0;
      for (const [name] of tables) count += await remove(trx, scope, sql.table(name), sql`true`);
      return count;
    }),
  expire: async () => 0,
  async *exportData(db, scope) {
    for (const [table, key] of tables) {
      for await (const { lease: _, ...row } of exportRows(db, scope, table, key)) {
        yield { table, row };
      }
    }
  },
};

async function remove(
  trx: Trx,
  scope: TenantScope,
  table: ReturnType<typeof sql>,
  condition: ReturnType<typeof sql>,
): Promise<number> {
  const { numAffectedRows } = await sql`delete from ${table}
    where tenant_id = ${scope.tenantId} and ${condition}`.execute(trx);
  return Number(numAffectedRows ?? 0);
}
