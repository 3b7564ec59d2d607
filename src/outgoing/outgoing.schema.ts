import { z } from "zod";
import { alertEventTypes, callEventTypes, OutgoingMessage } from "./message.ts";

const instant = z.string().meta({ format: "date-time" });
export const TargetUrl = z
  .string()
  .max(2_000)
  .describe("http or https, to the open internet. Names and passwords do not belong into it.");
export const TargetName = z.string().trim().max(100);
const Success = z.object({
  delivered: z.number().int(),
  failed: z.number().int().describe("Those whose last try failed, whether another one follows."),
  rate: z.number().nullable().describe("0 to 1; null when nothing was sent."),
});
const common = {
  id: z.string(),
  name: z.string(),
  url: z.string(),
  is_enabled: z.boolean(),
  disabled_at: instant.nullable(),
  disabled_reason: z
    .enum(["person", "gone", "failing"])
    .nullable()
    .describe("`gone`: it answered 410. `failing`: nothing but failures for five days."),
  failing_since: instant.nullable().describe("The first failure since the last success."),
  created_at: instant,
  pending: z.number().int().describe("Messages that wait to be sent or sent again."),
  last_24h: Success.describe("Messages that were last tried in the last 24 hours."),
};

export const EventTypes = z
  .array(z.enum([...callEventTypes, ...alertEventTypes]))
  .min(1)
  .nullable()
  .describe("Null: every type, those of later releases too.");
export const AgentIds = z
  .array(z.string().min(1).max(255))
  .min(1)
  .max(500)
  .nullable()
  .describe("Providers' agents whose calls it is told of. Null: every call.");

export const WebhookSubscription = z
  .object({
    ...common,
    event_types: EventTypes,
    agent_ids: AgentIds,
    secrets: z
      .array(z.object({ id: z.string(), created_at: instant }))
      .describe("Each signs every message."),
  })
  .meta({ id: "WebhookSubscription" });

export const Relay = z.object({ ...common, connection_id: z.string() }).meta({ id: "Relay" });

const statuses = ["pending", "delivered", "failed"] as const;
export const OutgoingDelivery = z
  .object({
    id: z.string().describe("The message id: the same on every try."),
    target_id: z.string().describe("Of a webhook subscription or a relay."),
    event_type: z.string().describe("`relay` for a relay."),
    call_id: z.string().nullable(),
    webhook_event_id: z.string().nullable().describe("Of a relay: what is passed on."),
    alert_id: z.string().nullable(),
    occurred_at: instant,
    created_at: instant,
    status: z.enum(statuses).describe("`failed`: it is not tried again unless it is replayed."),
    attempts: z.number().int(),
    next_try_at: instant.nullable(),
    last_tried_at: instant.nullable(),
    last_status: z.number().int().nullable().describe("What the receiver answered, if it did."),
    last_error: z.string().nullable(),
    last_duration_ms: z.number().int().nullable(),
  })
  .meta({ id: "OutgoingDelivery" });

export const OutgoingDeliveryDetail = OutgoingDelivery.extend({
  message: OutgoingMessage.nullable().describe(
    "The body as it would be sent now; null for a relay, and when the call or alert is no longer here.",
  ),
}).meta({ id: "OutgoingDeliveryDetail" });

export const DeliveryFilters = z.object({
  target: z.string().max(100).optional(),
  status: z.enum(statuses).optional(),
  type: z.string().max(100).optional(),
  call: z.string().max(100).optional(),
});
export type DeliveryFilters = z.infer<typeof DeliveryFilters>;
