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
      const { numAffectedRows } = await sql`delete from ${sql.table(table)} d
        where tenant_id = ${scope.tenantId} and ${condition}`.execute(trx);
      return Number(numAffectedRows ?? 0);
    },
    { pace: "report" },
  );
}

/** That a delivery tells of a call that a legal hold keeps. */
const isHeld = sql`(is_held(d.tenant_id, '', '', '')
  or exists (select from calls c where c.tenant_id = d.tenant_id and c.id = d.call_id
    and is_held(c.tenant_id, c.id, c.from_number, c.to_number))
  or exists (select from webhook_events e join calls c on c.tenant_id = e.tenant_id and c.id = any(e.call_ids)
    where e.tenant_id = d.tenant_id and e.id = d.event_id and is_held(c.tenant_id, c.id, c.from_number, c.to_number)))`;

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
      sql`created_at < ${before} and not ${isHeld} and (status <> 'pending' or target_id in (select t.id from outgoing_targets t
        where t.tenant_id = ${scope.tenantId} and not t.is_enabled))`,
    ),
  async *exportData(db, scope) {
    for (const table of ["outgoing_targets", "outgoing_deliveries"] as const) {
      for await (const row of exportRows(db, scope, table, ["id"])) yield { table, row };
    }
  },
};

const keptMs = 30 * 24 * 3_600_000;

/** Forgets deliveries of every tenant that were done with a month ago, except those that are held. */
export function expireDeliveries(db: Database, now: number): Promise<void> {
  return asWorker(db, async (trx) => {
    await sql`delete from outgoing_deliveries d
      where status <> 'pending' and created_at < ${new Date(now - keptMs)} and not ${isHeld}`.execute(
      trx,
    );
  });
}
