import { sql } from "kysely";
import { exportRows, inTenant, type TenantData } from "../store/index.ts";

/** What `sideband/` keeps: to which calls we listen. What was heard lies with the events. Goes before the calls, by whose numbers it is found. */
export const sidebandData: TenantData = {
  room: "sideband",
  tables: ["sideband_sessions"],
  erase: (db, scope, subject) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        const condition =
          subject.kind === "tenant"
            ? sql`true`
            : sql`call_id in (select id from calls where tenant_id = ${scope.tenantId}
                and (from_number = ${subject.number} or to_number = ${subject.number}))`;
        const { numAffectedRows } = await sql`delete from sideband_sessions
          where tenant_id = ${scope.tenantId} and ${condition}`.execute(trx);
        return Number(numAffectedRows);
      },
      { pace: "report" },
    ),
  expire: (db, scope, before) =>
    inTenant(
      db,
      scope,
      async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom("sideband_sessions")
          .where("tenant_id", "=", scope.tenantId)
          .where("created_at", "<", before)
          .where(
            sql<boolean>`not exists (select from calls c where c.tenant_id = sideband_sessions.tenant_id
              and c.id = sideband_sessions.call_id and is_held(c.tenant_id, c.id, c.from_number, c.to_number))`,
          )
          .executeTakeFirst();
        return Number(numDeletedRows);
      },
      { pace: "report" },
    ),
  async *exportData(db, scope) {
    for await (const row of exportRows(db, scope, "sideband_sessions", ["call_id"])) {
      yield { table: "sideband_sessions", row };
    }
  },
};
