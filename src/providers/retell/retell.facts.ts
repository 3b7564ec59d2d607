import type { CallFacts, Channel, Consent, Direction, ExternalId } from "../../lib/call.ts";
import { tidyPhone } from "../../lib/phone.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { sentimentScore } from "../sentiment.ts";
import { readCosts, readLatency } from "./retell.costs.ts";
import type { CallEnd } from "./retell.end-reasons.ts";

const channels: ReadonlyMap<string, Channel> = new Map([
  ["phone_call", "phone"],
  ["web_call", "web"],
]);
const directions: ReadonlyMap<string, Direction> = new Map([
  ["inbound", "inbound"],
  ["outbound", "outbound"],
]);

/** Every documented member of `call`, those of older traffic included. */
export const callMembers: ReadonlySet<string> = new Set([
  ...["access_token", "agent_id", "agent_name", "agent_tag", "agent_version", "call_analysis"],
  ...["call_cost", "call_id", "call_status", "call_type", "collected_dynamic_variables"],
  ...["custom_sip_headers", "data_storage_setting", "direction", "disconnection_reason"],
  ...["duration_ms", "end_timestamp", "from_number", "knowledge_base_retrieved_contents_url"],
  ...["latency", "llm_token_usage", "metadata", "opt_in_signed_url"],
  ...["opt_out_sensitive_data_storage", "public_log_url", "recording_multi_channel_url"],
  ...["recording_url", "retell_llm_dynamic_variables", "scrubbed_recording_multi_channel_url"],
  ...["scrubbed_recording_url", "scrubbed_transcript_with_tool_calls", "start_timestamp"],
  ...["telephony_identifier", "to_number", "transcript", "transcript_object"],
  ...["transcript_with_tool_calls", "transfer_destination", "transfer_end_timestamp"],
]);

/** What is known of a call from its first event on. */
export function readIdentity(call: Fields, callId: string): CallFacts {
  return {
    direction: readWord(call, "direction", directions),
    channel: readWord(call, "call_type", channels),
    from: tidyPhone(call.text("from_number")),
    to: tidyPhone(call.text("to_number")),
    agentId: call.text("agent_id"),
    agentName: call.text("agent_name"),
    agentVersion: call.text("agent_version"),
    startedAt:
      call.text("call_status") === "not_connected" ? null : call.instant("start_timestamp"),
    metadata: call.json("metadata"),
    consent: readConsent(call, callId),
  };
}

/** What only a finished call can tell. */
export function readEnding(call: Fields, end: CallEnd): CallFacts {
  const isUnconnected = end.isConnected === false || call.text("call_status") === "not_connected";
  const startedAt = isUnconnected ? null : call.instant("start_timestamp");
  const endedAt = call.instant("end_timestamp");
  const spanMs = startedAt === null || endedAt === null ? null : endedAt - startedAt;
  return {
    startedAt,
    endedAt,
    durationMs: call.number("duration_ms") ?? (spanMs !== null && spanMs >= 0 ? spanMs : null),
    endReason: call.text("disconnection_reason"),
    disposition: end.disposition,
    endStatus: end.endStatus,
    endedBy: end.endedBy,
    failureClass: end.failureClass,
    isHandoff: end.isHandoff ?? null,
    recordingUrl: readRecording(call),
    logUrl: call.text("public_log_url"),
    latency: readLatency(call),
    ...readCosts(call),
    ...readAnalysis(call, end),
  };
}

/** The carrier's name of the call. */
export function readExternalIds(call: Fields): ExternalId[] {
  const sid = call.object("telephony_identifier").text("twilio_call_sid");
  return sid === null ? [] : [{ kind: "twilio_call_sid", value: cutText(sid, 255) }];
}

/** Reads one word of a closed set; another word is noted and counts as not told. */
function readWord<T>(fields: Fields, name: string, words: ReadonlyMap<string, T>): T | null {
  const word = fields.text(name);
  if (word === null) return null;
  const found = words.get(word);
  if (found === undefined) fields.note("unknown-value", name);
  return found ?? null;
}

function readAnalysis(call: Fields, end: CallEnd): CallFacts {
  const analysis = call.object("call_analysis");
  const isSuccessful = analysis.flag("call_successful");
  const isVoicemail = end.disposition === "voicemail" || analysis.flag("in_voicemail");
  const collected = call.json("collected_dynamic_variables");
  const custom = analysis.json("custom_analysis_data");
  return {
    summary: analysis.text("call_summary"),
    isVoicemail,
    evaluation: isSuccessful === null ? null : isSuccessful ? "success" : "failure",
    analysis: collected || custom ? { ...collected, ...custom } : null,
    ...readSentiment(analysis),
  };
}

function readSentiment(analysis: Fields): CallFacts {
  const word = analysis.text("user_sentiment")?.toLowerCase() ?? null;
  const score = sentimentScore(word);
  return {
    sentiment: word === "unknown" ? null : word,
    satisfactionScore: score,
    satisfactionSource: score === null ? null : "sentiment",
  };
}

function readRecording(call: Fields): string | null {
  return (
    call.text("scrubbed_recording_url") ??
    call.text("scrubbed_recording_multi_channel_url") ??
    call.text("recording_url") ??
    call.text("recording_multi_channel_url")
  );
}

/**
 * VCP §6.14. The newer setting takes the place of the flag: "basic attributes only" is what opting out of storage was. Leaving out
 * personal data alone is no refusal, and storing everything is no proof of consent.
 */
function readConsent(call: Fields, callId: string): Consent | null {
  const isOptedOut =
    call.flag("opt_out_sensitive_data_storage") ??
    call.text("data_storage_setting") === "basic_attributes_only";
  if (!isOptedOut) return null;
  return {
    consentId: `retell_optout_${callId}`,
    status: "denied",
    scope: ["storage"],
    version: "provider",
  };
}
