import type {
  CallFacts,
  CallPatch,
  CallStatus,
  Disposition,
  EndedBy,
  FailureClass,
  Lifecycle,
  TimelineEntry,
  Turn,
  TurnRole,
} from "../../lib/call.ts";
import { usdToMicros } from "../../lib/money.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { turnsFromText } from "../transcript-text.ts";

const knownMembers: ReadonlySet<string> = new Set([
  ...["call_id", "c_id", "batch_id", "to", "from", "inbound", "completed", "status"],
  ...["queue_status", "call_length", "corrected_duration", "max_duration", "price"],
  ...["created_at", "started_at", "end_at", "answered_by", "call_ended_by", "error_message"],
  ...["record", "recording_url", "concatenated_transcript", "transcripts", "variables"],
  ...["metadata", "request_data", "summary", "disposition_tag", "analysis", "analysis_schema"],
  ...["pathway_id", "pathway_logs", "pathway_tags", "pathway_version", "voice_id"],
  ...["transferred_to", "transferred_at", "pre_transfer_duration", "post_transfer_duration"],
  ...["warm_transfer_call", "transcript", "citations", "endpoint_url"],
]);
const transcriptMembers: ReadonlySet<string> = new Set([
  "id",
  "created_at",
  "text",
  "user",
  "c_id",
]);

const minuteMs = 60_000;
const durationMsMax = 7 * 24 * 60 * minuteMs;

/** What the flat message after a call says. */
export function readPostCall(fields: Fields, providerCallId: string): CallPatch {
  fields.noteUnknown(knownMembers);
  const stage = liveStage(fields);
  if (stage !== null) return livePatch(fields, providerCallId, stage);
  const durationMs = readDuration(fields);
  const end = readEnd(fields, durationMs);
  const isConnected = wasConnected(end.disposition, durationMs);
  const createdAt = fields.instant("created_at");
  const answeredAt = fields.instant("started_at") ?? (isConnected ? createdAt : null);
  const endedAt = answeredAt === null || durationMs === null ? null : answeredAt + durationMs;
  const { turns, actions } = readTranscript(fields, answeredAt);
  return {
    provider: "bland",
    providerCallId,
    lifecycle: stageOf(end.disposition, fields),
    occurredAt: endedAt,
    facts: {
      ...commonFacts(fields),
      createdAt,
      ...(isConnected ? { startedAt: answeredAt } : {}),
      // Never `end_at`: that is when the call would have been cut off.
      endedAt,
      durationMs,
      ...end,
      summary: fields.text("summary"),
      recordingUrl: fields.text("recording_url"),
      costMicros: readPrice(fields),
      analysis: readAnalysis(fields),
      metrics: readMetrics(fields),
    },
    ...(turns.length === 0 ? {} : { transcript: { kind: "snapshot", turns } }),
    ...timelineOf([...actions, ...transferEntries(fields, answeredAt)]),
  };
}

/** A message about a call that is still to come or going on: the same shape, with `completed` false. */
function liveStage(fields: Fields): Lifecycle | null {
  if (fields.flag("completed") !== false) return null;
  const status = word(fields, "status");
  if (status !== null && statusDispositions.has(status)) return null;
  switch (word(fields, "queue_status")) {
    case "new":
    case "queued":
    case "allocated":
      return "registered";
    case "complete":
    case "error":
      return null;
    default:
      return "in_progress";
  }
}

function livePatch(fields: Fields, providerCallId: string, lifecycle: Lifecycle): CallPatch {
  const createdAt = fields.instant("created_at");
  const facts = { ...commonFacts(fields), createdAt };
  return { provider: "bland", providerCallId, lifecycle, occurredAt: createdAt, facts };
}

function commonFacts(fields: Fields): CallFacts {
  const inbound = fields.flag("inbound");
  const maxMinutes = fields.number("max_duration");
  return {
    direction: inbound === null ? null : inbound ? "inbound" : "outbound",
    channel: "phone",
    from: phone(fields, "from"),
    to: phone(fields, "to"),
    agentId: fields.text("pathway_id"),
    agentVersion: fields.text("pathway_version"),
    metadata: nonEmpty(fields.json("metadata")),
    maxDurationMs: maxMinutes === null ? null : asDuration(maxMinutes * minuteMs) || null,
  };
}

