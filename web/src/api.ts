/** The shapes the HTTP API speaks. */

type Lifecycle = "registered" | "ringing" | "in_progress" | "ended" | "failed" | "analyzed";
export type Disposition =
  | "completed"
  | "transferred"
  | "voicemail"
  | "no_answer"
  | "busy"
  | "declined"
  | "canceled"
  | "failed"
  | "unknown";
export type CallStatus = "success" | "failure" | "partial" | "timeout" | "error" | "unknown";
export type Direction = "inbound" | "outbound";
export type TurnRole = "agent" | "user" | "tool" | "system" | "other";
export type EventStatus = "received" | "processed" | "ignored" | "dead";

export interface CallSummary {
  id: string;
  tenant_id: string;
  provider: string;
  provider_call_id: string;
  lifecycle: Lifecycle;
  /** Null while the call is live. */
  disposition: Disposition | null;
  status: CallStatus;
  /** The provider's own word. */
  end_reason: string | null;
  ended_by: "caller" | "agent" | "system" | "transfer" | "unknown" | null;
  failure_class: string | null;
  direction: Direction | null;
  channel: string | null;
  from: string | null;
  to: string | null;
  agent_id: string | null;
  agent_name: string | null;
  first_seen_at: string;
  /** Null when the call never connected. */
  started_at: string | null;
  ended_at: string | null;
  duration_ms: number | null;
  duration_sec: number | null;
  /** Exact decimal; null when unknown. */
  cost_usd: string | null;
  /** 0 to 1. */
  user_satisfaction_score: number | null;
  sentiment: string | null;
  summary: string | null;
  recording_url: string | null;
  captured_by: "webhook" | "poll" | "sweep" | "import";
  is_verified: boolean;
  linked_calls: string[];
  turn_count: number;
  tool_call_count: number;
  updated_at: string;
}

export interface ToolCall {
  id: string;
  name: string;
  arguments: string | null;
  result: string | null;
  is_success: boolean | null;
  error: string | null;
  offset_ms: number | null;
  duration_ms: number | null;
}

export interface CostPart {
  component: string;
  product: string | null;
  cost_usd: string;
}

export interface Criterion {
  id: string;
  is_met: boolean;
  score: number | null;
  evidence: string | null;
}

export interface Call extends CallSummary {
  status_source: "provider_evaluation" | "task_completion" | "end_reason" | "deadline" | "none";
  satisfaction_source: string | null;
  cost_breakdown: CostPart[];
  contact_id: string | null;
  session_id: string | null;
  log_url: string | null;
  tool_calls: ToolCall[];
  models: { role: string; model: string; tokens: number | null }[];
  /** Milliseconds by stage, where the provider reports them. */
  latency: Record<string, unknown>;
  criteria: Criterion[];
  metrics: Record<string, unknown>;
  analysis: Record<string, unknown> | null;
  metadata: Record<string, unknown> | null;
}

export interface Turn {
  seq: number;
  role: TurnRole;
  content: string;
  start_ms: number | null;
  end_ms: number | null;
  is_interrupted: boolean;
}

export interface TimelineLine {
  at: string | null;
  offset_ms: number | null;
  kind: "event" | "tool_call" | "entry";
  type: string;
  label: string;
  webhook_event_id: string | null;
  lifecycle: Lifecycle | null;
}

interface Finding {
  code: string;
  path: string;
  message?: string;
}

export interface WebhookEvent {
  id: string;
  provider: string;
  connection_id: string;
  event_key: string;
  event_type: string | null;
  status: EventStatus;
  received_at: string;
  processed_at: string | null;
  attempts: number;
  is_verified: boolean;
  body_bytes: number;
  content_type: string | null;
  reason: { code: string; message: string } | null;
  findings: Finding[];
  call_ids: string[];
}

export interface WebhookEventDetail extends WebhookEvent {
  url: string;
  headers: Record<string, string>;
  body: string | null;
  body_encoding: "utf8" | "base64";
  patches: { call_id: string; patch: Record<string, unknown> }[];
}

export interface RejectedDelivery {
  id: string;
  provider: string;
  connection_id: string;
  received_at: string;
  reason: string;
  status: "rejected" | "accepted";
  body_bytes: number;
  remote_address: string | null;
  url: string;
}

export interface Connection {
  id: string;
  provider: string;
  provider_name: string;
  name: string;
  webhook_url: string;
  has_secret: boolean;
  /** Name of the environment variable that holds the secret. */
  secret_env: string;
  setup: string;
  last_event_at: string | null;
  event_count_24h: number;
  rejected_count_24h: number;
}

export interface Notice {
  code: string;
  level: "info" | "warning" | "critical";
  title: string;
  detail: string;
  link: string | null;
  since: string | null;
}

export interface Session {
  tenant: { id: string; name: string };
  role: string;
}

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
}
