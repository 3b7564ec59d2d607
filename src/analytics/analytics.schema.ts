import { z } from "zod";
import { callStatuses, dispositions } from "../lib/call.ts";
import { isPlainTimeZone } from "../lib/time-zone.ts";
import { InstantQuery } from "../store/index.ts";

const count = z.number().int();
const rate = z.number().nullable();
const instant = z.string().meta({ format: "date-time" });
const ms = z.number().int().nullable();
const money = z.string().describe("Exact decimal.");

const intervals = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof intervals)[number];
export const groups = ["provider", "agent", "number"] as const;
export type Group = (typeof groups)[number];

export const IntervalQuery = z
  .enum(intervals)
  .describe("Begins where it does on a clock of `tz`; weeks begin on Monday.");

/** What every question about figures can say. */
export const SpanQuery = z.object({
  from: InstantQuery.optional().describe(
    "Calls that happened from then on, in whole quarter hours. Left out: thirty days before `to`.",
  ),
  to: InstantQuery.optional().describe("Until then; left out: now."),
  tz: z
    .string()
    .max(64)
    .refine(isPlainTimeZone, "must be a time zone such as Europe/Berlin, or UTC")
    .optional()
    .describe("Left out: the tenant's, as `/api/v1/settings/time-zone` tells it."),
  provider: z.string().max(100).optional(),
  agent: z.string().max(255).optional(),
  number: z
    .string()
    .max(100)
    .transform((text) => text.replace(/^ /, "+"))
    .optional()
    .describe("The tenant's own side of the call."),
});
export type SpanQuery = z.infer<typeof SpanQuery>;

const Quantiles = { p50_ms: ms, p90_ms: ms, p95_ms: ms };

/** Where and of whom figures are. */
const place = {
  start: instant.nullable().describe("Where the interval begins; null without one."),
  group: z.string().nullable().describe("By `group_by`; null without it, or where none was told."),
};

export const Figures = z
  .object({
    ...place,
    calls: count.describe("Telephone calls, each once however many records of it there are."),
    live: count.describe("Of these, not over yet. All below counts calls that are over."),
    linked_records: count.describe("Further records of calls, as a carrier saw them."),
    answered: count,
    unanswered: count,
    answer_rate: rate.describe("Of calls of which it is known; null when it is of none."),
    statuses: z.object(
      Object.fromEntries(callStatuses.map((status) => [status, count])) as Record<
        (typeof callStatuses)[number],
        typeof count
      >,
    ),
    success_rate: rate.describe("Of calls with a status other than `unknown`."),
    dispositions: z.object(
      Object.fromEntries(dispositions.map((word) => [word, count])) as Record<
        (typeof dispositions)[number],
        typeof count
      >,
    ),
    transfers: count,
    duration: z
      .object({
        calls: count.describe("Calls whose duration is known."),
        unknown: count.describe("Answered calls whose duration is not."),
        total_ms: z.number().int().nullable(),
        average_ms: ms,
        ...Quantiles,
      })
      .describe("Quantiles come from a histogram."),
    cost: z.object({
      currency: z.string(),
      records: count.describe("Records of which the cost is known, carriers' among them."),
      unknown: count.describe("Records that are over of which it is not; not in the total."),
      total: money.nullable(),
    }),
    satisfaction: z.object({
      calls: count.describe("Calls with a score."),
      average: z.number().nullable().describe("0 to 1."),
    }),
  })
  .meta({ id: "AnalyticsFigures" });
export type Figures = z.infer<typeof Figures>;

const Words = z.array(z.object({ word: z.string(), calls: count }));
const CostPart = z.object({
  currency: z.string(),
  component: z.string(),
  records: count,
  total: money,
});

/** Figures with what they are made of. */
export const DetailedFigures = Figures.extend({
  cost_parts: z
    .array(CostPart)
    .describe("As providers break it down; parts need not add up to the total."),
  end_reasons: Words.describe("Providers' own words, the fifty most frequent."),
  failure_classes: Words,
  sentiments: Words.describe("Providers' own words."),
  satisfaction_sources: z.array(
    z.object({ source: z.string(), calls: count, average: z.number() }),
  ),
  latencies: z
    .array(z.object({ stage: z.string(), calls: count, ...Quantiles }))
    .nullable()
    .describe(
      "Calls by their median response time in a stage, or else the mean. Null: no provider told any.",
    ),
}).meta({ id: "AnalyticsDetails" });
export type DetailedFigures = z.infer<typeof DetailedFigures>;

export const CostLine = z
  .object({
    start: place.start,
    provider: z.string(),
    ...Figures.shape.cost.shape,
    parts: z.array(CostPart),
  })
  .meta({ id: "AnalyticsCosts" });
export type CostLine = z.infer<typeof CostLine>;

export const HeatCell = z
  .object({
    weekday: count.describe("1 is Monday, 7 is Sunday."),
    hour: count,
    calls: count,
    answered: count,
    unanswered: count,
    answer_rate: rate,
  })
  .meta({ id: "AnalyticsHour" });
export type HeatCell = z.infer<typeof HeatCell>;

/** How it stands with one client today. */
export const ClientToday = z
  .object({
    tenant_id: z.string(),
    name: z.string(),
    time_zone: z.string(),
    calls: count,
    live: count.describe("Of these, not over yet."),
    problem_calls: count.describe("Of these, ended with status `failure` or `error`."),
    success_rate: rate,
    cost: z.object({ currency: z.string(), total: money.nullable() }),
    open_alerts: count.nullable().describe("Not resolved; null for whoever may not read alerts."),
    worst_priority: z.enum(["P1", "P2", "P3", "P4"]).nullable(),
  })
  .meta({ id: "ClientToday" });
export type ClientToday = z.infer<typeof ClientToday>;

/** An answer says what it is about. */
export const spanOf = { from: instant, to: instant, time_zone: z.string() };
