/**
 * The words in which every room speaks of a call.
 *
 * A provider's event becomes one or more {@link CallPatch}es; all patches of a call, folded in order, are its
 * {@link CallRecord}. Everything here is plain JSON: instants are epoch milliseconds, offsets are milliseconds from the
 * start of the call, money is integer micro-dollars, and null (or absence, in a patch) means "not told".
 */

export const lifecycles = [
  "registered",
  "ringing",
  "in_progress",
  "ended",
  "failed",
  "analyzed",
] as const;
export type Lifecycle = (typeof lifecycles)[number];

export const dispositions = [
  "completed",
  "transferred",
  "voicemail",
  "no_answer",
  "busy",
  "declined",
  "canceled",
  "failed",
  "unknown",
] as const;
export type Disposition = (typeof dispositions)[number];

/** VCP's outcome of a call (`outcomes.objective.status`). */
export const callStatuses = [
  "success",
  "failure",
  "partial",
  "timeout",
  "error",
  "unknown",
] as const;
export type CallStatus = (typeof callStatuses)[number];

export const endedByValues = ["caller", "agent", "system", "transfer", "unknown"] as const;
export type EndedBy = (typeof endedByValues)[number];

/** Who is to blame for a call with disposition `failed`. */
export const failureClasses = [
  "configuration",
  "billing",
  "carrier",
  "provider",
  "pipeline",
  "our_server",
  "abuse",
  "unknown",
] as const;
export type FailureClass = (typeof failureClasses)[number];

/** How far people are with looking at a call. */
export const reviewStates = ["none", "open", "problem", "reviewed"] as const;
export type ReviewState = (typeof reviewStates)[number];

export const directions = ["inbound", "outbound"] as const;
export type Direction = (typeof directions)[number];

export const channels = ["phone", "web", "mobile", "embed", "api", "websocket"] as const;
export type Channel = (typeof channels)[number];

/** How we came to know of a call. */
export const captureSources = ["webhook", "poll", "sweep", "import"] as const;
export type CaptureSource = (typeof captureSources)[number];

/** How an event came to us, from its key: those that we fetched ourselves begin with how. */
export function captureSourceOf(eventKey: string): CaptureSource {
  const source = eventKey.split(":", 1)[0];
  return captureSources.find((known) => known === source) ?? "webhook";
}

export const turnRoles = ["agent", "user", "tool", "system", "other"] as const;
export type TurnRole = (typeof turnRoles)[number];

/** One utterance of the transcript. DTMF and node transitions are timeline entries, not turns. */
export interface Turn {
  /**
   * The provider's id of the utterance. Increments with the same one are parts of the same turn, which stands where the first of them does; parts without words only tell
   * its place, its times, or that it was interrupted.
   */
  id?: string;
  role: TurnRole;
  content: string;
  startMs: number | null;
  endMs: number | null;
  isInterrupted?: boolean;
}

/** One use of a tool. Parts may come from several events; they are merged by `id`. */
export interface ToolCall {
  /** The provider's id of the tool call; where there is none, a stable one made of the name and its place in the call. */
  id: string;
  name: string;
  /** The arguments as JSON text, exactly as the provider gave them (objects are written out). */
  arguments?: string | null;
  /** What the tool answered, as text. */
  result?: string | null;
  isSuccess?: boolean | null;
  error?: string | null;
  /** Milliseconds from the start of the call. */
  offsetMs?: number | null;
  invokedAt?: number | null;
  durationMs?: number | null;
}

/** Something that happened during the call besides speech: a key press, a transfer step, a node, an interruption. */
export interface TimelineEntry {
  /** A short kind in snake_case: `dtmf`, `node_transition`, `transfer`, `status`, `interruption`, `log` … */
  type: string;
  /** One line for people. */
  label: string;
  at: number | null;
  offsetMs: number | null;
}

export const costComponents = [
  "telephony",
  "transport",
  "stt",
  "llm",
  "tts",
  "voice_to_voice",
  "platform",
  "analysis",
  "knowledge",
  "voicemail_detection",
  "other",
] as const;
export type CostComponent = (typeof costComponents)[number];

/** One part of what the provider charged. The parts need not add up to the total: providers round and bundle. */
export interface CostItem {
  component: CostComponent;
  /** The provider's own name of the product or model. */
  product: string | null;
  micros: number;
}

/** VCP's model roles. */
export type ModelRole = "V2V" | "STT" | "LLM" | "TTS" | "VAD" | "ASR";

export interface ModelUse {
  role: ModelRole;
  /** `provider/model`, or what the provider tells of it. */
  model: string;
  tokens?: number | null;
  micros?: number | null;
}

/**
 * What one answer of a model, or one piece of its work, used. A call's use is the sum of all of them, each counted once by its id, however often and in whatever order
 * they are told.
 */
export interface ModelWork {
  id: string;
  component: CostComponent;
  /** `provider/model`; null when not told. */
  product: string | null;
  /** Counts by name in snake_case, added up into the call's metrics. */
  counts: Record<string, number>;
  /** What it cost, null where the price is not known. One unknown price makes the call's cost unknown. */
  micros: number | null;
}

export interface ScoredCriterion {
  id: string;
  isMet: boolean;
  score?: number | null;
  evidence?: string | null;
}