/** `corrected_duration` is what is billed, in seconds; `call_length` is in minutes. */
function readDuration(fields: Fields): number | null {
  const seconds = fields.number("corrected_duration");
  const exact = seconds === null ? null : asDuration(seconds * 1000);
  if (exact !== null) return exact;
  const minutes = fields.number("call_length");
  return minutes === null ? null : asDuration(minutes * minuteMs);
}

function asDuration(value: number): number | null {
  const ms = Math.round(value);
  return ms >= 0 && ms <= durationMsMax ? ms : null;
}

const statusDispositions: ReadonlyMap<string, Disposition> = new Map([
  ["no-answer", "no_answer"],
  ["busy", "busy"],
  ["canceled", "canceled"],
  ["cancelled", "canceled"],
  ["failed", "failed"],
  ["completed", "completed"],
]);

function readDisposition(fields: Fields, durationMs: number | null): Disposition {
  const status = word(fields, "status");
  const answeredBy = word(fields, "answered_by");
  const told = status === null ? null : (statusDispositions.get(status) ?? null);
  if (status !== null && status !== "unknown" && told === null) {
    fields.note("unknown-value", "status");
  }
  if (answeredBy === "voicemail") return "voicemail";
  if (told === "no_answer" || answeredBy === "no-answer") return "no_answer";
  if (told === "busy" || told === "canceled" || told === "failed") return told;
  if (word(fields, "queue_status") === "error") return "failed";
  // A tag may speak of a transfer that never came about; the time of the transfer does not.
  if (fields.has("transferred_at")) return "transferred";
  if (told === "completed") return told;
  return durationMs === null || durationMs > 0 ? "completed" : "no_answer";
}

type End = Pick<
  CallFacts,
  "endReason" | "endStatus" | "endedBy" | "failureClass" | "isVoicemail" | "isHandoff"
> & { disposition: Disposition };

function readEnd(fields: Fields, durationMs: number | null): End {
  const disposition = readDisposition(fields, durationMs);
  const error = fields.text("error_message");
  return {
    endReason: fields.text("status") ?? fields.text("queue_status"),
    disposition,
    endStatus: endStatus(disposition, error !== null),
    endedBy: readEndedBy(fields, disposition),
    failureClass: disposition === "failed" ? failureClass(error ?? "") : null,
    isVoicemail: disposition === "voicemail" ? true : null,
    isHandoff: disposition === "transferred" ? true : null,
  };
}

function endStatus(disposition: Disposition, hasError: boolean): CallStatus {
  if (["voicemail", "no_answer", "busy"].includes(disposition)) return "timeout";
  if (hasError || disposition === "failed") return "error";
  if (disposition === "canceled") return "failure";
  return disposition === "transferred" ? "partial" : "success";
}

function readEndedBy(fields: Fields, disposition: Disposition): EndedBy | null {
  switch (word(fields, "call_ended_by")) {
    case "user":
      return "caller";
    case "assistant":
      return "agent";
    case null:
      if (disposition === "failed") return "system";
      return disposition === "transferred" ? "transfer" : null;
    default:
      fields.note("unknown-value", "call_ended_by");
      return "unknown";
  }
}

const failureWords: ReadonlyArray<readonly [RegExp, FailureClass]> = [
  [/balance|credit|payment|billing|rate limit|concurren/i, "billing"],
  [/blocked|fraud|spam|abuse/i, "abuse"],
  [/invalid|not allowed|not configured|unsupported|permission/i, "configuration"],
  [/sip|carrier|twilio|telephon|trunk|unreachable|dial/i, "carrier"],
  [/pathway|webhook|dynamic data/i, "pipeline"],
];

/** By the words of the message, which is free text. */
function failureClass(message: string): FailureClass {
  const text = cutText(message, 1000);
  return failureWords.find(([pattern]) => pattern.test(text))?.[1] ?? "unknown";
}

function wasConnected(disposition: Disposition, durationMs: number | null): boolean {
  if (disposition === "failed") return (durationMs ?? 0) > 0;
  return disposition === "completed" || disposition === "transferred";
}

/** A tag counts as analysis only where there was a conversation: unanswered calls are tagged too. */
function stageOf(disposition: Disposition, fields: Fields): Lifecycle {
  const isAnalyzed = fields.has("summary") || fields.has("analysis");
  if (disposition === "failed") return isAnalyzed ? "analyzed" : "failed";
  if (disposition !== "completed" && disposition !== "transferred") return "ended";
  return isAnalyzed || fields.has("disposition_tag") ? "analyzed" : "ended";
}

