import type { Generated, GeneratedAlways, JSONColumnType } from "kysely";
import type {
  CallFacts,
  CallPatch,
  CallStatus,
  CaptureSource,
  Channel,
  Direction,
  Disposition,
  EndedBy,
  FailureClass,
  Lifecycle,
  ReviewState,
  TurnRole,
} from "../../lib/call.ts";

/** Owner: calls/. One row per phone call, whichever provider carried it: the fold of its patches, never edited. */
export interface CallsTable {
  tenant_id: string;
  id: string;
  provider: string;
  provider_call_id: string;
  lifecycle: Generated<Lifecycle>;
  disposition: Disposition | null;
  status: Generated<CallStatus>;
  status_source: Generated<string>;
  end_reason: string | null;
  ended_by: EndedBy | null;
  failure_class: FailureClass | null;
  direction: Direction | null;
  channel: Channel | null;
  from_number: string | null;
  to_number: string | null;
  agent_id: string | null;
  agent_name: string | null;
  first_seen_at: Date;
  first_occurred_at: Date | null;
  last_event_at: Date;
  started_at: Date | null;
  ended_at: Date | null;
  duration_ms: number | null;
  cost_micros: number | null;
  satisfaction_score: number | null;
  sentiment: string | null;
  summary: string | null;
  recording_url: string | null;
  captured_by: Generated<CaptureSource>;
  is_verified: Generated<boolean>;
  turn_count: Generated<number>;
  tool_call_count: Generated<number>;
  facts: JSONColumnType<CallFacts>;
  turns_digest: string | null;
  tools_digest: string | null;
  search_digest: string | null;
  /** When a call without an end is closed; null once it has one. */
  closes_at: Date | null;
  /** When the call was counted in `calls_total`; one telephone call is counted once, however many records it has. */
  counted_at: Date | null;
  facets: GeneratedAlways<string>;
  updated_at: Generated<Date>;
}

/** Owner: calls/. What each event says about each call: the only source of `calls`. */
export interface CallPatchesTable {
  tenant_id: string;
  call_id: string;
  event_id: string;
  seq: number;
  kind: "event" | "deadline";
  event_key: string;
  event_type: string;
  is_verified: boolean;
  received_at: Date;
  patch: JSONColumnType<CallPatch>;
}

/** Owner: calls/. The transcript, one row per turn. */
export interface CallTurnsTable {
  tenant_id: string;
  call_id: string;
  seq: number;
  role: TurnRole;
  content: string;
  start_ms: number | null;
  end_ms: number | null;
  is_interrupted: Generated<boolean>;
}

/** Owner: calls/. */
export interface CallToolCallsTable {
  tenant_id: string;
  call_id: string;
  seq: number;
  tool_call_id: string;
  name: string;
  arguments: string | null;
  result: string | null;
  is_success: boolean | null;
  error: string | null;
  offset_ms: number | null;
  duration_ms: number | null;
}

/** Owner: calls/. Other names of a telephone call; records that share one are linked. */
export interface CallExternalIdsTable {
  tenant_id: string;
  kind: string;
  value: string;
  call_id: string;
}

/** Owner: calls/. The words of each finished call. */
export interface CallSearchTable {
  tenant_id: string;
  call_id: string;
  document: string;
}

/** Owner: calls/. What the live stream tells, in commit order; kept for an hour. */
export interface CallChangesTable {
  tenant_id: string;
  id: Generated<number>;
  /** The call that changed; null where an alert did. */
  call_id: string | null;
  alert_id: string | null;
  kind:
    | "started"
    | "updated"
    | "ended"
    | "opened"
    | "escalated"
    | "acknowledged"
    | "assigned"
    | "noted"
    | "resolved";
  at: Generated<Date>;
  /** The first turn that the change made, changed or removed; null where the transcript stayed. */
  turns_from: number | null;
  /** The same of the tool calls. */
  tools_from: number | null;
}

/** Owner: calls/. What people make of a call, for those that somebody looked at. */
export interface CallReviewsTable {
  tenant_id: string;
  call_id: string;
  state: ReviewState;
  labels: Generated<string[]>;
  changed_by: string;
  changed_at: Date;
}

/** Owner: calls/. What people wrote about a call. */
export interface CallCommentsTable {
  tenant_id: string;
  id: string;
  call_id: string;
  content: string;
  author: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: calls/. Filters of the list of calls that somebody keeps by a name. */
export interface SavedViewsTable {
  tenant_id: string;
  id: string;
  name: string;
  filters: JSONColumnType<Record<string, string>>;
  /** Who made it, as the audit log names people and keys. */
  owner: string;
  is_shared: boolean;
  created_at: Date;
  updated_at: Date;
}
