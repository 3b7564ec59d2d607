import type {
  CallFacts,
  CallPatch,
  CostItem,
  Direction,
  ExternalId,
  Lifecycle,
} from "../../lib/call.ts";
import { usdToMicros } from "../../lib/money.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { analysisFacts, ownVariables } from "./elevenlabs.analysis.ts";
import { conversationMembers, metadataMembers, phoneCallMembers } from "./elevenlabs.members.ts";
import { readModels } from "./elevenlabs.models.ts";
import { isUnconnected, judgeEnd, knownCallResults, type Outcome } from "./elevenlabs.outcome.ts";
import { barePatch, phoneOf, secondsToMs, twilioCallSid } from "./elevenlabs.reading.ts";
import { readTranscript, type Transcript } from "./elevenlabs.transcript.ts";

/** The stages of conversations that are not over, as the polled record tells them. */
const liveStages: ReadonlyMap<string, Lifecycle> = new Map([
  ["initiated", "registered"],
  ["in-progress", "in_progress"],
]);

/** What the record of a conversation (`data` of `post_call_transcription`) says about the call. */
export function conversationPatch(conversation: Fields, occurredAt: number | null): CallPatch {
  conversation.noteUnknown(conversationMembers);
  const metadata = conversation.object("metadata");
  metadata.noteUnknown(metadataMembers);
  const createdAt = metadata.instant("start_time_unix_secs");
  const transcript = readTranscript(conversation, createdAt);
  const liveStage = liveStages.get(conversation.text("status") ?? "");
  const outcome = liveStage ? null : outcomeOf(conversation, metadata, transcript);
  const bare = barePatch(conversation, "ended", occurredAt);
  return {
    ...bare,
    lifecycle: liveStage ?? endStage(conversation, outcome),
    facts: {
      ...bare.facts,
      ...identityFacts(conversation),
      ...telephoneFacts(conversation, metadata),
      ...(outcome
        ? timeFacts(metadata, outcome, createdAt, transcript)
        : { createdAt, startedAt: liveStage === "in_progress" ? createdAt : null }),
      ...outcomeFacts(metadata, outcome),
      ...chargeFacts(metadata),
      ...analysisFacts(conversation),
      latency: transcript.latency,
      metrics: metricsOf(conversation, metadata),
      metadata: ownVariables(conversation),
    },
    transcript: { kind: "snapshot", turns: transcript.turns },
    toolCalls: transcript.toolCalls,
    timeline: transcript.timeline,
    externalIds: externalIdsOf(metadata.object("phone_call")),
  };
}

function endStage(conversation: Fields, outcome: Outcome | null): Lifecycle {
  if (conversation.has("analysis")) return "analyzed";
  return outcome?.disposition === "failed" ? "failed" : "ended";
}

function outcomeOf(conversation: Fields, metadata: Fields, transcript: Transcript): Outcome {
  const phoneCall = metadata.object("phone_call");
  const callResult = phoneCall.text("call_result");
  if (callResult !== null && !knownCallResults.has(callResult)) {
    phoneCall.note("unknown-value", "call_result");
  }
  return judgeEnd({
    status: conversation.text("status"),
    callResult,
    terminationReason: cutText(metadata.text("termination_reason") ?? "", 1000) || null,
    hasError: metadata.has("error"),
    isVoicemailDetected: transcript.isVoicemailDetected,
    isTransferred: transcript.isTransferred,
  });
}

function identityFacts(conversation: Fields): CallFacts {
  const client = conversation.object("conversation_initiation_client_data");
  return {
    agentName: conversation.text("agent_name"),
    agentVersion: conversation.text("version_id"),
    contactId: conversation.text("user_id") ?? client.text("user_id"),
  };
}

/** Who called whom. Without `phone_call` the conversation was held on the web, unless the platform names a telephone call. */
function telephoneFacts(conversation: Fields, metadata: Fields): CallFacts {
  if (!metadata.has("phone_call")) return variableTelephoneFacts(conversation);
  const phoneCall = metadata.object("phone_call");
  phoneCall.noteUnknown(phoneCallMembers);
  const direction = directionOf(phoneCall);
  const agent = phoneOf(phoneCall, "agent_number");
  const external = phoneOf(phoneCall, "external_number");
  const isOutbound = direction === "outbound";
  return {
    channel: "phone",
    direction,
    from: isOutbound ? agent : external,
    to: isOutbound ? external : agent,
    correlationId: phoneCall.text("call_sid") ?? phoneCall.text("call_id"),
  };
}

