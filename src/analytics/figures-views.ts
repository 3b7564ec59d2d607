import { callStatuses, dispositions } from "../lib/call.ts";
import { microsToUsd } from "../lib/money.ts";
import type { CostLine, DetailedFigures, Figures, HeatCell } from "./analytics.schema.ts";
import type { Line } from "./figures.store.ts";
import { quantileOf } from "./histogram.ts";
import { binNames, durationBounds, latencyBounds } from "./rollups.ts";

const wordsMax = 50;
const currency = "USD";

const numberOf = (line: Line, name: string) => Number(line[name] ?? 0);
const textOf = (line: Line, name: string) => String(line[name] ?? "");
const startOf = ({ start }: Line) => (start instanceof Date ? start.toISOString() : null);
const shareOf = (part: number, whole: number) => (whole === 0 ? null : part / whole);
const countsOf = <Name extends string>(line: Line, prefix: string, names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, numberOf(line, prefix + name)])) as Record<
    Name,
    number
  >;

function quantilesOf(line: Line, bounds: readonly number[]) {
  const bins = binNames.map((name) => numberOf(line, name));
  const at = (share: number) => quantileOf(bins, bounds, share);
  return { p50_ms: at(0.5), p90_ms: at(0.9), p95_ms: at(0.95) };
}

function answersOf(line: Line) {
  const answered = numberOf(line, "answered");
  const unanswered = numberOf(line, "unanswered");
  return { answered, unanswered, answer_rate: shareOf(answered, answered + unanswered) };
}

function costOf(line: Line) {
  const records = numberOf(line, "cost_known");
  const total = records === 0 ? null : microsToUsd(BigInt(textOf(line, "cost_micros")));
  return { currency, records, unknown: numberOf(line, "cost_unknown"), total };
}

/** A line of call figures as the API shows it. */
export function toFigures(line: Line): Figures {
  const statuses = countsOf(line, "status_", callStatuses);
  const { unknown: _, ...known } = statuses;
  const durations = numberOf(line, "duration_known");
  const durationMs = durations === 0 ? null : numberOf(line, "duration_ms");
  const scores = numberOf(line, "satisfaction_calls");
  return {
    start: startOf(line),
    group: textOf(line, "group") || null,
    calls: numberOf(line, "calls"),
    live: numberOf(line, "live"),
    linked_records: numberOf(line, "linked"),
    ...answersOf(line),
    statuses,
    success_rate: shareOf(
      statuses.success,
      Object.values(known).reduce((sum, calls) => sum + calls, 0),
    ),
    dispositions: countsOf(line, "disposition_", dispositions),
    transfers: numberOf(line, "transfers"),
    duration: {
      calls: durations,
      unknown: numberOf(line, "duration_unknown"),
      total_ms: durationMs,
      average_ms: durationMs === null ? null : Math.round(durationMs / durations),
      ...quantilesOf(line, durationBounds),
    },
    cost: costOf(line),
    satisfaction: { calls: scores, average: scoreOf(line, "satisfaction_micros", scores) },
  };
}

function scoreOf(line: Line, name: string, calls: number): number | null {
  return calls === 0 ? null : Math.round(numberOf(line, name) / calls) / 1_000_000;
}

/** Adds to figures what they are made of; the lines are those of the same group. */
export function toDetails(
  line: Line,
  { costs, words, latencies }: { costs: Line[]; words: Line[]; latencies: Line[] },
): DetailedFigures {
  const said = (kind: string) =>
    words
      .filter((one) => one.kind === kind)
      .map((one) => ({ word: textOf(one, "word"), calls: numberOf(one, "calls"), line: one }))
      .sort((a, b) => b.calls - a.calls || (a.word < b.word ? -1 : 1));
  const wordsOf = (kind: string) =>
    said(kind)
      .slice(0, wordsMax)
      .map(({ word, calls }) => ({ word, calls }));
  return {
    ...toFigures(line),
    cost_parts: toCostParts(costs),
    end_reasons: wordsOf("end_reason"),
    failure_classes: wordsOf("failure_class"),
    sentiments: wordsOf("sentiment"),
    satisfaction_sources: said("satisfaction").map(({ word, calls, line: one }) => ({
      source: word,
      calls,
      average: scoreOf(one, "score_micros", calls) ?? 0,
    })),
    latencies: latencies.length === 0 ? null : latencies.map(toLatency),
  };
}

function toLatency(line: Line) {
  const calls = numberOf(line, "calls");
  return { stage: textOf(line, "stage"), calls, ...quantilesOf(line, latencyBounds) };
}

function toCostParts(lines: readonly Line[]) {
  return lines.map((line) => ({
    currency: textOf(line, "currency"),
    component: textOf(line, "component"),
    records: numberOf(line, "records"),
    total: microsToUsd(BigInt(textOf(line, "micros"))),
  }));
}

/** What a provider's calls cost, with the parts told of it. */
export function toCostLine(line: Line, parts: readonly Line[]): CostLine {
  const provider = textOf(line, "group");
  return { start: startOf(line), provider, ...costOf(line), parts: toCostParts(parts) };
}

export function toHeatCell(line: Line): HeatCell {
  const [weekday, hour] = [numberOf(line, "weekday"), numberOf(line, "hour")];
  return { weekday, hour, calls: numberOf(line, "calls"), ...answersOf(line) };
}
