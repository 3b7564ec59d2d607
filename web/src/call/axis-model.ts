import type { Call, TimelineLine, Turn } from "../api.ts";
import { isLive } from "../lib/call-state.ts";

export interface AxisSpan {
  key: string;
  startMs: number;
  endMs: number;
  label: string;
  /** The turn to jump to. */
  seq?: number;
  isFailed?: boolean;
}

export interface AxisMark {
  key: string;
  atMs: number;
  label: string;
}

export interface AxisModel {
  lengthMs: number;
  agent: AxisSpan[];
  caller: AxisSpan[];
  tools: AxisSpan[];
  events: AxisMark[];
}

/** Assumed where a turn's end is not told: speech at about fifteen characters a second, up to the next turn. */
function endOf(turn: Turn, next: Turn | undefined): number {
  const start = turn.start_ms ?? 0;
  if (turn.end_ms !== null) return Math.max(turn.end_ms, start);
  const guess = start + Math.max(600, (turn.content.length / 15) * 1000);
  return next?.start_ms == null ? guess : Math.min(guess, Math.max(next.start_ms, start));
}

/** Milliseconds from the start of the call. */
export function offsetOf(line: TimelineLine, call: Call): number | null {
  if (line.offset_ms !== null) return line.offset_ms;
  if (line.at === null) return null;
  return Date.parse(line.at) - Date.parse(call.started_at ?? call.first_seen_at);
}

/** What can be drawn of a call on a time axis; null when nothing has a time. */
export function createAxis(
  call: Call,
  turns: Turn[],
  lines: TimelineLine[],
  now: number,
): AxisModel | null {
  const timed = turns.filter((turn) => turn.start_ms !== null);
  const spans = timed.map((turn, index) => ({
    role: turn.role,
    span: {
      key: `turn-${turn.seq}`,
      startMs: turn.start_ms ?? 0,
      endMs: endOf(turn, timed[index + 1]),
      label: turn.content,
      seq: turn.seq,
    },
  }));
  const tools = call.tool_calls.flatMap((tool) =>
    tool.offset_ms === null
      ? []
      : [
          {
            key: tool.id,
            startMs: tool.offset_ms,
            endMs: tool.offset_ms + (tool.duration_ms ?? 0),
            label: tool.name,
            isFailed: tool.is_success === false,
          },
        ],
  );
  const running = isLive(call) && call.started_at ? now - Date.parse(call.started_at) : 0;
  const ends = [...spans.map(({ span }) => span.endMs), ...tools.map((tool) => tool.endMs)];
  const lengthMs = Math.max(call.duration_ms ?? 0, running, ...ends);
  if (lengthMs <= 0) return null;
  const events = lines.flatMap((line, index) => {
    const atMs = line.kind === "tool_call" ? null : offsetOf(line, call);
    // What came before the connection or after the hang-up stands at the edge.
    if (atMs === null) return [];
    const place = Math.min(Math.max(atMs, 0), lengthMs);
    return [{ key: `${line.type}-${index}`, atMs: place, label: line.label }];
  });
  return {
    lengthMs,
    agent: spans.filter(({ role }) => role === "agent").map(({ span }) => span),
    caller: spans.filter(({ role }) => role === "user").map(({ span }) => span),
    tools,
    events,
  };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].map((s) => s * 1000);

/** Round instants at least `roomPx` apart. */
export function axisTicks(lengthMs: number, widthPx: number, roomPx = 64): number[] {
  const step = steps.find((ms) => (ms / lengthMs) * widthPx >= roomPx) ?? 7_200_000;
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step);
}
