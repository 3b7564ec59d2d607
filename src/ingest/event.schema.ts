import { z } from "zod";
import { InstantQuery, PageQuery } from "../store/index.ts";

const instant = z.string().meta({ format: "date-time" });

/** What the webhook log can be asked for. */
export const EventFilterQuery = z.object({
  provider: z.string().optional(),
  status: z.enum(["received", "processed", "ignored", "dead"]).optional(),
  connection: z.string().optional(),
  type: z.string().max(100).optional(),
  received_after: InstantQuery.optional(),
  received_before: InstantQuery.optional(),
  call: z.string().optional().describe("Id of a call: only the events that speak of it."),
});
export const EventQuery = EventFilterQuery.extend(PageQuery.shape);
export type EventQuery = z.infer<typeof EventQuery>;

const FindingView = z.object({
  code: z.string(),
  path: z.string(),
  message: z.string().optional(),
});

export const WebhookEvent = z
  .object({
    id: z.string(),
    provider: z.string(),
    connection_id: z.string(),
    event_key: z.string(),
    event_type: z.string().nullable(),
    status: z.enum(["received", "processed", "ignored", "dead"]),
    received_at: instant,
    processed_at: instant.nullable(),
    attempts: z.number().int(),
    is_verified: z.boolean(),
    body_bytes: z.number().int(),
    content_type: z.string().nullable(),
    reason: z.object({ code: z.string(), message: z.string() }).nullable(),
    findings: z.array(FindingView),
    call_ids: z.array(z.string()),
  })
  .meta({ id: "WebhookEvent" });
export type WebhookEvent = z.infer<typeof WebhookEvent>;

export const WebhookEventDetail = WebhookEvent.extend({
  url: z.string(),
  headers: z.record(z.string(), z.string()).describe("Secrets are blanked."),
  body: z
    .string()
    .nullable()
    .describe("As received, secrets blanked; null when it is gone or cannot be decrypted."),
  body_encoding: z.enum(["utf8", "base64"]),
  patches: z.array(z.object({ call_id: z.string(), patch: z.record(z.string(), z.unknown()) })),
}).meta({ id: "WebhookEventDetail" });
export type WebhookEventDetail = z.infer<typeof WebhookEventDetail>;

export const RejectedDelivery = z
  .object({
    id: z.string(),
    provider: z.string(),
    connection_id: z.string(),
    received_at: instant,
    reason: z.string(),
    status: z.enum(["rejected", "accepted"]),
    body_bytes: z.number().int(),
    remote_address: z.string().nullable(),
    url: z.string(),
  })
  .meta({ id: "RejectedDelivery" });

export const Renormalise = z.object({
  dry_run: z.boolean().default(true),
  provider: z.string().optional(),
  status: z.enum(["processed", "ignored", "dead"]).optional(),
  received_after: InstantQuery.optional(),
  cursor: z.string().max(500).optional(),
});

export const RenormaliseResult = z
  .object({
    checked: z.number().int(),
    changed: z.number().int(),
    differences: z.array(
      z.object({
        event_id: z.string(),
        provider: z.string(),
        event_type: z.string().nullable(),
        changes: z.array(
          z.object({
            path: z.string(),
            before: z.string().nullable(),
            after: z.string().nullable(),
          }),
        ),
      }),
    ),
    next_cursor: z.string().nullable(),
  })
  .meta({ id: "RenormaliseResult" });
