import { sql } from "kysely";
import { newId, uuidV7 } from "../../lib/ids.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { TenantRule } from "../rules/rule.store.ts";
import type { Measurement } from "./judge.ts";

export type LiveAlert = Awaited<ReturnType<typeof lockLiveAlerts>>[number];

/**
 * Begins a look: whoever else looks at the tenant's rules waits, so that nothing is opened twice.
 * Returns when the look before was; null before the first.
 */
export async function beginLook(trx: Trx, scope: TenantScope, at: Date): Promise<Date | null> {
  const { rows } = await sql<{ looked_at: Date | null }>`select looked_at from alert_looks
    where tenant_id = ${scope.tenantId} for update`.execute(trx);
  await sql`update alert_looks set looked_at = ${at} where tenant_id = ${scope.tenantId}`.execute(
    trx,
  );
  return rows[0]?.looked_at ?? null;
}

/** The tenant's alerts whose condition has not been well since. People who change one wait. */
export function lockLiveAlerts(trx: Trx, scope: TenantScope) {
  return trx
    .selectFrom("alerts")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("is_live", "=", true)
    .orderBy("id")
    .forUpdate()
    .execute();
}

/** Something is wrong, for how long will be seen. */
export async function insertPending(
  trx: Trx,
  scope: TenantScope,
  of: { rule: TenantRule; seen: Measurement; at: Date },
): Promise<LiveAlert | undefined> {
  const { rule, seen, at } = of;
  return trx
    .insertInto("alerts")
    .values({
      tenant_id: scope.tenantId,
      id: newId("alt"),
      rule_id: rule.id,
      rule_name: rule.name,
      metric: rule.metric,
      subject: seen.subject,
      subject_name: seen.name,
      priority: rule.priority,
      status: "pending",
      comparison: rule.comparison,
      threshold: rule.value,
      value: seen.value ?? 0,
      sample: seen.sample,
      bad_since: at,
      updated_at: at,
    })
    .returningAll()
    .executeTakeFirst();
}

type Change = Partial<
  Pick<
    LiveAlert,
    | "status"
    | "is_live"
    | "value"
    | "sample"
    | "bad_since"
    | "well_since"
    | "opened_at"
    | "resolved_at"
    | "resolved_by"
    | "escalations"
    | "escalates_at"
    | "assignee_id"
  >
> & { updated_at: Date };

export async function updateAlert(
  trx: Trx,
  scope: TenantScope,
  id: string,
  change: Change,
): Promise<void> {
  await trx
    .updateTable("alerts")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

/** Nobody was told of it, and nobody needs to be. */
export async function deletePending(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  await trx
    .deleteFrom("alerts")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .where("status", "=", "pending")
    .execute();
}

/** Writes down what happened to an alert. */
export async function insertEntry(
  trx: Trx,
  scope: TenantScope,
  entry: {
    alertId: string;
    at: Date;
    actor: string;
    kind: "opened" | "escalated" | "acknowledged" | "assigned" | "note" | "resolved";
    text?: string;
  },
): Promise<void> {
  const { alertId, at, actor, kind, text = "" } = entry;
  const id = uuidV7(at.getTime());
  await trx
    .insertInto("alert_entries")
    .values({ tenant_id: scope.tenantId, id, alert_id: alertId, at, actor, kind, text })
    .execute();
}
