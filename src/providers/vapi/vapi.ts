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
import { readAssistantModels } from "./vapi.costs.ts";
import { type CallEnd, readCallEnd } from "./vapi.end-reasons.ts";
import {
  hasAnalysis,
  readDestination,
  readEnding,
  readExternalIds,
  readIdentity,
  readTransfers,
} from "./vapi.facts.ts";
import { vapiLive } from "./vapi.live.ts";
import { callMembers, ignoredTypes, liveTypes, messageMembers, statuses } from "./vapi.members.ts";
import { readRequestedTools, toToolCalls } from "./vapi.tools.ts";
import { type Conversation, readConversation, readSpeaker } from "./vapi.transcript.ts";
import { vapiSchemeMembers, verifyVapi } from "./vapi.verify.ts";

const rootMembers: ReadonlySet<string> = new Set(["message"]);

/** Vapi: one message per request; whether and how it is signed is the owner's choice. */
export const vapi: VoiceProvider = {
  id: "vapi",
  name: "Vapi",
  aliases: [],
  isCarrier: false,
  bodyBytesMax: 1_048_576,
  maxCallMs: 12 * 60 * 60_000,
  setup:
    "In the Vapi dashboard paste this address as the server URL of the organisation, assistant or phone number. Attach a bearer, secret or HMAC credential to it and use the same value as secret here.",
  addresses: ["167.150.224.0/23"],
  schemeMembers: vapiSchemeMembers,
  verify: verifyVapi,
  deliveryId: () => null,
  normalise,
  live: vapiLive,
};

/** One message, and what about it the parts of a patch share. */
interface Event {
  message: Fields;
  call: Fields;
  type: string;
  callId: string;
  occurredAt: number | null;
}

/** What one kind of message adds to the patch. */
interface Contribution {
  lifecycle: Lifecycle;
  facts: CallFacts;
  timeline?: TimelineEntry[];
}

function normalise(body: unknown, context: NormaliseContext): Normalised {
  if (!isObject(body)) throw new NormaliseError("The body is not a JSON object");
  const findings: Finding[] = [];
  const root = fieldsOf(body, "", findings);
  if (!root.has("message") && !isBareMessage(root))
    return normaliseRequest(root, context, findings);
  if (root.has("message")) root.noteUnknown(rootMembers);
  const message = root.has("message") ? root.object("message") : root;
  const eventType = cutText(message.text("type") ?? "", 100);
  if (eventType === "") throw new NormaliseError("The message has no type");
  // Subscribed with a filter, transcripts come under the filter's own text.
  const type = eventType.startsWith("transcript[") ? "transcript" : eventType;
  if (!liveTypes.has(type)) {
    if (!ignoredTypes.has(type)) message.note("unknown-value", "type");
    return { eventType, patches: [], findings };
  }
  const patch = readPatch(message, type);
  return { eventType, patches: patch ? [patch] : [], findings };
}

/** Some senders of tool calls leave the envelope out. */
function isBareMessage(root: Fields): boolean {
  return liveTypes.has(root.text("type") ?? "") && root.has("call");
}

/** What reaches the same server but reports nothing: a model request of the custom LLM feature, and tools that are nothing but their arguments. */
function normaliseRequest(
  root: Fields,
  context: NormaliseContext,
  findings: Finding[],
): Normalised {
  if (Array.isArray(root.raw("messages"))) {
    return { eventType: "custom-llm-request", patches: [], findings };
  }
  if (context.isToolPath) return { eventType: "tool-request", patches: [], findings };
  throw new NormaliseError("The body has no message");
}

const needsCall: ReadonlySet<string> = new Set([
  ...["assistant-request", "end-of-call-report", "function-call", "status-update", "tool-calls"],
]);

function readPatch(message: Fields, type: string): CallPatch | null {
  message.noteUnknown(messageMembers);
  const call = message.object("call");
  call.noteUnknown(callMembers);
  const callId = call.text("id");
  if (callId === null && !needsCall.has(type)) return null;
  if (callId === null) throw new NormaliseError("The message names no call");
  if (callId.length > 255) throw new NormaliseError("The call id is longer than 255 characters");
  const occurredAt = message.instant("timestamp");
  return assemble({ message, call, type, callId, occurredAt });
}

function assemble(event: Event): CallPatch | null {
  const { message, call, type, callId, occurredAt } = event;
  const isIncrement = type === "transcript";
  // `transcript` is one utterance there, the whole conversation everywhere else.
  const conversation = isIncrement
    ? { turns: readUtterance(message), toolCalls: [] }
    : readConversation(message, message.instant("startedAt"));
  const contribution = contribute(event, conversation);
  if (!contribution) return null;
  const shown = new Set(conversation.toolCalls.map(({ id }) => id));
  const requested = toToolCalls(readRequestedTools(message), occurredAt);
  const toolCalls = [...conversation.toolCalls, ...requested.filter(({ id }) => !shown.has(id))];
  const timeline = contribution.timeline ?? [];
  const externalIds = readExternalIds(call);
  const { turns } = conversation;
  const kind = isIncrement ? ("increment" as const) : ("snapshot" as const);
  return {
    provider: "vapi",
    providerCallId: callId,
    lifecycle: contribution.lifecycle,
    occurredAt,
    facts: { ...readIdentity(message, call), ...contribution.facts },
    ...(turns.length > 0 ? { transcript: { kind, turns } } : {}),
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...(timeline.length > 0 ? { timeline } : {}),
    ...(externalIds.length > 0 ? { externalIds } : {}),
  };
}

