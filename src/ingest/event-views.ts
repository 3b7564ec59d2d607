import type { EventStatus } from "../store/index.ts";
import type { WebhookEvent, WebhookEventDetail } from "./event.schema.ts";
import { redactBody, redactHeaders } from "./redact.ts";
import type { DeliveryContent } from "./sealed-delivery.ts";

interface EventRow {
  id: string;
  provider: string;
  connection_id: string;
  event_key: string;
  event_type: string | null;
  status: EventStatus;
  received_at: Date;
  processed_at: Date | null;
  attempts: number;
  is_verified: boolean;
  body_bytes: number;
  content_type: string | null;
  url: string;
  reason_code: string | null;
  reason_message: string | null;
  findings: WebhookEvent["findings"] | null;
  call_ids: string[];
}

export function toEventView(row: EventRow): WebhookEvent {
  return {
    id: row.id,
    provider: row.provider,
    connection_id: row.connection_id,
    event_key: row.event_key,
    event_type: row.event_type,
    status: row.status,
    received_at: row.received_at.toISOString(),
    processed_at: row.processed_at?.toISOString() ?? null,
    attempts: row.attempts,
    is_verified: row.is_verified,
    body_bytes: row.body_bytes,
    content_type: row.content_type,
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, message: row.reason_message ?? row.reason_code },
    findings: row.findings ?? [],
    call_ids: row.call_ids,
  };
}

/** How much of a body is shown; the whole of it stays stored. */
const shownBytesMax = 2 * 1024 * 1024;

export function toDetail(
  row: EventRow,
  content: DeliveryContent | null,
  patches: ReadonlyArray<{ call_id: string; patch: object }>,
): WebhookEventDetail {
  const body = content?.body.subarray(0, shownBytesMax) ?? null;
  const text = body?.toString("utf8") ?? "";
  const isText = body !== null && !text.includes("\uFFFD") && !text.includes("\0");
  const shown = isText ? redactBody(text) : body?.toString("base64");
  return {
    ...toEventView(row),
    url: row.url,
    headers: redactHeaders(content?.headers ?? {}),
    body: shown ?? null,
    body_encoding: isText || body === null ? "utf8" : "base64",
    patches: patches.map(({ call_id, patch }) => ({ call_id, patch: { ...patch } })),
  };
}