/** Response times in milliseconds, by stage (`e2e`, `stt`, `llm`, `tts`, `tool` …), where the provider reports them. */
export type LatencyByStage = Record<
  string,
  { p50?: number; p90?: number; p95?: number; p99?: number; mean?: number; n?: number }
>;

/**
 * Another name of the same telephone call: a carrier's call SID, or the id under which the provider started it. Two calls that
 * share one (kind and value) are the same telephone call seen twice.
 */
export interface ExternalId {
  kind: "twilio_call_sid" | "sip_call_id" | "call_control_id" | "telephony_call_id";
  value: string;
}

export interface Consent {
  consentId: string;
  status: "granted" | "denied" | "pending" | "expired" | "revoked";
  scope: string[];
  version: string;
  grantedAt?: number | null;
  expiresAt?: number | null;
}

/** What an event may tell about a call. Absent and null both mean "says nothing": nothing is ever erased by silence. */
export interface CallFacts {
  direction?: Direction | null;
  channel?: Channel | null;
  /** Originating number or identifier, as VCP's `call.from`. E.164 where that is certain, else the provider's text. */
  from?: string | null;
  to?: string | null;
  agentId?: string | null;
  agentName?: string | null;
  agentVersion?: string | null;
  sessionId?: string | null;
  parentSessionId?: string | null;
  correlationId?: string | null;
  /** The caller's id in the customer's own systems (a CRM contact). */
  contactId?: string | null;
  region?: string | null;

  /** When the provider made its record of the call. */
  createdAt?: number | null;
  /** When the parties were connected. Never told for a call that was not answered. */
  startedAt?: number | null;
  endedAt?: number | null;
  durationMs?: number | null;
  /** The longest this call may last by its own settings: where it is told, the rule for calls without an end uses it. */
  maxDurationMs?: number | null;

  /** The provider's own word. */
  endReason?: string | null;
  disposition?: Disposition | null;
  endedBy?: EndedBy | null;
  failureClass?: FailureClass | null;
  /** Says the provider, or an explicit evaluation of the call. Strongest evidence of `status`. */
  evaluation?: CallStatus | null;
  /** What flags about the caller's task say. Second strongest. */
  taskStatus?: CallStatus | null;
  /** What the end reason alone says. Weakest. */
  endStatus?: CallStatus | null;
  isVoicemail?: boolean | null;
  /** A transfer to a human or another line was carried out. */
  isHandoff?: boolean | null;

  /** 0 to 1. */
  satisfactionScore?: number | null;
  satisfactionSource?: "sentiment" | "survey" | "provider_score" | null;
  /** The provider's word, lower case. */
  sentiment?: string | null;
  summary?: string | null;
  headline?: string | null;
  recordingUrl?: string | null;
  logUrl?: string | null;

  /** Total in micro-dollars. Credits are not dollars: they go to `metrics`. */
  costMicros?: number | null;
  costItems?: CostItem[] | null;
  models?: ModelUse[] | null;
  latency?: LatencyByStage | null;
  criteria?: ScoredCriterion[] | null;
  /** Results of the provider's analysis that the owner configured (structured data, collected variables). */
  analysis?: Record<string, unknown> | null;
  /** Further numbers and flags for VCP's `outcomes.objective.metrics`, snake_case. Merged member by member. */
  metrics?: Record<string, number | string | boolean> | null;
  /** What the owner attached when starting the call. */
  metadata?: Record<string, unknown> | null;
  integrations?: Record<string, unknown> | null;
  consent?: Consent | null;
}

/** What one event says about one call. */
export interface CallPatch {
  provider: string;
  /** 1 to 255 characters. */
  providerCallId: string;
  /** The furthest stage this event proves. With `occurredAt` it gives the event its place in the fold. */
  lifecycle: Lifecycle;
  /** When the provider says it happened; null when it does not say. */
  occurredAt: number | null;
  facts: CallFacts;
  /** The whole transcript as known at this event, or only what is new. A snapshot beats any number of increments. */
  transcript?: { kind: "snapshot" | "increment"; turns: Turn[] };
  toolCalls?: ToolCall[];
  timeline?: TimelineEntry[];
  externalIds?: ExternalId[];
  work?: ModelWork[];
}

/** The one record of a call: all its patches, folded. */
export interface CallRecord {
  provider: string;
  providerCallId: string;
  lifecycle: Lifecycle;
  /** Null while the call is live. */
  disposition: Disposition | null;
  status: CallStatus;
  /** Which evidence decided `status`. */
  statusSource: "provider_evaluation" | "task_completion" | "end_reason" | "deadline" | "none";
  /** Everything told, the strongest last. `disposition`, `durationMs` and `endReason` here are already the final ones. */
  facts: CallFacts;
  turns: Turn[];
  toolCalls: ToolCall[];
  timeline: TimelineEntry[];
  externalIds: ExternalId[];
  /** Earliest provider time of any event; null when none told one. */
  firstOccurredAt: number | null;
}

/** The place of each stage. `failed` stands beside `ended`: both are an end. */
export const lifecycleRank: Record<Lifecycle, number> = {
  registered: 0,
  ringing: 1,
  in_progress: 2,
  ended: 3,
  failed: 3,
  analyzed: 4,
};

/** Whether nothing but analysis can follow. */
export function isTerminal(lifecycle: Lifecycle): boolean {
  return lifecycleRank[lifecycle] >= lifecycleRank.ended;
}
