import type {
  CallFacts,
  CallPatch,
  ModelUse,
  ModelWork,
  TimelineEntry,
  ToolCall,
  Turn,
} from "../../lib/call.ts";
import { cutText } from "../../lib/text.ts";
import type { Fields } from "../fields.ts";
import { NormaliseError } from "../provider.ts";
import { answerMicros, transcriptionMicros } from "./openai_realtime.prices.ts";

/** What one event adds to a patch. */
type Addition = Pick<CallPatch, "transcript" | "toolCalls" | "timeline" | "work"> & {
  facts?: CallFacts;
};

/** The session's models, as far as they are known where the event is read: events about use do not name them. */
export interface SessionModels {
  answers: string | null;
  transcription: string | null;
}
const unknownModels: SessionModels = { answers: null, transcription: null };

type Reader = (event: Fields, at: number | null, models: SessionModels) => Addition;

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["session.created", readSession],
  ["session.updated", readSession],
  ["input_audio_buffer.speech_started", readSpeech],
  ["input_audio_buffer.speech_stopped", readSpeech],
  ["conversation.item.created", readItem],
  ["conversation.item.added", readItem],
  ["conversation.item.done", readItem],
  ["conversation.item.truncated", readTruncation],
  ["conversation.item.input_audio_transcription.completed", readTranscription],
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

/** What a server event adds to its call; nothing for one that says nothing about it. */
export function readSessionEvent(
  eventType: string,
  event: Fields,
  at: number | null,
  models: SessionModels,
): Addition {
  return readers.get(eventType)?.(event, at, models) ?? {};
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
  const addition = readSessionEvent(eventType, event, at, unknownModels);
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
  // The preview versions keep the settings at the top of the session.
  const voice = session.object("audio").object("output").text("voice") ?? session.text("voice");
  return {
    facts: {
      sessionId: session.text("id"),
      startedAt: isCreation ? at : null,
      models: modelsOf(session),
      ...(voice === null ? {} : { metrics: { voice: cutText(voice, 100) } }),
    },
  };
}

/** The models that a session names. */
export function sessionModels(session: Fields): SessionModels {
  return {
    answers: session.text("model"),
    transcription:
      session.object("audio").object("input").object("transcription").text("model") ??
      session.object("input_audio_transcription").text("model"),
  };
}

function modelsOf(session: Fields): ModelUse[] | null {
  const { answers, transcription } = sessionModels(session);
  const models: ModelUse[] = [];
  if (answers !== null) models.push({ role: "V2V", model: named(answers) });
  if (transcription !== null) models.push({ role: "STT", model: named(transcription) });
  return models.length > 0 ? models : null;
}

function named(model: string): string {
  return `openai/${cutText(model, 200)}`;
}

/** An utterance is known by its item; further parts of the same item, which are rare, stand for themselves. */
function turnIdOf(event: Fields): string | null {
  const itemId = event.text("item_id");
  const part = event.number("content_index") ?? 0;
  if (itemId === null) return null;
  return part === 0 ? itemId : `${itemId}/${part}`;
}

/** A part of a turn; without an id it is a turn of its own. */
function increment(id: string | null, turn: Turn): Addition {
  const turns = id === null ? [turn] : [{ id, ...turn }];
  return { transcript: { kind: "increment", turns } };
}

function spoken(role: "agent" | "user", event: Fields, member: string): Addition {
  const content = event.text(member);
  if (content === null) return { transcript: { kind: "increment", turns: [] } };
  return increment(turnIdOf(event), { role, content, startMs: null, endMs: null });
}

function readTranscription(event: Fields, _at: number | null, models: SessionModels): Addition {
  const said = spoken("user", event, "transcript");
  const id = turnIdOf(event);
  const usage = event.object("usage");
  const counts = countsOf(usage, {
    transcription_input_tokens: "input_tokens",
    transcription_output_tokens: "output_tokens",
    transcription_seconds: "seconds",
  });
  if (id === null || Object.keys(counts).length === 0) return said;
  const work: ModelWork = {
    id: `transcription/${id}`,
    component: "stt",
    product: models.transcription && named(models.transcription),
    counts,
    micros: transcriptionMicros(models.transcription, usage),
  };
  return { ...said, work: [work] };
}

/** When the caller began and ended to speak: the words come later, often after the answer, and must stand here. */
function readSpeech(event: Fields): Addition {
  const id = event.text("item_id");
  if (id === null) return {};
  const startMs = event.number("audio_start_ms");
  return increment(id, { role: "user", content: "", startMs, endMs: event.number("audio_end_ms") });
}

/** An item of the conversation takes its place in it; what a tool answered and what somebody typed is only told here. */
function readItem(event: Fields): Addition {
  const item = event.object("item");
  const id = item.text("id");
  const type = item.text("type");
  if (type === "function_call_output") {
    const callId = item.text("call_id");
    const result = item.text("output");
    return callId === null ? {} : { toolCalls: [{ id: callId, name: "", result }] };
  }
  const role = item.text("role");
  if (type !== "message" || id === null || (role !== "user" && role !== "assistant")) return {};
  const typed = item
    .objects("content")
    .filter((part) => part.text("type") === "input_text")
    .map((part) => part.text("text") ?? "");
  const content = role === "user" ? typed.join("\n") : "";
  const speaker = role === "user" ? "user" : "agent";
  return increment(id, { role: speaker, content, startMs: null, endMs: null });
}

/** The caller spoke before the answer was heard to its end. */
function readTruncation(event: Fields): Addition {
  const id = event.text("item_id");
  if (id === null) return {};
  const part: Turn = { role: "agent", content: "", startMs: null, endMs: null };
  return increment(id, { ...part, isInterrupted: true });
}

function readToolCall(event: Fields, at: number | null): Addition {
  const call = toToolCall(event);
  return call ? { toolCalls: [at === null ? call : { ...call, invokedAt: at }] } : {};
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
function readResponse(event: Fields, at: number | null, models: SessionModels): Addition {
  const response = event.object("response");
  const toolCalls = response
    .objects("output")
    .filter((item) => item.text("type") === "function_call")
    .map(toToolCall)
    .filter((call) => call !== null);
  const timeline = [...usageEntry(response, at), ...interruption(response, at)];
  const work = answerWork(response, models.answers);
  return { toolCalls, timeline, ...(work === null ? {} : { work: [work] }) };
}

/** Every answer is charged with all that came before it, so a call's use is the sum of its answers. */
function answerWork(response: Fields, model: string | null): ModelWork | null {
  const id = response.text("id");
  const usage = response.object("usage");
  const counts = countsOf(usage, { input_tokens: "input_tokens", output_tokens: "output_tokens" });
  if (id === null || Object.keys(counts).length === 0) return null;
  const cached = countsOf(usage.object("input_token_details"), {
    cached_input_tokens: "cached_tokens",
  });
  return {
    id,
    component: "voice_to_voice",
    product: model && named(model),
    counts: { ...counts, ...cached },
    micros: answerMicros(model, usage),
  };
}

function countsOf(usage: Fields, names: Readonly<Record<string, string>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([name, member]) => {
      const count = usage.number(member);
      return count === null || count < 0 ? [] : [[name, count]];
    }),
  );
}

/** Tokens are a timeline entry per answer too, so that one sees which answers were dear. */
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
