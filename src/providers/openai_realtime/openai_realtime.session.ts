import type {
  CallFacts,
  CallPatch,
  ModelUse,
  TimelineEntry,
  ToolCall,
  Turn,
} from "../../lib/call.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { NormaliseError } from "../provider.ts";

/** What one event adds to a patch. */
type Addition = Pick<CallPatch, "transcript" | "toolCalls" | "timeline"> & { facts?: CallFacts };

type Reader = (event: Fields, at: number | null) => Addition;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["session.created", readSession],
  ["session.updated", readSession],
  ["conversation.item.input_audio_transcription.completed", (e) => spoken("user", e, "transcript")],
  ["response.output_audio_transcript.done", (e) => spoken("agent", e, "transcript")],
  ["response.audio_transcript.done", (e) => spoken("agent", e, "transcript")],
  ["response.output_text.done", (e) => spoken("agent", e, "text")],
  ["response.text.done", (e) => spoken("agent", e, "text")],
  ["response.function_call_arguments.done", readToolCall],
  ["response.done", readResponse],
  ["input_audio_buffer.dtmf_event_received", readKey],
]);

/** Whether a server event of a session says something about its call. */
export function isSessionEvent(eventType: string): boolean {
  return readers.has(eventType);
}

/**
 * What a realtime server event says, pushed to us by whoever holds the socket.
 *
 * The events themselves carry no time, and the order of speech hangs on it: a `timestamp` added by the sender counts, else the
 * arrival, which is the nearest thing known. Null when the event names no call.
 *
 * @throws NormaliseError when the name of the call is too long to be one.
 */
export function sessionPatch(
  eventType: string,
  event: Fields,
  receivedAt: number,
): CallPatch | null {
  const providerCallId = callIdOf(eventType, event);
  if (providerCallId === null) return null;
  if (providerCallId.length > 255) throw new NormaliseError("The call's id is longer than 255.");
  const at = event.instant("timestamp") ?? event.instant("created_at");
  const addition = readers.get(eventType)?.(event, at) ?? {};
  return {
    provider: "openai_realtime",
    providerCallId,
    lifecycle: "in_progress",
    occurredAt: at ?? receivedAt,
    ...addition,
    facts: addition.facts ?? {},
  };
}

/**
 * The call an event belongs to: its `rtc_…` (or `live_…`) id where the sender added it, else the session. In tool events `call_id` is
 * the tool call's own id and names no telephone call.
 */
function callIdOf(eventType: string, event: Fields): string | null {
  const callId = event.text("call_id");
  const sessionId = event.text("session_id") ?? sessionOf(event).text("id");
  const isToolEvent = eventType === "response.function_call_arguments.done";
  const isCall = callId !== null && (!isToolEvent || /^(?:rtc|live)_/.test(callId));
  return isCall ? callId : sessionId;
}

function sessionOf(event: Fields): Fields {
  return event.object("session");
}

function readSession(event: Fields, at: number | null): Addition {
  const session = sessionOf(event);
  const isCreation = event.text("type") === "session.created";
  return {
    facts: {
      sessionId: session.text("id"),
      startedAt: isCreation ? at : null,
      models: modelsOf(session),
    },
  };
}

function modelsOf(session: Fields): ModelUse[] | null {
  const models: ModelUse[] = [];
  const model = session.text("model");
  // The preview versions keep the transcription settings at the top of the session.
  const transcription =
    session.object("audio").object("input").object("transcription").text("model") ??
    session.object("input_audio_transcription").text("model");
  if (model !== null) models.push({ role: "V2V", model: named(model) });
  if (transcription !== null) models.push({ role: "STT", model: named(transcription) });
  return models.length > 0 ? models : null;
}

function named(model: string): string {
  return `openai/${cutText(model, 200)}`;
}

function spoken(role: "agent" | "user", event: Fields, member: string): Addition {
  const content = event.text(member);
  const turns: Turn[] = content === null ? [] : [{ role, content, startMs: null, endMs: null }];
  return { transcript: { kind: "increment", turns } };
}

function readToolCall(event: Fields): Addition {
  const call = toToolCall(event);
  return call ? { toolCalls: [call] } : {};
}

function toToolCall(item: Fields): ToolCall | null {
  const id = item.text("call_id") ?? item.text("item_id");
  const name = item.text("name");
  if (id === null || name === null) {
    item.note("missing-field", id === null ? "call_id" : "name");
    return null;
  }
  return { id, name, arguments: item.text("arguments") };
}

/** A finished answer of the model: the tools it asked for, what it used, and whether the caller talked over it. */
function readResponse(event: Fields, at: number | null): Addition {
  const response = event.object("response");
  const toolCalls = response
    .objects("output")
    .filter((item) => item.text("type") === "function_call")
    .map(toToolCall)
    .filter((call) => call !== null);
  return { toolCalls, timeline: [...usageEntry(response, at), ...interruption(response, at)] };
}

/**
 * Tokens are a timeline entry per answer: every answer counts anew what came before it, and a list of models knows only its last value.
 */
function usageEntry(response: Fields, at: number | null): TimelineEntry[] {
  const usage = response.object("usage");
  const input = usage.number("input_tokens");
  const output = usage.number("output_tokens");
  if (input === null && output === null) return [];
  const label = `Answer used ${input ?? 0} input and ${output ?? 0} output tokens`;
  return [{ type: "usage", label, at, offsetMs: null }];
}

function interruption(response: Fields, at: number | null): TimelineEntry[] {
  const isInterrupted =
    response.text("status") === "cancelled" &&
    response.object("status_details").text("reason") === "turn_detected";
  if (!isInterrupted) return [];
  return [{ type: "interruption", label: "The caller interrupted", at, offsetMs: null }];
}

function readKey(event: Fields, at: number | null): Addition {
  const key = cutText(event.text("event") ?? "", 1) || "?";
  const pressedAt = event.instant("received_at") ?? at;
  return { timeline: [{ type: "dtmf", label: `Key ${key}`, at: pressedAt, offsetMs: null }] };
}
