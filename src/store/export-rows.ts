import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenantToRead } from "./database.ts";
import type { Tables } from "./tables/index.ts";

const pageSize = 500;

/** Every row of a tenant's table, page by page, in the order of its primary key after the tenant. */
export async function* exportRows(
  db: Database,
  scope: TenantScope,
  table: keyof Tables,
  key: readonly string[],
): AsyncIterable<Record<string, unknown>> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let last: unknown[] | undefined;
  for (;;) {
    const after = last === undefined ? sql`` : sql`and (${columns}) > (${sql.join(last)})`;
    const rows = await inTenantToRead(
      db,
      scope,
      async (trx) => {
        const result = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
        where tenant_id = ${scope.tenantId} ${after} order by ${columns} limit ${pageSize}`.execute(
          trx,
        );
        return result.rows;
      },
      { pace: "report" },
    );
    yield* rows;
    const end = rows.at(-1);
    if (rows.length < pageSize || end === undefined) return;
    last = key.map((column) => end[column]);
  }
}
