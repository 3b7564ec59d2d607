import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "./database.ts";
import type { Tables } from "./tables/index.ts";

/** Removes every row that a tenant has in some tables, in their order. Returns how many there were. */
export async function eraseRows(
  trx: Trx,
  { tenantId }: TenantScope,
  tables: ReadonlyArray<keyof Tables>,
): Promise<number> {
  let total = 0;
  for (const table of tables) {
    const { numAffectedRows } =
      await sql`delete from ${sql.table(table)} where tenant_id = ${tenantId}`.execute(trx);
    total += Number(numAffectedRows ?? 0);
  }
  return total;
}
