import type { CallFacts, CallPatch, Lifecycle, TimelineEntry } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import {
  type Finding,
  type NormaliseContext,
  type Normalised,
  NormaliseError,
  type VoiceProvider,
} from "../provider.ts";
import { type CallEnd, readCallEnd } from "./retell.end-reasons.ts";
import { callMembers, readEnding, readExternalIds, readIdentity } from "./retell.facts.ts";
import { retellLive } from "./retell.live.ts";
import { readConversation, withFunctionCall } from "./retell.transcript.ts";
import { verifyRetell } from "./retell.verify.ts";

/** The stage that each event about a call proves, before the end itself is read. */
const callEvents: ReadonlyMap<string, Lifecycle> = new Map([
  ["call_started", "in_progress"],
  ["transcript_updated", "in_progress"],
  ["transfer_started", "in_progress"],
  ["transfer_bridged", "in_progress"],
  ["transfer_cancelled", "in_progress"],
  ["transfer_ended", "in_progress"],
  ["call_ended", "ended"],
  ["call_analyzed", "analyzed"],
]);

/** Understood, but they tell nothing about a call: before the call there is no id, and chats are not calls. */
const otherEvents: ReadonlySet<string> = new Set([
  "call_inbound",
  "chat_inbound",
  "chat_started",
  "chat_ended",
  "chat_analyzed",
]);

const eventMembers: ReadonlySet<string> = new Set([
  ...["event", "event_timestamp", "call", "data", "call_inbound", "chat", "chat_inbound"],
  ...["transfer_destination", "transfer_option", "transcript_with_tool_calls", "name", "args"],
]);

/** Retell AI: signed JSON events, the whole call object in each. */
export const retell: VoiceProvider = {
  id: "retell",
  name: "Retell AI",
  aliases: [],
  isCarrier: false,
  bodyBytesMax: 1_048_576,
  maxCallMs: 2 * 60 * 60_000,
  setup:
    "In the Retell dashboard open Settings, Webhooks and paste this address as the account-level webhook URL. The secret is the Retell API key that carries the webhook badge.",
  addresses: ["100.20.5.228"],
  verify: verifyRetell,
  deliveryId: () => null,
  normalise,
  live: retellLive,
};

function normalise(body: unknown, { isToolPath }: NormaliseContext): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a JSON object");
  const findings: Finding[] = [];
  const event = fieldsOf(body, "", findings);
  const named = cutText(event.text("event") ?? "", 100) || null;
  const eventType = named ?? "function_call";
  if (named !== null && !callEvents.has(named)) {
    if (!otherEvents.has(named)) event.note("unknown-value", "event");
    return { eventType, patches: [], findings };
  }
  // A function whose arguments are the whole body names neither itself nor its call.
  if (named === null && isToolPath === true && !event.has("call")) {
    return { eventType, patches: [], findings };
  }
  if (named === null && event.text("name") === null) {
    throw new NormaliseError("The body names neither an event nor a function");
  }
  event.noteUnknown(eventMembers);
  const call = event.object(event.has("call") || !event.has("data") ? "call" : "data");
  call.noteUnknown(callMembers);
  return { eventType, patches: [readPatch(event, call, eventType)], findings };
}

function readPatch(event: Fields, call: Fields, eventType: string): CallPatch {
  const callId = readCallId(call);
  const conversation = readConversation(call, event);
  const { turns } = conversation;
  const occurredAt = event.instant("event_timestamp");
  const toolCalls =
    eventType === "function_call"
      ? withFunctionCall(event, event.text("name") ?? "unknown", conversation)
      : conversation.toolCalls;
  const transfer = readTransfer(event, call, eventType, occurredAt);
  const timeline = [...conversation.timeline, ...transfer];
  const externalIds = readExternalIds(call);
  return {
    provider: "retell",
    providerCallId: callId,
    ...readStage(call, callId, eventType),
    occurredAt: occurredAt ?? fallbackInstant(call, eventType),
    ...(turns.length > 0 ? { transcript: { kind: "snapshot" as const, turns } } : {}),
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...(timeline.length > 0 ? { timeline } : {}),
    ...(externalIds.length > 0 ? { externalIds } : {}),
  };
}

function readCallId(call: Fields): string {
  const callId = call.text("call_id");
  if (callId === null) throw new NormaliseError("The event names no call");
  if (callId.length > 255) throw new NormaliseError("The call id is longer than 255 characters");
  return callId;
}

function readStage(
  call: Fields,
  callId: string,
  eventType: string,
): { lifecycle: Lifecycle; facts: CallFacts } {
  const identity = readIdentity(call, callId);
  const stage = callEvents.get(eventType) ?? "in_progress";
  if (stage === "in_progress") {
    const isHandoff = eventType === "transfer_bridged" ? true : null;
    return { lifecycle: stage, facts: { ...identity, isHandoff } };
  }
  const end = readEnd(call);
  const lifecycle = stage === "ended" && end.disposition === "failed" ? "failed" : stage;
  // Spreading both costs ten times as much here: this runs for every event.
  return { lifecycle, facts: Object.assign(identity, readEnding(call, end)) };
}

/** Retell's analysis knows a mailbox better than the reason for hanging up. */
function readEnd(call: Fields): CallEnd {
  const end = readCallEnd(call.text("disconnection_reason"), call.text("call_status"));
  if (end.isUnlisted) call.note("unknown-value", "disconnection_reason");
  if (call.object("call_analysis").flag("in_voicemail") !== true) return end;
  return { ...end, disposition: "voicemail", endStatus: "timeout", failureClass: null };
}

function fallbackInstant(call: Fields, eventType: string): number | null {
  if (eventType === "call_started") return call.instant("start_timestamp");
  return eventType === "call_ended" ? call.instant("end_timestamp") : null;
}

const transferSteps: ReadonlyMap<string, string> = new Map([
  ["transfer_started", "started"],
  ["transfer_bridged", "bridged"],
  ["transfer_cancelled", "cancelled"],
  ["transfer_ended", "ended"],
]);

function readTransfer(
  event: Fields,
  call: Fields,
  eventType: string,
  occurredAt: number | null,
): TimelineEntry[] {
  const startedAt = call.instant("start_timestamp");
  const entry = (label: string, at: number | null): TimelineEntry => ({
    type: "transfer",
    label,
    at,
    offsetMs: at === null || startedAt === null || at < startedAt ? null : at - startedAt,
  });
  const step = transferSteps.get(eventType);
  if (step) return [entry(`Transfer ${step}${readDestination(event, call)}`, occurredAt)];
  if ((callEvents.get(eventType) ?? "in_progress") === "in_progress") return [];
  const isCancelled = call.text("disconnection_reason") === "transfer_cancelled";
  const legEndedAt = call.instant("transfer_end_timestamp");
  return [
    ...(isCancelled ? [entry("Transfer not carried out", null)] : []),
    ...(legEndedAt === null ? [] : [entry("Transferred leg ended", legEndedAt)]),
  ];
}

/** The destination is a number, or an object that holds one. */
function readDestination(event: Fields, call: Fields): string {
  const source = event.has("transfer_destination") ? event : call;
  const isNested = isObject(source.raw("transfer_destination"));
  const destination = isNested
    ? source.object("transfer_destination").text("number")
    : source.text("transfer_destination");
  return destination === null ? "" : `: ${cutText(destination, 100)}`;
}
