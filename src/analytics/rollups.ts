import { callStatuses, dispositions } from "../lib/call.ts";

/** One of the tables in which figures are kept: how its rows are counted from `picked` calls, and added up. */
export interface Rollup {
  readonly table:
    | "provider_analytics"
    | "analytics_costs"
    | "analytics_words"
    | "analytics_latencies";
  /** The same added up by hour and by day. */
  readonly sums:
    | "analytics_call_sums"
    | "analytics_cost_sums"
    | "analytics_word_sums"
    | "analytics_latency_sums";
  /** Where they are counted from. */
  readonly from: string;
  /** What rows are kept by beside the usual, each with where it is read. */
  readonly names: Readonly<Record<string, string>>;
  /** Whole numbers that are added up. */
  readonly counts: Readonly<Record<string, string>>;
  /** Numbers that may outgrow a double, and come as text. */
  readonly amounts: Readonly<Record<string, string>>;
}

/** Where one bin of response times ends and the next begins, in milliseconds. Never changed: what is kept was counted by them. */
export const latencyBounds = [
  100, 200, 300, 400, 500, 650, 800, 1_000, 1_300, 1_600, 2_000, 3_000, 5_000, 10_000, 30_000,
] as const;

/** The same of durations. */
export const durationBounds = [
  5_000, 10_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000, 300_000, 600_000,
  900_000, 1_800_000, 3_600_000, 7_200_000,
] as const;

/** The columns of a histogram, the smallest first. */
export const binNames = Array.from({ length: latencyBounds.length + 1 }, (_, bin) => `bin_${bin}`);

const where = (condition: string) => `count(*) filter (where ${condition})`;
/** A telephone call that is over and was not counted with another record of it. */
const isOver = "is_counted and lifecycle in ('ended', 'failed', 'analyzed')";
const isUnreached = `disposition in ('voicemail', 'no_answer', 'busy', 'declined', 'canceled')`;
const isAnswered = `(disposition in ('completed', 'transferred')
  or disposition in ('failed', 'unknown') and started_at is not null)`;
const binOf = (value: string, bounds: readonly number[]) =>
  `width_bucket(${value}, array[${bounds.join(", ")}]::float8[])`;
const bins = Object.fromEntries(binNames.map((name, bin) => [name, where(`bin = ${bin}`)]));
const sum = (value: string) => `coalesce(sum(${value}), 0)`;

/** Providers' words may be of any length; an index takes no more. */
const wordLength = 120;

/** How many calls there were and what became of them. Of records of one telephone call only one is counted; what each cost is added up. */
export const callFigures: Rollup = {
  table: "provider_analytics",
  sums: "analytics_call_sums",
  // Worked out once for each call, not for each figure.
  from: `(select *, ${isOver} as is_over, case when ${isOver} then ${binOf("duration_ms::float8", durationBounds)} end as bin
    from picked offset 0) picked`,
  names: {},
  counts: {
    calls: where("is_counted"),
    linked: where("not is_counted"),
    live: where("is_counted and lifecycle not in ('ended', 'failed', 'analyzed')"),
    answered: where(`is_over and ${isAnswered}`),
    unanswered: where(
      `is_over and (${isUnreached} or disposition = 'failed' and started_at is null)`,
    ),
    transfers: where("is_over and (disposition = 'transferred' or is_handoff)"),
    ...Object.fromEntries(
      callStatuses.map((status) => [`status_${status}`, where(`is_over and status = '${status}'`)]),
    ),
    ...Object.fromEntries(
      dispositions.map((word) => [
        `disposition_${word}`,
        where(`is_over and disposition = '${word}'`),
      ]),
    ),
    duration_known: where("is_over and duration_ms is not null"),
    duration_unknown: where(`is_over and duration_ms is null and ${isAnswered}`),
    cost_known: where("cost_micros is not null"),
    cost_unknown: where("cost_micros is null and lifecycle in ('ended', 'failed', 'analyzed')"),
    satisfaction_calls: where("is_counted and satisfaction_score is not null"),
    ...bins,
  },
  amounts: {
    duration_ms: "coalesce(sum(duration_ms) filter (where is_over), 0)",
    cost_micros: sum("cost_micros"),
    satisfaction_micros:
      "coalesce(sum(round(satisfaction_score::numeric * 1000000)) filter (where is_counted), 0)",
  },
};

/** The parts of what was charged, as providers name them; they need not add up to the whole. */
export const costFigures: Rollup = {
  table: "analytics_costs",
  sums: "analytics_cost_sums",
  from: `picked cross join lateral (
    select coalesce(left(item ->> 'component', ${wordLength}), 'other') as component, sum((item -> 'micros')::numeric) as micros
    from jsonb_path_query(facts, 'lax $.costItems[*] ? (@.micros.type() == "number")') item group by 1) part`,
  names: { currency: "'USD'", component: "component" },
  counts: { records: "count(*)" },
  amounts: { micros: sum("micros") },
};

/** What is told in words. */
export const wordFigures: Rollup = {
  table: "analytics_words",
  sums: "analytics_word_sums",
  from: `picked cross join lateral (values ('end_reason', end_reason, 0), ('failure_class', failure_class, 0),
      ('sentiment', sentiment, 0), ('satisfaction', case when satisfaction_score is not null
        then coalesce(facts ->> 'satisfactionSource', 'unknown') end, round(satisfaction_score::numeric * 1000000)))
    told (kind, said, score) where is_counted and said is not null`,
  names: { kind: "kind", word: `left(said, ${wordLength})` },
  counts: { calls: "count(*)" },
  amounts: { score_micros: sum("score") },
};

const typical = `coalesce(jsonb_path_query_first(told.value, 'strict $.p50 ? (@.type() == "number")', silent => true),
  jsonb_path_query_first(told.value, 'strict $.mean ? (@.type() == "number")', silent => true))::float8`;

/** How fast agents answered, where providers tell: calls by their median, or else their mean, in each stage. */
export const latencyFigures: Rollup = {
  table: "analytics_latencies",
  sums: "analytics_latency_sums",
  from: `picked cross join lateral (
    select left(told.key, ${wordLength}) as stage, ${binOf(`min(${typical})`, latencyBounds)} as bin
    from jsonb_each(case jsonb_typeof(facts -> 'latency') when 'object' then facts -> 'latency' else '{}' end) told
    group by 1) timed where is_counted and bin is not null`,
  names: { stage: "stage" },
  counts: { calls: "count(*)", ...bins },
  amounts: {},
};

/** All of them. */
export const rollups = [callFigures, costFigures, wordFigures, latencyFigures] as const;
