import type { Generated } from "kysely";

/** Owner: memory/. One row per session that goes through the model endpoint: which part of it a model sees, and whose turn it is. */
export interface MemWindowsTable {
  tenant_id: string;
  session_id: string;
  epoch: Generated<number>;
  next_seq: Generated<number>;
  start_seq: Generated<number>;
  hidden: Generated<number[]>;
  cuts: Generated<Array<{ seq: number; head: number; tail: number }>>;
  armed: Generated<boolean>;
  last_relief_tokens: Generated<number>;
  window_tokens: Generated<number>;
  relief_count: Generated<number>;
  shed_messages: Generated<number>;
  shed_tokens: Generated<number>;
  instructions: Generated<Array<Record<string, unknown>>>;
  pinned: Generated<Array<{ label: string; text: string }>>;
  pinned_version: Generated<number>;
  chain: string | null;
  lease: string | null;
  lease_until: Date | null;
  request_key: string | null;
  answered_key: string | null;
  answer: Record<string, unknown> | null;
  echoes: Generated<number>;
  echoes_resolved: Generated<number>;
  loops: Generated<number>;
  last_prompt: Record<string, unknown> | null;
  updated_at: Date;
}

/** Owner: memory/. One row per message of such a session, as it was sent; what it says is also a row of `mem_messages`. */
export interface MemEntriesTable {
  tenant_id: string;
  session_id: string;
  seq: number;
  epoch: number;
  role: "user" | "assistant" | "tool";
  message: Record<string, unknown>;
  tokens: number;
  tokenizer: string;
  is_superseded: Generated<boolean>;
  spoken_text: string | null;
  is_interrupted: Generated<boolean>;
  message_id: string | null;
  created_at: Date;
}

/** Owner: memory/. One row per part of a session that left its window, in few words. */
export interface MemDigestsTable {
  tenant_id: string;
  session_id: string;
  from_seq: number;
  to_seq: number;
  epoch: number;
  digest: string;
  model: string | null;
  created_at: Date;
}

/** Owner: memory/. How many tokens a model counted for one of our estimate, the newest last; of the installation, not of any tenant. */
export interface MemTokenRatiosTable {
  model: string;
  ratios: number[];
  updated_at: Date;
}

/** Owner: memory/. One row per folder of turns that wait for the store, as its process told last; of the installation, not of any tenant. */
export interface MemSpoolsTable {
  id: string;
  host: string;
  turns: number;
  key_id: string;
  seen_at: Date;
}
