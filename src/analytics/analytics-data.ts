import { type RawBuilder, sql } from "kysely";
import { exportRows, inTenant, type TenantData } from "../store/index.ts";
import { markNumber } from "./buckets.store.ts";
import { usual } from "./count-calls.ts";
import { rollups } from "./rollups.ts";

const others = [
  "analytics_marks",
  "analytics_recounts",
  "analytics_frozen_calls",
  "analytics_frozen_links",
  "analytics_due_sums",
] as const;

/**
 * What `analytics/` keeps. Of a caller it holds nothing but figures, which follow the calls; so it comes after `calls/` in every list of rooms. Figures do not grow old: those
 * of calls that go by age are frozen when they go.
 */
export const analyticsData: TenantData = {
  room: "analytics",
  tables: [...rollups.flatMap(({ table, sums }) => [table, sums]), ...others],
  erase: (db, scope, subject) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        let count = 0;
        // What was counted with the caller's calls goes at once; marks tell what has to be counted again.
        const isMeant = (counted: RawBuilder<unknown>) =>
          subject.kind === "tenant" ? sql`true` : sql`(number = ${subject.number} or ${counted})`;
        const marks = sql`from analytics_marks where tenant_id = ${scope.tenantId}`;
        // What all agents and numbers made is added up again without them.
        if (subject.kind === "caller") await markNumber(trx, scope, subject.number);
        for (const { table, sums } of rollups) {
          const counted = sql`not is_frozen and bucket in (select bucket ${marks})`;
          const gone = await sql`delete from ${sql.table(table)}
            where tenant_id = ${scope.tenantId} and ${isMeant(counted)}`.execute(trx);
          count += Number(gone.numAffectedRows ?? 0);
          const added = sql`bucket in (select date_trunc(case unit when 'day' then 'day' else 'hour' end, bucket, 'UTC') ${marks})`;
          await sql`delete from ${sql.table(sums)}
            where tenant_id = ${scope.tenantId} and ${isMeant(added)}`.execute(trx);
        }
        if (subject.kind === "caller") return count;
        for (const table of others) {
          const { numDeletedRows } = await trx
            .deleteFrom(table)
            .where("tenant_id", "=", scope.tenantId)
            .executeTakeFirst();
          count += Number(numDeletedRows);
        }
        return count;
      },
      { pace: "report" },
    ),
  expire: async () => 0,
  async *exportData(db, scope) {
    for (const { table, names } of rollups) {
      const key = [...usual.slice(1), "is_frozen", ...Object.keys(names)];
      for await (const row of exportRows(db, scope, table, key)) yield { table, row };
    }
  },
};
