import type { z } from "zod";
import type { DeliveryRow } from "./delivery.store.ts";
import type { EventType } from "./message.ts";
import type { OutgoingDelivery, Relay, WebhookSubscription } from "./outgoing.schema.ts";
import type { Success, TargetRow } from "./target.store.ts";

function common(row: TargetRow, success: ReadonlyMap<string, Success>) {
  const { pending = 0, delivered = 0, failed = 0 } = success.get(row.id) ?? {};
  const tried = delivered + failed;
  return {
    id: row.id,
    name: row.name,
    url: row.url,
    is_enabled: row.is_enabled,
    disabled_at: row.disabled_at?.toISOString() ?? null,
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    pending,
    last_24h: { delivered, failed, rate: tried === 0 ? null : delivered / tried },
  };
}

export function toSubscription(
  row: TargetRow,
  secrets: ReadonlyArray<{ id: string; target_id: string; created_at: Date }>,
  success: ReadonlyMap<string, Success>,
): z.infer<typeof WebhookSubscription> {
  return {
    ...common(row, success),
    event_types: row.event_types as EventType[] | null,
    agent_ids: row.agent_ids,
    secrets: secrets
      .filter(({ target_id: targetId }) => targetId === row.id)
      .map(({ id, created_at: createdAt }) => ({ id, created_at: createdAt.toISOString() })),
  };
}

export function toRelay(
  row: TargetRow,
  success: ReadonlyMap<string, Success>,
): z.infer<typeof Relay> {
  return { ...common(row, success), connection_id: row.connection_id ?? "" };
}

export function toDelivery(row: DeliveryRow): z.infer<typeof OutgoingDelivery> {
  const { event_id: webhookEventId, ...rest } = row;
  return {
    ...rest,
    webhook_event_id: webhookEventId,
    occurred_at: row.occurred_at.toISOString(),
    created_at: row.created_at.toISOString(),
    next_try_at: row.status === "pending" ? row.next_try_at.toISOString() : null,
    last_tried_at: row.last_tried_at?.toISOString() ?? null,
  };
}
