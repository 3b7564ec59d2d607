import type { Generated } from "kysely";

/** Owner: tools/. What agents may have done while they talk. */
export interface ToolsTable {
  tenant_id: string;
  id: string;
  /** As the model calls it. */
  name: string;
  description: string;
  kind: "built_in" | "http";
  built_in: string | null;
  /** What a built-in tool needs to know; each has a shape of its own. */
  settings: Generated<Record<string, unknown>>;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  url: string | null;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | null;
  /** Sealed JSON of headers that go with each request. */
  sealed_headers: Buffer | null;
  /** Signs each request. */
  sealed_secret: Buffer | null;
  deadline_ms: Generated<number>;
  /** Whether asking twice does no harm: then it may be tried again. */
  is_idempotent: Generated<boolean>;
  /** How long the last good answer may stand in for a failed one; zero never. */
  keep_answer_sec: Generated<number>;
  /** What a caller hears instead of an answer, by language. */
  fallbacks: Generated<Record<string, string>>;
  is_enabled: Generated<boolean>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: tools/. One row per use of a tool, with what the caller heard. */
export interface ToolUsesTable {
  tenant_id: string;
  id: string;
  connection_id: string;
  provider: string;
  call_id: string | null;
  /** The number of the person on the line, as far as it was told. */
  caller: string | null;
  /** The provider's id of this use. */
  asked_id: string | null;
  tool: string;
  tool_id: string | null;
  /** One use with an effect per key. */
  use_key: string | null;
  arguments: string | null;
  result: string | null;
  outcome: "running" | "answered" | "last_answer" | "fallback" | "refused";
  failure: string | null;
  attempts: Generated<number>;
  duration_ms: number | null;
  asked_at: Date;
}

/** Owner: tools/. Who takes calls to which number, and what the agent is told. */
export interface InboundRulesTable {
  tenant_id: string;
  id: string;
  /** In E.164; null is any of the tenant's. */
  number: string | null;
  /** Null is whichever provider asks. */
  provider: string | null;
  agent_id: string | null;
  forward_to: string | null;
  refuse_spoken: string | null;
  location_id: string | null;
  language: string | null;
  variables: Generated<Record<string, string>>;
  is_enabled: Generated<boolean>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
}
