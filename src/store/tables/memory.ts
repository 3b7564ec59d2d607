import type { Generated } from "kysely";

/** Owner: memory/. What is searched as one: all that was said with a subject, or in one session without one. */
export interface MemScopesTable {
  tenant_id: string;
  id: string;
  subject_id: string | null;
  language: Generated<string>;
  version: Generated<number>;
  changes_after: Generated<number>;
  embedded_version: Generated<number>;
  vectors_version: Generated<number>;
  vectors_model: string | null;
  vectors_dimensions: number | null;
  created_at: Date;
}

/** Owner: memory/. One row per conversation that is remembered. */
export interface MemSessionsTable {
  tenant_id: string;
  id: string;
  scope_id: string;
  subject_id: string | null;
  agent_id: string | null;
  message_count: Generated<number>;
  sitting: Generated<number>;
  last_message_at: Date | null;
  created_at: Date;
}

/** Owner: memory/. One row per message: what is searched and found. Never changed. */
export interface MemMessagesTable {
  tenant_id: string;
  id: string;
  session_id: string;
  scope_id: string;
  version: number;
  seq: number;
  sitting: number;
  role: "system" | "developer" | "user" | "assistant" | "tool";
  name: string | null;
  content: string;
  attachments: Generated<Array<{ text: string }>>;
  external_id: string | null;
  name_tokens: string;
  text_tokens: string;
  created_at: Date;
}

/** Owner: memory/. One row per session that was forgotten, by the digest of its id. */
export interface MemTombstonesTable {
  tenant_id: string;
  session_digest: string;
  erased_at: Date;
}
