import type { JSONColumnType } from "kysely";

/** Owner: audit/. Every change, chained by hashes within its tenant; the payload can expire, the chain then still verifies. */
export interface AuditLogTable {
  tenant_id: string;
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  payload: JSONColumnType<Record<string, unknown>> | null;
  payload_salt: Buffer | null;
  payload_hash: Buffer;
  previous_hash: Buffer;
  hash: Buffer;
}

/** Owner: audit/. What the guard saw: refused sign-ins, blocks, strange requests. */
export interface SecurityEventsTable {
  tenant_id: string;
  id: string;
  at: Date;
  kind: string;
  severity: "low" | "medium" | "high" | "critical";
  remote_address: string | null;
  detail: JSONColumnType<Record<string, unknown>>;
  resolved_at: Date | null;
  resolved_by: string | null;
}
