import { sql } from "kysely";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { offsetAt } from "../lib/time-zone.ts";
import { findProvider } from "../providers/index.ts";
import { type Database, inTenantToRead, type Trx } from "../store/index.ts";
import { explainZone, readTimeZone } from "../tenants/index.ts";
import type { Group, Interval, SpanQuery } from "./analytics.schema.ts";
import { bucketMs } from "./count-calls.ts";
import { type Line, type Question, readFigures } from "./figures.store.ts";
import { toCostLine, toDetails, toFigures, toHeatCell } from "./figures-views.ts";
import { callFigures, costFigures, latencyFigures, type Rollup, wordFigures } from "./rollups.ts";
import { unitMs } from "./sums.store.ts";

export type AnalyticsService = ReturnType<typeof createAnalyticsService>;

const usualMs = 30 * 24 * 3_600_000;
const linesMax = 5_000;
/** Clocks are put forward or back for longer. */
const seasonMs = 28 * 24 * 3_600_000;

/** What lines are made by. */
interface Wanted {
  interval?: Interval | undefined;
  group?: Group | undefined;
}

const groupColumns = { provider: "f.provider", agent: "f.agent_id", number: "f.number" } as const;

/** Answers questions about figures: the same definitions for every provider. */
export function createAnalyticsService({
  db,
  carriers,
  now,
}: {
  db: Database;
  carriers: readonly string[];
  now: () => number;
}) {
  /** Asks in one transaction, and says what was asked. */
  async function ask<Answer>(
    scope: TenantScope,
    query: SpanQuery,
    work: (
      read: (rollup: Rollup, lines: Lines) => Promise<Line[]>,
      zone: string,
    ) => Promise<Answer>,
  ) {
    const { from, to } = bucketsOf(query, now());
    const { provider, agent, number } = query;
    const span = {
      ...{ from, to, agent, number },
      provider: provider && (findProvider(provider)?.id ?? provider),
    };
    const answer = async (trx: Trx) => {
      const zone = query.tz ?? (await readTimeZone(trx, scope)).timeZone;
      const hasHours = hasWholeHours(zone, span, now());
      const read = async (rollup: Rollup, lines: Lines) => {
        // Of words there may be any number, and only the most frequent are shown.
        const isByCalls = rollup === wordFigures;
        const { by } = lines;
        const unit = unitOf(scope, span, lines, hasHours);
        const question = { ...span, by, ...unit, isByCalls, limit: linesMax + 1 };
        const found = await readFigures(trx, scope, rollup, question, carriers);
        if (found.length <= linesMax || isByCalls) return found;
        const detail = `These are more than ${linesMax} lines: ask for a shorter time or longer intervals.`;
        throw new ProblemError("invalid-request", detail);
      };
      const found = await work(read, zone);
      return { from: from.toISOString(), to: to.toISOString(), time_zone: zone, ...found };
    };
    try {
      return await inTenantToRead(db, scope, answer);
    } catch (error) {
      throw explainZone(error);
    }
  }

  const lines = (scope: TenantScope, query: SpanQuery, wanted: Wanted) =>
    ask(scope, query, async (read, zone) => ({
      data: (await read(callFigures, linesBy(wanted, zone))).map(toFigures),
    }));

  const details = (scope: TenantScope, query: SpanQuery, wanted: Wanted) =>
    ask(scope, query, async (read, zone) => {
      const by = linesBy(wanted, zone);
      const calls = await read(callFigures, by);
      const costs = await read(costFigures, by);
      const words = await read(wordFigures, by);
      const latencies = await read(latencyFigures, by);
      const data = calls.map((line) => {
        const mine = ({ group }: Line) => group === line.group;
        return toDetails(line, {
          costs: costs.filter(mine),
          words: words.filter(mine),
          latencies: latencies.filter(mine),
        });
      });
      return { data };
    });

  return {
    lines,
    async summary(scope: TenantScope, query: SpanQuery) {
      const { data, ...span } = await details(scope, query, {});
      const nothing = { costs: [], words: [], latencies: [] };
      return { ...span, figures: data[0] ?? toDetails({}, nothing) };
    },
    providers: (scope: TenantScope, query: SpanQuery) =>
      details(scope, query, { group: "provider" }),
    costs: (scope: TenantScope, query: SpanQuery, interval: Interval | undefined) =>
      ask(scope, query, async (read, zone) => {
        const by = linesBy({ interval, group: "provider" }, zone);
        const whole = await read(callFigures, by);
        const parts = await read(costFigures, by);
        const key = ({ start, group }: Line) => JSON.stringify([start, group]);
        const partsOf = new Map<string, Line[]>();
        for (const part of parts) partsOf.set(key(part), [...(partsOf.get(key(part)) ?? []), part]);
        return { data: whole.map((line) => toCostLine(line, partsOf.get(key(line)) ?? [])) };
      }),
    heatmap: (scope: TenantScope, query: SpanQuery) =>
      ask(scope, query, async (read, zone) => {
        const local = sql`(f.bucket at time zone ${zone}::text)`;
        const by: Question["by"] = {
          weekday: sql`extract(isodow from ${local})::int`,
          hour: sql`extract(hour from ${local})::int`,
        };
        return { data: (await read(callFigures, { by, isByTime: true })).map(toHeatCell) };
      }),
  };
}

