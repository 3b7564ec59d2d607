import type { JSONColumnType } from "kysely";

/** Owner: ops/. What the installation's people switched. */
export interface SwitchesTable {
  tenant_id: string;
  name: string;
  since: Date;
  set_by: string;
  reason: string;
}

/** Owner: ops/. How long a tenant keeps what. */
export interface RetentionSettingsTable {
  tenant_id: string;
  kind: string;
  days: number | null;
}

/** Owner: ops/. What must neither expire nor be erased. */
export interface LegalHoldsTable {
  tenant_id: string;
  id: string;
  kind: "tenant" | "caller" | "call";
  subject: string;
  reason: string;
  created_by: string;
  created_at: Date;
  released_by: string | null;
  released_at: Date | null;
}

/** Owner: ops/. Erasing under way, and the proof of what was erased. */
export interface ErasuresTable {
  tenant_id: string;
  id: string;
  kind: "caller" | "tenant";
  subject: string | null;
  subject_hash: string;
  requested_by: string;
  requested_at: Date;
  found: JSONColumnType<Record<string, number>>;
  rooms_done: number;
  removed: JSONColumnType<Record<string, number>>;
  remaining: JSONColumnType<Record<string, number>>;
  rounds: number;
  finished_at: Date | null;
  due_at: Date | null;
  lease: string | null;
}
