import type {
  CallFacts,
  CallStatus,
  Channel,
  Consent,
  Direction,
  ExternalId,
  TimelineEntry,
} from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { readCharacters, readCosts, readLatency } from "./vapi.costs.ts";
import type { CallEnd } from "./vapi.end-reasons.ts";

const types: ReadonlyMap<string, { direction: Direction | null; channel: Channel }> = new Map<
  string,
  { direction: Direction | null; channel: Channel }
>([
  ["inboundPhoneCall", { direction: "inbound", channel: "phone" }],
  ["outboundPhoneCall", { direction: "outbound", channel: "phone" }],
  ["webCall", { direction: null, channel: "web" }],
  ["vapi.websocketCall", { direction: null, channel: "websocket" }],
]);

/** What is known of a call from its first event on. The call object's `status` is not read: it is from when the object was cached. */
export function readIdentity(message: Fields, call: Fields): CallFacts {
  const word = call.text("type");
  const type = types.get(word ?? "");
  if (word !== null && !type) call.note("unknown-value", "type");
  const assistant = message.object("assistant");
  const customer = either(message, call, "customer");
  return {
    direction: type?.direction ?? null,
    channel: type?.channel ?? null,
    ...readParties(customer, either(message, call, "phoneNumber"), type?.direction ?? null),
    agentId: call.text("assistantId") ?? assistant.text("id"),
    agentName: assistant.text("name"),
    contactId: customer.text("externalId"),
    createdAt: call.instant("createdAt"),
    maxDurationMs: readMaxDuration(call, assistant),
    metadata: readMetadata(call),
  };
}

/** The carrier's id. Only Twilio's are unique: the ids of Vapi's own numbers repeat from call to call. */
export function readExternalIds(call: Fields): ExternalId[] {
  const value = call.text("phoneCallProviderId");
  const isTwilio = call.text("phoneCallProvider") === "twilio";
  if (!isTwilio || value === null || !/^CA[0-9a-f]{32}$/i.test(value)) return [];
  return [{ kind: "twilio_call_sid", value }];
}

/** What only the end of a call can tell. */
export function readEnding(message: Fields, callId: string, end: CallEnd): CallFacts {
  const isUnconnected = ["no_answer", "busy", "declined"].includes(end.disposition);
  const startedAt = isUnconnected ? null : message.instant("startedAt");
  const endedAt = message.instant("endedAt");
  const artifact = message.object("artifact");
  const judged = readAnalysis(message, artifact);
  const characters = readCharacters(message);
  return {
    startedAt,
    endedAt,
    durationMs: readDuration(message) ?? span(startedAt, endedAt),
    endReason: message.text("endedReason"),
    disposition: end.disposition,
    endStatus: end.endStatus,
    endedBy: end.endedBy,
    failureClass: end.failureClass,
    isHandoff: end.isHandoff,
    isVoicemail: end.disposition === "voicemail" ? true : null,
    recordingUrl: readRecording(message, artifact),
    logUrl: artifact.text("logUrl"),
    consent: readConsent(message, callId),
    latency: readLatency(artifact.object("performanceMetrics")),
    ...readCosts(message),
    ...judged,
    ...(characters === null ? {} : { metrics: { ...judged.metrics, tts_characters: characters } }),
  };
}

/** Whether the analysis says anything. */
export function hasAnalysis(facts: CallFacts): boolean {
  const judged = facts.evaluation ?? facts.metrics?.success_evaluation;
  return Boolean(facts.summary) || Boolean(facts.analysis) || (judged ?? null) !== null;
}

/** The steps of warm and blind transfers. */
export function readTransfers(message: Fields): { timeline: TimelineEntry[]; isDone: boolean } {
  const timeline: TimelineEntry[] = [];
  let isDone = false;
  for (const transfer of message.object("artifact").objects("transfers")) {
    const status = transfer.text("status");
    if (status === "connected" || status === "completed") isDone = true;
    const label = `Transfer${readDestination(transfer)}${status === null ? "" : ` (${status})`}`;
    timeline.push({ type: "transfer", label, at: null, offsetMs: null });
  }
  return { timeline, isDone };
}

/** The number or name behind `destination`, as the end of a label. */
export function readDestination(fields: Fields): string {
  const destination = isObject(fields.raw("destination"))
    ? fields.object("destination")
    : undefined;
  const name = destination
    ? (destination.text("number") ??
      destination.text("sipUri") ??
      destination.text("assistantName"))
    : fields.text("destination");
  return name === null ? "" : ` to ${cutText(name, 100)}`;
}

/** `customer` and `phoneNumber` stand beside the call or in it. */
function either(message: Fields, call: Fields, name: string): Fields {
  return message.has(name) ? message.object(name) : call.object(name);
}