/** The time that is asked for, widened to whole buckets. */
function bucketsOf(query: SpanQuery, at: number): { from: Date; to: Date } {
  const end = query.to === undefined ? at : Date.parse(query.to);
  const start = query.from === undefined ? end - usualMs : Date.parse(query.from);
  if (start >= end) throw new ProblemError("invalid-request", "`from` must be before `to`.");
  return {
    from: new Date(Math.floor(start / bucketMs) * bucketMs),
    to: new Date(Math.ceil(end / bucketMs) * bucketMs),
  };
}

/** How figures become lines. */
interface Lines {
  by: Question["by"];
  isByTime: boolean;
  group?: Group | undefined;
  /** Of lines that are longer than a day. */
  startOf?: Question["startOf"];
}

function linesBy({ interval, group }: Wanted, zone: string): Lines {
  const startOf: Question["startOf"] =
    interval && ((at) => sql`date_trunc(${sql.lit(interval)}, ${at}, ${zone}::text)`);
  return {
    by: {
      ...(startOf && { start: startOf(sql`f.bucket`) }),
      ...(group && { group: sql.ref(groupColumns[group]) }),
    },
    isByTime: interval !== undefined,
    group,
    startOf: interval === "week" || interval === "month" ? startOf : undefined,
  };
}

/** In which whole times figures may be read, so that few rows are. */
function unitOf(
  { agentIds }: TenantScope,
  { agent, number }: Pick<SpanQuery, "agent" | "number">,
  { isByTime, group, startOf }: Lines,
  hasWholeHours: boolean,
): Pick<Question, "unit" | "startOf"> {
  if (!isByTime) return { unit: "day" };
  const parts = [agentIds, agent, number, group === "provider" ? undefined : group];
  const isOfAll = parts.every((part) => part === undefined);
  if (!isOfAll && startOf !== undefined) return { unit: "day", startOf };
  if (!hasWholeHours) return {};
  return { unit: isOfAll ? "provider_hour" : "hour" };
}

/** Whether an hour of UTC is one on the clock of the zone too: some are ahead by half an hour more. There are no calls from before 2000, nor later than now. */
function hasWholeHours(zone: string, span: { from: Date; to: Date }, at: number): boolean {
  const last = Math.min(span.to.getTime(), at);
  const first = Math.max(span.from.getTime(), Date.UTC(2000));
  for (let day = first; day < last; day += seasonMs) {
    if (offsetAt(day, zone) % unitMs.hour !== 0) return false;
  }
  return offsetAt(last, zone) % unitMs.hour === 0;
}
