import type { LatencyByStage, TimelineEntry, ToolCall, Turn, TurnRole } from "../../lib/call.ts";
import { isObject } from "../../lib/json.ts";
import type { Fields } from "../fields.ts";
import { turnMembers } from "./elevenlabs.members.ts";
import { secondsToMs } from "./elevenlabs.reading.ts";

/** What the list of turns tells. */
export interface Transcript {
  turns: Turn[];
  toolCalls: ToolCall[];
  timeline: TimelineEntry[];
  latency: LatencyByStage | null;
  isVoicemailDetected: boolean;
  isTransferred: boolean;
}

interface ToolUse extends ToolCall {
  hasBeenCalled: boolean;
  hasResult: boolean;
}

const stages: ReadonlyMap<string, string> = new Map([
  ["convai_llm_service_ttfb", "llm"],
  ["convai_llm_service_ttf_sentence", "llm_first_sentence"],
  ["convai_tts_service_ttfb", "tts"],
  ["convai_asr_service_ttfb", "stt"],
  ["convai_asr_trailing_service_latency", "stt"],
]);

/** Reads `transcript`. Turns in which nothing is spoken carry tool use only and are no turns of ours. */
export function readTranscript(conversation: Fields, startedAt: number | null): Transcript {
  const entries = conversation.objects("transcript");
  entries[0]?.noteUnknown(turnMembers);
  const uses = toolUses(entries, startedAt);
  return {
    turns: entries.map(toTurn).filter((turn) => turn !== null),
    toolCalls: uses.map(({ hasBeenCalled: _, hasResult: __, ...call }) => call),
    timeline: uses.filter(isTransfer).map(toTransfer),
    latency: latencyOf(entries, uses),
    isVoicemailDetected: uses.some((use) => isEffective(use, "voicemail_detection")),
    isTransferred: uses.some((use) => use.hasResult && isEffective(use, "transfer_to_number")),
  };
}

function toTurn(entry: Fields): Turn | null {
  const content = entry.text("message");
  const startMs = secondsToMs(entry.number("time_in_call_secs"));
  if (content === null) return null;
  const isInterrupted = entry.flag("interrupted") === true;
  return {
    role: roleOf(entry),
    content,
    startMs,
    endMs: null,
    ...(isInterrupted ? { isInterrupted } : {}),
  };
}

function roleOf(entry: Fields): TurnRole {
  const role = entry.text("role");
  if (role === "agent" || role === "user") return role;
  entry.note("unknown-value", "role");
  return "other";
}

/** Every tool use once, calls and results brought together by `request_id`. */
function toolUses(entries: readonly Fields[], startedAt: number | null): ToolUse[] {
  const byId = new Map<string, ToolUse>();
  const callIdOf = idSource();
  const resultIdOf = idSource();
  for (const entry of entries) {
    const offsetMs = secondsToMs(entry.number("time_in_call_secs"));
    for (const call of entry.objects("tool_calls")) {
      const use = useOf(byId, callIdOf(call), call);
      use.arguments = textOf(call, "params_as_json");
      use.hasBeenCalled = call.flag("tool_has_been_called") === true;
      use.offsetMs = offsetMs;
      use.invokedAt = startedAt === null || offsetMs === null ? null : startedAt + offsetMs;
    }
    for (const result of entry.objects("tool_results")) {
      const use = useOf(byId, resultIdOf(result), result);
      addResult(use, result);
      use.offsetMs ??= offsetMs;
    }
  }
  return [...byId.values()];
}

function addResult(use: ToolUse, result: Fields): void {
  const text = textOf(result, "result_value");
  // System tools report a refusal in the name of their result while `is_error` stays false.
  const kind = result.has("result") ? result.object("result").text("result_type") : null;
  const isError = result.flag("is_error") === true || kind?.endsWith("error") === true;
  use.result = text;
  use.isSuccess = !isError;
  use.error = isError ? (text ?? kind) : null;
  use.durationMs = secondsToMs(result.number("tool_latency_secs"));
  use.hasResult = true;
}

function useOf(byId: Map<string, ToolUse>, id: string, fields: Fields): ToolUse {
  const known = byId.get(id);
  if (known) return known;
  const name = fields.text("tool_name") ?? "unknown";
  const use: ToolUse = {
    id,
    name,
    arguments: null,
    result: null,
    isSuccess: null,
    error: null,
    offsetMs: null,
    invokedAt: null,
    durationMs: null,
    hasBeenCalled: false,
    hasResult: false,
  };
  byId.set(id, use);
  return use;
}

/** Ids for tool uses without one: the name and its place, counted alike for calls and results so that they still meet. */
function idSource(): (fields: Fields) => string {
  const counts = new Map<string, number>();
  return (fields) => {
    const id = fields.text("request_id");
    if (id !== null) return id;
    const name = fields.text("tool_name") ?? "unknown";
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name}#${count}`;
  };
}

/** A use without any result counts as carried out when the platform says that the tool was called. */
function isEffective(use: ToolUse, name: string): boolean {
  return use.name === name && (use.hasResult ? use.isSuccess === true : use.hasBeenCalled);
}

function isTransfer(use: ToolUse): boolean {
  if (!use.hasResult) return false;
  return isEffective(use, "transfer_to_number") || isEffective(use, "transfer_to_agent");
}

function toTransfer(use: ToolUse): TimelineEntry {
  const target = use.name === "transfer_to_number" ? "a number" : "another agent";
  return {
    type: "transfer",
    label: `Transfer to ${target}`,
    at: use.invokedAt ?? null,
    offsetMs: use.offsetMs ?? null,
  };
}

function latencyOf(entries: readonly Fields[], uses: readonly ToolUse[]): LatencyByStage | null {
  const sums = new Map<string, { sum: number; n: number }>();
  const add = (stage: string, ms: number | null) => {
    if (ms === null) return;
    const { sum, n } = sums.get(stage) ?? { sum: 0, n: 0 };
    sums.set(stage, { sum: sum + ms, n: n + 1 });
  };
  for (const entry of entries) addTurnMetrics(entry, add);
  for (const use of uses) add("tool", use.durationMs ?? null);
  if (sums.size === 0) return null;
  return Object.fromEntries(
    [...sums].map(([stage, { sum, n }]) => [stage, { mean: Math.round(sum / n), n }]),
  );
}

/** Turn metrics are a flat map in older traffic and sit under `metrics` in newer; a measure is an object or plain seconds. */
function addTurnMetrics(entry: Fields, add: (stage: string, ms: number | null) => void): void {
  if (!entry.has("conversation_turn_metrics")) return;
  const outer = entry.object("conversation_turn_metrics");
  const metrics = isObject(outer.raw("metrics")) ? outer.object("metrics") : outer;
  for (const [name, stage] of stages) {
    if (!metrics.has(name)) continue;
    const isNested = isObject(metrics.raw(name));
    const seconds = isNested ? metrics.object(name).number("elapsed_time") : metrics.number(name);
    add(stage, secondsToMs(seconds));
  }
}

/** Text as it is; anything else written out as JSON, unless it is too deep to be written. */
function textOf(fields: Fields, name: string): string | null {
  const value = fields.raw(name);
  if (!isObject(value) && !Array.isArray(value)) return fields.text(name);
  try {
    return JSON.stringify(value);
  } catch {
    fields.note("unreadable-value", name);
    return null;
  }
}