function readParties(customer: Fields, ours: Fields, direction: Direction | null): CallFacts {
  if (direction === null) return {};
  const theirNumber = tidyPhone(customer.text("number") ?? customer.text("sipUri"));
  const ourNumber = tidyPhone(ours.text("number") ?? ours.text("sipUri"));
  return direction === "inbound"
    ? { from: theirNumber, to: ourNumber }
    : { from: ourNumber, to: theirNumber };
}

function readMaxDuration(call: Fields, assistant: Fields): number | null {
  const overrides = call.object("assistantOverrides");
  const seconds = overrides.number("maxDurationSeconds") ?? assistant.number("maxDurationSeconds");
  return seconds === null || seconds <= 0 || seconds > 1e7 ? null : Math.round(seconds * 1000);
}

function readMetadata(call: Fields): Record<string, unknown> | null {
  const metadata = call.json("metadata") ?? call.object("assistantOverrides").json("metadata");
  return metadata && Object.keys(metadata).length > 0 ? metadata : null;
}

function readDuration(message: Fields): number | null {
  const ms = message.number("durationMs");
  const seconds = message.number("durationSeconds");
  const minutes = message.number("durationMinutes");
  const duration =
    ms ?? (seconds !== null ? seconds * 1000 : minutes !== null ? minutes * 60_000 : null);
  return duration === null || duration < 0 || duration > 1e12 ? null : Math.round(duration);
}

function span(from: number | null, to: number | null): number | null {
  return from === null || to === null || to < from ? null : to - from;
}

function readRecording(message: Fields, artifact: Fields): string | null {
  // Older traffic has the address itself in place of the object.
  if (typeof artifact.raw("recording") === "string") return artifact.text("recording");
  const recording = artifact.object("recording");
  return (
    artifact.text("recordingUrl") ??
    recording.object("mono").text("combinedUrl") ??
    artifact.text("stereoRecordingUrl") ??
    recording.text("stereoUrl") ??
    message.text("recordingUrl") ??
    message.text("stereoRecordingUrl")
  );
}

const verdicts: ReadonlyMap<string, CallStatus> = new Map([
  ["true", "success"],
  ["pass", "success"],
  ["success", "success"],
  ["false", "failure"],
  ["fail", "failure"],
]);

function readAnalysis(message: Fields, artifact: Fields): CallFacts {
  const analysis = message.object("analysis");
  const performance = artifact.object("performanceMetrics");
  const judged = readEvaluation(analysis);
  const metrics = {
    ...judged.metrics,
    ...numbered("user_interruptions", performance.number("numUserInterrupted")),
    ...numbered("agent_interruptions", performance.number("numAssistantInterrupted")),
  };
  return {
    summary: analysis.text("summary") ?? message.text("summary"),
    evaluation: judged.evaluation,
    analysis: readResults(analysis, artifact),
    metrics: Object.keys(metrics).length > 0 ? metrics : null,
  };
}

/** The form of `successEvaluation` depends on the owner's rubric: only yes and no are an outcome, the rest is kept as it is. */
function readEvaluation(analysis: Fields): {
  evaluation: CallStatus | null;
  metrics: Record<string, number | string>;
} {
  const raw = analysis.raw("successEvaluation");
  const text = typeof raw === "boolean" ? String(raw) : analysis.text("successEvaluation");
  if (text === null) return { evaluation: null, metrics: {} };
  const evaluation = verdicts.get(text.trim().toLowerCase()) ?? null;
  if (evaluation !== null) return { evaluation, metrics: {} };
  const isNumber = /^\s*-?\d{1,15}(?:\.\d{1,10})?\s*$/.test(text);
  const score = isNumber ? Number(text) : cutText(text, 255);
  return { evaluation: null, metrics: { success_evaluation: score } };
}

function numbered(name: string, value: number | null): Record<string, number> {
  return value === null ? {} : { [name]: value };
}

/** Structured data, and the structured outputs under their names. */
function readResults(analysis: Fields, artifact: Fields): Record<string, unknown> | null {
  const multi = analysis.list("structuredDataMulti");
  const outputs = Object.values(artifact.json("structuredOutputs") ?? {})
    .filter(isObject)
    .filter(({ name }) => typeof name === "string" && name !== "")
    .map(({ name, result }): [string, unknown] => [String(name), result ?? null]);
  // Defined property by property, so that no name can reach the prototype.
  const results = {
    ...analysis.json("structuredData"),
    ...(multi.length > 0 ? { structured_data_multi: multi } : {}),
    ...Object.fromEntries(outputs),
  };
  return Object.keys(results).length > 0 ? results : null;
}

function readConsent(message: Fields, callId: string): Consent | null {
  const consent = message.object("compliance").object("recordingConsent");
  const grantedAt = consent.instant("grantedAt");
  if (grantedAt === null) return null;
  return {
    consentId: `vapi_recording_${callId}`,
    status: "granted",
    scope: ["recording"],
    version: "provider",
    grantedAt,
  };
}
