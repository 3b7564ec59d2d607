import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, exportRows, inTenant, type TenantData } from "../store/index.ts";

type Condition = ReturnType<typeof sql>;

function remove(
  db: Database,
  scope: TenantScope,
  table: "outgoing_deliveries" | "outgoing_targets" | "outgoing_secrets",
  condition: Condition,
): Promise<number> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      const { numAffectedRows } = await sql`delete from ${sql.table(table)}
        where tenant_id = ${scope.tenantId} and ${condition}`.execute(trx);
      return Number(numAffectedRows ?? 0);
    },
    { pace: "report" },
  );
}

/** What `outgoing/` keeps: targets, their secrets, and which call or event was handed on to which. */
export const outgoingData: TenantData = {
  room: "outgoing",
  tables: ["outgoing_targets", "outgoing_secrets", "outgoing_deliveries"],
  /** Goes before the calls and events, by which a caller's deliveries are found. */
  async erase(db, scope, subject) {
    if (subject.kind === "tenant") {
      const deliveries = await remove(db, scope, "outgoing_deliveries", sql`true`);
      const secrets = await remove(db, scope, "outgoing_secrets", sql`true`);
      return deliveries + secrets + (await remove(db, scope, "outgoing_targets", sql`true`));
    }
    const theirs = sql`select c.id from calls c where c.tenant_id = ${scope.tenantId}
      and (c.from_number = ${subject.number} or c.to_number = ${subject.number})`;
    return remove(
      db,
      scope,
      "outgoing_deliveries",
      sql`(call_id in (${theirs}) or event_id in (select p.event_id from call_patches p
        where p.tenant_id = ${scope.tenantId} and p.call_id in (${theirs})))`,
    );
  },
  /** What still waits for a target that is enabled is not old: it will be sent or given up. */
  expire: (db, scope, before) =>
    remove(
      db,
      scope,
      "outgoing_deliveries",
      sql`created_at < ${before} and (status <> 'pending' or target_id in (select t.id from outgoing_targets t
        where t.tenant_id = ${scope.tenantId} and not t.is_enabled))`,
    ),
  async *exportData(db, scope) {
    for (const table of ["outgoing_targets", "outgoing_deliveries"] as const) {
      for await (const row of exportRows(db, scope, table, ["id"])) yield { table, row };
    }
  },
};

const keptMs = 30 * 24 * 3_600_000;

/** Forgets deliveries of every tenant that were done with a month ago. */
export function expireDeliveries(db: Database, now: number): Promise<void> {
  return asWorker(db, async (trx) => {
    await sql`delete from outgoing_deliveries where status <> 'pending' and created_at < ${new Date(now - keptMs)}`.execute(
      trx,
    );
  });
}