const roles: ReadonlyMap<string, TurnRole> = new Map([
  ["user", "user"],
  ["assistant", "agent"],
  ["agent", "agent"],
  ["robot", "agent"],
]);

function readTranscript(
  fields: Fields,
  startedAt: number | null,
): { turns: Turn[]; actions: TimelineEntry[] } {
  const turns: Turn[] = [];
  const actions: TimelineEntry[] = [];
  for (const line of fields.objects("transcripts")) {
    line.noteUnknown(transcriptMembers);
    const content = line.text("text");
    if (content === null) continue;
    const at = line.instant("created_at");
    const startMs = offset(at, startedAt);
    const speaker = word(line, "user") ?? "";
    if (speaker === "agent-action") {
      actions.push({ type: "agent_action", label: oneLine(content), at, offsetMs: startMs });
      continue;
    }
    const role = roles.get(speaker);
    if (role === undefined) line.note("unknown-value", "user");
    turns.push({ role: role ?? "other", content, startMs, endMs: null });
  }
  if (turns.length > 0) return { turns, actions };
  const text = fields.text("concatenated_transcript") ?? fields.text("transcript") ?? "";
  return { turns: turnsFromText(text), actions };
}

function transferEntries(fields: Fields, startedAt: number | null): TimelineEntry[] {
  if (!fields.has("transferred_at")) return [];
  const at = fields.instant("transferred_at");
  const to = phone(fields, "transferred_to");
  const label = to === null ? "Transferred" : `Transferred to ${to}`;
  return [{ type: "transfer", label, at, offsetMs: offset(at, startedAt) }];
}

function timelineOf(entries: TimelineEntry[]): Pick<CallPatch, "timeline"> {
  return entries.length === 0 ? {} : { timeline: entries };
}

function offset(at: number | null, startedAt: number | null): number | null {
  if (at === null || startedAt === null) return null;
  const ms = at - startedAt;
  return ms >= 0 && ms <= durationMsMax ? ms : null;
}

/**
 * What the call collected. Members of `request_data` are left out wherever they appear: they were handed to the call by its owner, often
 * hold secrets, and come back among the variables.
 */
function readAnalysis(fields: Fields): Record<string, unknown> | null {
  const handedIn = fields.json("request_data") ?? {};
  const collected = Object.entries(fields.json("variables") ?? {}).filter(
    ([key]) => !Object.hasOwn(handedIn, key) && key !== "request_data" && key !== "metadata",
  );
  return nonEmpty({ ...Object.fromEntries(collected), ...fields.json("analysis") });
}

function readMetrics(fields: Fields): Record<string, number | string | boolean> | null {
  const metrics = {
    bland_status: fields.text("status"),
    answered_by: fields.text("answered_by"),
    disposition_tag: fields.text("disposition_tag"),
    error_message: cutText(fields.text("error_message") ?? "", 500) || null,
    pre_transfer_ms: minutesAsMs(fields, "pre_transfer_duration"),
    post_transfer_ms: minutesAsMs(fields, "post_transfer_duration"),
  };
  const told: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(metrics)) if (value !== null) told[key] = value;
  return nonEmpty(told);
}

function minutesAsMs(fields: Fields, name: string): number | null {
  const minutes = fields.number(name);
  return minutes === null ? null : asDuration(minutes * minuteMs);
}

function readPrice(fields: Fields): number | null {
  const price = fields.number("price");
  if (price === null) return null;
  const micros = usdToMicros(price);
  if (micros === null) fields.note("unreadable-value", "price");
  return micros;
}

function phone(fields: Fields, name: string): string | null {
  return tidyPhone(fields.text(name));
}

/** A word of a closed set, in lower case and with a hyphen where others write an underscore. */
function word(fields: Fields, name: string): string | null {
  const text = fields.text(name);
  return text === null ? null : cutText(text, 100).trim().toLowerCase().replaceAll("_", "-");
}

/** Free text as one line for people. */
export function oneLine(text: string): string {
  return cutText(text, 500).replace(/\s+/g, " ").trim();
}

function nonEmpty<T extends Record<string, unknown>>(members: T | null): T | null {
  return members === null || Object.keys(members).length === 0 ? null : members;
}