function variableTelephoneFacts(conversation: Fields): CallFacts {
  const variables = conversation
    .object("conversation_initiation_client_data")
    .object("dynamic_variables");
  const correlationId = variables.text("system__call_sid");
  if (correlationId === null) return { channel: "web" };
  return {
    channel: "phone",
    from: phoneOf(variables, "system__caller_id"),
    to: phoneOf(variables, "system__called_number"),
    correlationId,
  };
}

function directionOf(phoneCall: Fields): Direction | null {
  const direction = phoneCall.text("direction");
  if (direction === "inbound" || direction === "outbound") return direction;
  if (direction !== null) phoneCall.note("unknown-value", "direction");
  return null;
}

function externalIdsOf(phoneCall: Fields): ExternalId[] {
  const isTwilio = phoneCall.text("type") === "twilio";
  const bySid = twilioCallSid(phoneCall.text("call_sid"), isTwilio);
  const callId = phoneCall.text("call_id");
  if (bySid.length > 0 || callId === null) return bySid;
  return [{ kind: "sip_call_id", value: cutText(callId, 255) }];
}

function timeFacts(
  metadata: Fields,
  outcome: Outcome,
  createdAt: number | null,
  transcript: Transcript,
): CallFacts {
  const durationMs = secondsToMs(metadata.number("call_duration_secs"));
  const hasTalked = (durationMs ?? 0) > 0 || transcript.turns.length > 0;
  const isConnected =
    !isUnconnected(outcome.disposition) && (outcome.disposition !== "failed" || hasTalked);
  return {
    createdAt,
    startedAt: isConnected ? createdAt : null,
    endedAt: createdAt === null || durationMs === null ? null : createdAt + durationMs,
    durationMs,
  };
}

function outcomeFacts(metadata: Fields, outcome: Outcome | null): CallFacts {
  if (!outcome) return {};
  const error = metadata.has("error") ? metadata.object("error") : null;
  const reason = metadata.text("termination_reason") ?? error?.text("reason") ?? null;
  return {
    ...outcome,
    endReason: reason === null ? null : cutText(reason, 1000),
    isVoicemail: outcome.disposition === "voicemail" ? true : null,
    isHandoff: outcome.disposition === "transferred" ? true : null,
  };
}

/**
 * Money. `cost` is credits and never dollars; the model's price is a part of `cost_fiat` and told for information, so it stands alone
 * only among the metrics, where nobody takes it for the price of the call.
 */
function chargeFacts(metadata: Fields): CallFacts {
  const charging = metadata.object("charging");
  const costMicros = usdToMicros(metadata.number("cost_fiat"));
  const llmMicros = usdToMicros(charging.number("llm_price"));
  const costItems: CostItem[] | null =
    costMicros === null || llmMicros === null
      ? null
      : [{ component: "llm", product: null, micros: llmMicros }];
  return { costMicros, costItems, models: readModels(charging) };
}

/** Figures without a member of their own. Credits keep the provider's name, because no other unit is like them. */
function metricsOf(conversation: Fields, metadata: Fields): Record<string, number | string> {
  const charging = metadata.object("charging");
  const entries: Array<[string, number | string | null]> = [
    ["elevenlabs_credits", metadata.number("cost")],
    ["elevenlabs_call_credits", charging.number("call_charge")],
    ["elevenlabs_llm_credits", charging.number("llm_charge")],
    ["llm_price_usd", charging.number("llm_price")],
    ["queue_wait_sec", metadata.number("queue_wait_secs")],
    ["call_success_score", conversation.object("analysis").number("call_success_score")],
    ["language", cutText(metadata.text("main_language") ?? "", 35) || null],
  ];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number | string] => {
      return entry[1] !== null;
    }),
  );
}
