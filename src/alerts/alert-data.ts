import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database, exportRows, inTenant, type TenantData } from "../store/index.ts";

type Table =
  | "alert_rules"
  | "alert_settings"
  | "alert_looks"
  | "alerts"
  | "alert_messages"
  | "alert_processes";

function remove(
  db: Database,
  scope: TenantScope,
  table: Table,
  condition: ReturnType<typeof sql>,
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

/** What `alerts/` keeps. Entries and messages go with their alerts. */
export const alertData: TenantData = {
  room: "alerts",
  tables: [
    ...["alert_rules", "alert_settings", "alert_looks", "alerts", "alert_entries"],
    ...["alert_messages", "alert_processes"],
  ],
  async erase(db, scope, subject) {
    if (subject.kind === "caller") {
      // A subject is a number of the tenant's own, but nobody knows whose numbers are called.
      return remove(db, scope, "alerts", sql`subject = ${`number:${subject.number}`}`);
    }
    let count = 0;
    for (const table of [
      ...(["alert_messages", "alerts", "alert_rules", "alert_settings"] as const),
      ...(["alert_looks", "alert_processes"] as const),
    ]) {
      count += await remove(db, scope, table, sql`true`);
    }
    return count;
  },
  /** What is not over is not old. */
  async expire(db, scope, before) {
    const old = sql`resolved_at < ${before} and not is_live`;
    const tests = sql`alert_id is null and status <> 'pending' and created_at < ${before}`;
    return (
      (await remove(db, scope, "alerts", old)) + (await remove(db, scope, "alert_messages", tests))
    );
  },
  async *exportData(db, scope) {
    for (const [table, key] of [
      ["alert_rules", ["id"]],
      ["alert_settings", ["tenant_id"]],
      ["alerts", ["id"]],
      ["alert_entries", ["id"]],
      ["alert_messages", ["id"]],
    ] as const) {
      for await (const row of exportRows(db, scope, table, key)) yield { table, row };
    }
  },
};

const keptMs = 90 * 24 * 3_600_000;

/** Forgets alerts of every tenant that have been over for three months, and tests of that age. */
export function expireAlerts(db: Database, now: number): Promise<void> {
  const before = new Date(now - keptMs);
  return asWorker(db, async (trx) => {
    await sql`delete from alerts where resolved_at < ${before} and not is_live`.execute(trx);
    await sql`delete from alert_messages where alert_id is null and status <> 'pending'
      and created_at < ${before}`.execute(trx);
  });
}
