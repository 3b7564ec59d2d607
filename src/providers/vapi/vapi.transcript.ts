import type { ToolCall, Turn, TurnRole } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import { cutText } from "../../lib/text.ts";
import { type Fields, toJsonText } from "../fields.ts";
import { readTool } from "./vapi.tools.ts";

/** What was said and which tools were used, as far as one event shows. */
export interface Conversation {
  turns: Turn[];
  toolCalls: ToolCall[];
}

const speakers: ReadonlyMap<string, TurnRole> = new Map([
  ["bot", "agent"],
  ["assistant", "agent"],
  ["ai", "agent"],
  ["user", "user"],
  ["customer", "user"],
]);

/** Tools are no turns, and a system message is the owner's prompt: nobody said it. */
const silent: ReadonlySet<string> = new Set([
  ...["system", "developer", "tool", "tool_calls", "tool_call_result", "tool-calls"],
  ...["tool-call-result", "function", "function_call"],
]);

/** Reads the best form of the conversation that the event has: with times, else as chat messages, else plain text. */
export function readConversation(message: Fields, startedAt: number | null): Conversation {
  const artifact = message.object("artifact");
  const timed = firstFilled(artifact.objects("messages"), message.objects("messages"));
  const chat = firstFilled(
    artifact.objects("messagesOpenAIFormatted"),
    message.objects("messagesOpenAIFormatted"),
    message.objects("conversation"),
  );
  const entries = firstFilled(timed, chat);
  if (entries.length > 0) return readMessages(entries, startedAt);
  return { turns: readPlain(message, artifact), toolCalls: [] };
}

/** The `role` of a turn; null for what is not speech. Another word than the known ones is noted. */
export function readSpeaker(entry: Fields): TurnRole | null {
  const role = entry.text("role");
  if (role !== null && silent.has(role)) return null;
  const speaker = speakers.get(role ?? "");
  if (!speaker) entry.note("unknown-value", "role");
  return speaker ?? "other";
}

function firstFilled(...lists: Fields[][]): Fields[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function readMessages(entries: Fields[], startedAt: number | null): Conversation {
  const turns: Turn[] = [];
  const tools = new Map<string, ToolCall>();
  for (const entry of entries) {
    addToolCalls(tools, entry, startedAt);
    addToolResult(tools, entry);
    const content = readContent(entry);
    const role = content === null ? null : readSpeaker(entry);
    if (content !== null && role !== null) {
      turns.push({ role, content, ...readTimes(entry, startedAt) });
    }
  }
  return { turns, toolCalls: [...tools.values()] };
}

/** `message`, or an OpenAI `content`: text, or a list of parts. */
function readContent(entry: Fields): string | null {
  const content = entry.raw("content");
  if (!Array.isArray(content)) return entry.text(entry.has("message") ? "message" : "content");
  const text = content
    .map((part: unknown) => (isObject(part) && typeof part.text === "string" ? part.text : ""))
    .join("");
  return text === "" ? null : text;
}

/** `duration` is seconds in some traffic and milliseconds in other, so the end comes from the instants. */
function readTimes(entry: Fields, startedAt: number | null): Pick<Turn, "startMs" | "endMs"> {
  const startMs = readOffset(entry, startedAt);
  const from = entry.instant("time");
  const to = entry.instant("endTime");
  const isTimed = startMs !== null && from !== null && to !== null && to >= from;
  return { startMs, endMs: isTimed ? startMs + to - from : null };
}

function readOffset(entry: Fields, startedAt: number | null): number | null {
  const seconds = entry.number("secondsFromStart");
  if (seconds !== null) return seconds >= 0 && seconds < 1e7 ? Math.round(seconds * 1000) : null;
  const at = entry.instant("time");
  return at === null || startedAt === null || at < startedAt ? null : at - startedAt;
}

function addToolCalls(tools: Map<string, ToolCall>, entry: Fields, startedAt: number | null): void {
  for (const list of ["toolCalls", "tool_calls"]) {
    for (const call of entry.objects(list)) {
      const tool = readTool(call);
      const id = tool.id ?? `${cutText(tool.name, 100)}:${tools.size}`;
      tools.set(id, {
        ...tools.get(id),
        id,
        name: tool.name,
        arguments: tool.arguments,
        offsetMs: readOffset(entry, startedAt),
        invokedAt: entry.instant("time"),
      });
    }
  }
}

function addToolResult(tools: Map<string, ToolCall>, entry: Fields): void {
  const id = entry.text("toolCallId") ?? entry.text("tool_call_id");
  if (id === null) return;
  const call = tools.get(id) ?? { id, name: entry.text("name") ?? "unknown" };
  const at = entry.instant("time");
  const invokedAt = call.invokedAt ?? null;
  const tookMs = at === null || invokedAt === null ? null : at - invokedAt;
  const error = entry.text("error");
  tools.set(id, {
    ...call,
    result: toJsonText(entry.raw("result") ?? entry.raw("content")),
    durationMs: tookMs !== null && tookMs >= 0 ? tookMs : null,
    ...(error === null ? {} : { error, isSuccess: false }),
  });
}

/** Splits `AI: …\nUser: …\n`. A line without a speaker goes on with the turn before. */
function readPlain(message: Fields, artifact: Fields): Turn[] {
  const text = artifact.text("transcript") ?? message.text("transcript") ?? "";
  const turns: Turn[] = [];
  for (const line of text.split("\n")) {
    const [, speaker, content] = /^(AI|Assistant|Bot|User|Customer): ?(.*)$/s.exec(line) ?? [];
    const last = turns.at(-1);
    if (speaker !== undefined && content !== undefined) {
      const role = speakers.get(speaker.toLowerCase()) ?? "other";
      turns.push({ role, content, startMs: null, endMs: null });
    } else if (last && line !== "") {
      last.content += `\n${line}`;
    }
  }
  return turns;
}
