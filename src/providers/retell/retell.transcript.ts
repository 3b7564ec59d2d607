import type { TimelineEntry, ToolCall, Turn, TurnRole } from "../../lib/call.ts";
import { sha256Hex } from "../../lib/signature.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, toJsonText } from "../fields.ts";

/** What was said and done during a call, read from one event. */
export interface Conversation {
  turns: Turn[];
  toolCalls: ToolCall[];
  timeline: TimelineEntry[];
}

const speakers: ReadonlyMap<string, TurnRole> = new Map([
  ["agent", "agent"],
  ["user", "user"],
  ["transfer_target", "other"],
  ["sms", "other"],
  ["injected", "system"],
]);

const actions: ReadonlySet<string> = new Set([
  "tool_call_invocation",
  "tool_call_result",
  "node_transition",
  "dtmf",
]);

/**
 * Reads the conversation from the best source that the event has: the scrubbed one, else the one with words for the turns and
 * the one with tool calls for the rest, else the plain text.
 *
 * `event` is the root: `transcript_updated` may carry the transcript beside the call.
 */
export function readConversation(call: Fields, event: Fields): Conversation {
  const scrubbed = call.objects("scrubbed_transcript_with_tool_calls");
  const words = call.objects("transcript_object");
  const mixed = firstFilled(
    scrubbed,
    call.objects("transcript_with_tool_calls"),
    event.objects("transcript_with_tool_calls"),
  );
  const spoken = firstFilled(scrubbed, words, mixed);
  const turns = spoken.length > 0 ? readTurns(spoken) : parseTranscript(call.text("transcript"));
  return { turns, toolCalls: readToolCalls(mixed), timeline: readTimeline(mixed) };
}

/**
 * The tool calls after a custom function request. Retell sends no id with the request: where the transcript shows the open
 * invocation of that tool, the two are one; else the id is made of name, place and arguments, equal on every retry.
 */
export function withFunctionCall(event: Fields, name: string, known: Conversation): ToolCall[] {
  const isShown = known.toolCalls.some((use) => use.name === name && use.result === undefined);
  if (isShown) return known.toolCalls;
  const args = toJsonText(event.raw("args"));
  const place = `${known.turns.length}:${sha256Hex(args ?? "").slice(0, 12)}`;
  return [...known.toolCalls, { id: `${cutText(name, 100)}:${place}`, name, arguments: args }];
}

function firstFilled(...lists: Fields[][]): Fields[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function readTurns(entries: Fields[]): Turn[] {
  const turns: Turn[] = [];
  for (const entry of entries) {
    const role = entry.text("role") ?? "";
    const content = entry.text("content");
    if (actions.has(role) || content === null) continue;
    if (!speakers.has(role)) entry.note("unknown-value", "role");
    turns.push({ role: speakers.get(role) ?? "other", content, ...readTimes(entry) });
  }
  return turns;
}

/** Word times and `time_sec` are seconds from the start of the call. */
function readTimes(entry: Fields): Pick<Turn, "startMs" | "endMs"> {
  const words = entry.objects("words");
  const start = words[0]?.number("start") ?? entry.number("time_sec");
  const end = words.at(-1)?.number("end") ?? null;
  return { startMs: toMs(start), endMs: toMs(end) };
}

function toMs(seconds: number | null): number | null {
  return seconds === null || seconds < 0 || seconds > 1e7 ? null : Math.round(seconds * 1000);
}

/** Splits `Agent: …\nUser: …\n`. A line without a speaker goes on with the turn before. */
function parseTranscript(text: string | null): Turn[] {
  const turns: Turn[] = [];
  for (const line of (text ?? "").split("\n")) {
    const [, speaker, content] = /^(Agent|User|Transfer Target): ?(.*)$/s.exec(line) ?? [];
    const last = turns.at(-1);
    if (speaker !== undefined && content !== undefined) {
      const role = speaker === "Agent" ? "agent" : speaker === "User" ? "user" : "other";
      turns.push({ role, content, startMs: null, endMs: null });
    } else if (last && line !== "") {
      last.content += `\n${line}`;
    }
  }
  return turns;
}

function readToolCalls(entries: Fields[]): ToolCall[] {
  const byId = new Map<string, ToolCall>();
  for (const [place, entry] of entries.entries()) {
    const role = entry.text("role");
    if (role === "tool_call_invocation") {
      const name = entry.text("name") ?? "unknown";
      const id = entry.text("tool_call_id") ?? `${cutText(name, 100)}:${place}`;
      byId.set(id, { ...byId.get(id), id, name, arguments: toJsonText(entry.raw("arguments")) });
    }
    if (role === "tool_call_result") addResult(byId, entry);
  }
  return [...byId.values()];
}

function addResult(byId: Map<string, ToolCall>, entry: Fields): void {
  const id = entry.text("tool_call_id");
  if (id === null) {
    entry.note("missing-field", "tool_call_id");
    return;
  }
  const call = byId.get(id) ?? { id, name: entry.text("name") ?? "unknown" };
  const result = toJsonText(entry.raw("content"));
  byId.set(id, { ...call, result, isSuccess: entry.flag("successful") });
}

/** Retell gives no time for these, so their number in the call tells two equal ones apart. */
function readTimeline(entries: Fields[]): TimelineEntry[] {
  const timeline: TimelineEntry[] = [];
  let keys = 0;
  let steps = 0;
  const add = (type: string, label: string) =>
    timeline.push({ type, label: cutText(label, 300), at: null, offsetMs: null });
  for (const entry of entries) {
    const role = entry.text("role");
    if (role === "dtmf") add("dtmf", `Key press ${++keys}: ${entry.text("digit") ?? "?"}`);
    if (role === "node_transition") {
      add("node_transition", `Step ${++steps}: ${node(entry, "former")} → ${node(entry, "new")}`);
    }
  }
  return timeline;
}

function node(entry: Fields, which: "former" | "new"): string {
  return entry.text(`${which}_node_name`) ?? entry.text(`${which}_node_id`) ?? "?";
}
