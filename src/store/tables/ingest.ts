import type { Generated, JSONColumnType } from "kysely";

export type EventStatus = "received" | "processed" | "ignored" | "dead";

/** Owner: ingest/. One row per accepted delivery, with its raw bytes; while it is `received` it is also the work item. */
export interface WebhookEventsTable {
  id: string;
  tenant_id: string;
  connection_id: string;
  provider: string;
  event_key: string;
  received_at: Date;
  is_verified: boolean;
  status: Generated<EventStatus>;
  attempts: Generated<number>;
  /** A worker may take the row from this instant on: a lease and a back-off in one. */
  claimable_at: Generated<Date>;
  event_type: string | null;
  processed_at: Date | null;
  reason_code: string | null;
  reason_message: string | null;
  findings: JSONColumnType<Array<{ code: string; path: string; message?: string }>> | null;
  /** The calls it speaks of. */
  call_ids: Generated<string[]>;
  content_type: string | null;
  url: string;
  body_bytes: number;
  /** Headers and body, encrypted; null when they are in the file store. */
  sealed: Buffer | null;
  file_ref: string | null;
  /** What a shared connection's event names, kept while its tenant is unknown. */
  dialled_number: string | null;
  dialled_agent: string | null;
  provider_call_id: string | null;
}

/** Owner: ingest/. Deliveries that did not prove their origin, kept for a while in case our secret was the wrong one. */
export interface RejectedDeliveriesTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  provider: string;
  received_at: Date;
  reason: string;
  status: Generated<"rejected" | "accepted">;
  remote_address: string | null;
  url: string;
  body_bytes: number;
  sealed: Buffer;
}
