import { sql } from "kysely";
import { newId } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** Something that a target is to be sent. */
export interface NewDelivery {
  targetId: string;
  eventType: string;
  callId: string | null;
  eventId: string | null;
  alertId?: string;
  occurredAt: Date;
}

/**
 * The enabled targets of a kind. They cannot be removed until the transaction ends, so that what is written for them finds them. One that is just being removed is left out: nobody waits
 * for that.
 */
export function lockTargets(trx: Trx, scope: TenantScope, kind: "subscription" | "relay") {
  return trx
    .selectFrom("outgoing_targets")
    .select(["id", "event_types", "agent_ids", "connection_id", "created_at"])
    .where("tenant_id", "=", scope.tenantId)
    .where("kind", "=", kind)
    .where("is_enabled", "=", true)
    .forKeyShare()
    .skipLocked()
    .execute();
}

/** Writes what is to be sent, due at once. What a target was told of a call, event or alert before it is not told again. Returns the ids that were given. */
export async function insertDeliveries(
  trx: Trx,
  scope: TenantScope,
  deliveries: readonly NewDelivery[],
  at: Date,
): Promise<string[]> {
  if (deliveries.length === 0) return [];
  const { rows } = await sql<{ id: string }>`insert into outgoing_deliveries
      (tenant_id, id, target_id, event_type, call_id, event_id, alert_id, occurred_at, created_at, queued_at, next_try_at)
    select ${scope.tenantId}, d.id, d.target_id, d.event_type, d.call_id, d.event_id, d.alert_id, d.occurred_at, ${at}, ${at}, ${at}
    from unnest(${deliveries.map(() => newId("msg"))}::text[], ${deliveries.map((d) => d.targetId)}::text[],
      ${deliveries.map((d) => d.eventType)}::text[], ${deliveries.map((d) => d.callId)}::text[],
      ${deliveries.map((d) => d.eventId)}::uuid[], ${deliveries.map((d) => d.alertId ?? null)}::text[],
      ${deliveries.map((d) => d.occurredAt)}::timestamptz[])
      as d (id, target_id, event_type, call_id, event_id, alert_id, occurred_at)
    on conflict do nothing returning id`.execute(trx);
  return rows.map((row) => row.id);
}