/** Partial transcripts are guesses that the final one replaces. */
function readUtterance(message: Fields): Conversation["turns"] {
  const content = message.text("transcript");
  const isPartial = message.text("transcriptType") === "partial";
  const role = content === null || isPartial ? null : readSpeaker(message);
  return content === null || role === null ? [] : [{ role, content, startMs: null, endMs: null }];
}

function contribute(event: Event, conversation: Conversation): Contribution | null {
  const { message, type } = event;
  if (type === "status-update") return readStatus(event, conversation);
  if (type === "end-of-call-report") return readReport(event, conversation);
  const models = readAssistantModels(message);
  const facts: CallFacts = models.length > 0 ? { models } : {};
  if (type === "assistant-request") return { lifecycle: "ringing", facts };
  return { lifecycle: "in_progress", facts, timeline: readMoment(event) };
}

function readStatus(event: Event, conversation: Conversation): Contribution | null {
  const { message, occurredAt } = event;
  const status = message.text("status");
  if (status === "not-found" || status === "deletion-failed") return null;
  if (status === "ended") return readEnded(event, conversation);
  const lifecycle = statuses.get(status ?? "");
  if (!lifecycle) message.note("unknown-value", "status");
  const models = readAssistantModels(message);
  const facts: CallFacts = models.length > 0 ? { models } : {};
  // The report tells the exact start; until it comes, or if it never does, this is the best there is.
  if (status === "in-progress") facts.startedAt = message.instant("startedAt") ?? occurredAt;
  const timeline = status === "forwarding" ? [moment(event, "transfer", "Transfer", true)] : [];
  return { lifecycle: lifecycle ?? "registered", facts, timeline };
}

function readEnded(event: Event, conversation: Conversation): Contribution {
  const { message, callId, occurredAt } = event;
  const transfers = readTransfers(message);
  const end = judge(message, conversation, { isTransferred: transfers.isDone, isReport: false });
  const facts = readEnding(message, callId, end);
  facts.endedAt ??= occurredAt;
  const lifecycle = end.disposition === "failed" ? "failed" : "ended";
  return { lifecycle, facts, timeline: transfers.timeline };
}

/** The report comes after the analysis, which may be switched off: only one that says something makes the call analyzed. */
function readReport({ message, callId }: Event, conversation: Conversation): Contribution {
  const transfers = readTransfers(message);
  const end = judge(message, conversation, { isTransferred: transfers.isDone, isReport: true });
  const facts = readEnding(message, callId, end);
  const ended: Lifecycle = end.disposition === "failed" ? "failed" : "ended";
  const lifecycle = hasAnalysis(facts) ? "analyzed" : ended;
  return { lifecycle, facts, timeline: transfers.timeline };
}

function judge(
  message: Fields,
  { turns }: Conversation,
  known: { isTransferred: boolean; isReport: boolean },
): CallEnd {
  const hasUserTurn = turns.some(({ role }) => role === "user");
  // A status update tells no start, but a caller who spoke was connected.
  const hasStart = !known.isReport || message.has("startedAt");
  const isConversation = hasUserTurn && hasStart;
  const end = readCallEnd(message.text("endedReason"), { ...known, isConversation });
  if (end.isUnlisted) message.note("unknown-value", "endedReason");
  return end;
}

const moments: ReadonlyMap<string, readonly [type: string, label: string]> = new Map([
  ["hang", ["hang", "Assistant did not answer for a while"]],
  ["user-interrupted", ["interruption", "Caller interrupted the assistant"]],
  ["language-change-detected", ["language_change", "Language changed"]],
  ["phone-call-control", ["status", "Phone call control"]],
  ["transfer-update", ["transfer", "Transfer"]],
  ["transfer-destination-request", ["transfer", "Transfer destination asked for"]],
  ["handoff-destination-request", ["transfer", "Handoff destination asked for"]],
  ["assistant.started", ["status", "Assistant started"]],
]);

function readMoment(event: Event): TimelineEntry[] {
  const found = moments.get(event.type);
  return found ? [moment(event, found[0], found[1], event.type === "transfer-update")] : [];
}

function moment(event: Event, type: string, label: string, isTransfer: boolean): TimelineEntry {
  const destination = isTransfer ? readDestination(event.message) : "";
  return { type, label: `${label}${destination}`, at: event.occurredAt, offsetMs: null };
}
