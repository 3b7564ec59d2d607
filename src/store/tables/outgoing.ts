import type { Generated } from "kysely";

/** Owner: outgoing/. Where a tenant has things handed on to: webhooks that we sign, and relays of what providers sent. */
export interface OutgoingTargetsTable {
  tenant_id: string;
  id: string;
  kind: "subscription" | "relay";
  url: string;
  name: string;
  /** Null: every type. */
  event_types: string[] | null;
  /** Null: calls of every agent. */
  agent_ids: string[] | null;
  /** Of a relay: whose deliveries it passes on. */
  connection_id: string | null;
  is_enabled: Generated<boolean>;
  disabled_at: Date | null;
  disabled_reason: "person" | "gone" | "failing" | null;
  /** The first failure since the last success: everything since then failed. */
  failing_since: Date | null;
  created_by: string;
  created_at: Date;
}

/** Owner: outgoing/. What signs a subscription's messages, encrypted; two during a rotation. */
export interface OutgoingSecretsTable {
  tenant_id: string;
  id: string;
  target_id: string;
  sealed: Buffer;
  created_by: string;
  created_at: Date;
}

/** Owner: outgoing/. One row per message to a target; while it is `pending` it is also the work item. */
export interface OutgoingDeliveriesTable {
  tenant_id: string;
  id: string;
  target_id: string;
  event_type: string;
  call_id: string | null;
  event_id: string | null;
  /** The alert that is told of. */
  alert_id: string | null;
  occurred_at: Date;
  created_at: Date;
  status: Generated<"pending" | "delivered" | "failed">;
  attempts: Generated<number>;
  queued_at: Date;
  /** A worker may take the row from this instant on: a lease and a back-off in one. */
  next_try_at: Date;
  last_tried_at: Date | null;
  last_status: number | null;
  last_error: string | null;
  last_duration_ms: number | null;
}
