import { sql } from "kysely";
import { LRUCache } from "lru-cache";
import { uuidV7Floor } from "../../lib/ids.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";

/** Counts by subject in the same hours of the four weeks before, the last week first. */
export type Usual = ReadonlyMap<string, readonly number[]>;

/** A span that ends now, and the zone whose weekdays and hours count. */
export interface Span {
  readonly end: Date;
  readonly windowMinutes: number;
  readonly timeZone: string;
}

const weeks = 4;
/** Subjects with more than these are the ones that are missed. */
const subjectsMax = 500;
const stepMs = 15 * 60_000;
const keptMax = 2_000;

/** Reads counts of a span, by subject: of those asked for, or of those with the most. */
export type Counter = (
  trx: Trx,
  scope: TenantScope,
  span: { from: Date; to: Date; only?: readonly string[] },
) => Promise<ReadonlyMap<string, number>>;

const within = (column: string, only: readonly string[] | undefined) =>
  only === undefined ? sql`true` : sql`${sql.ref(column)} = any(${[...only]})`;

/** Calls that came in, by the number that was called. What was imported came when it was imported, not when it was spoken. */
export const countByNumber: Counter = async (trx, scope, { from, to, only }) => {
  const { rows } = await sql<{
    subject: string;
    count: number;
  }>`select to_number as subject, count(*)::int as count
    from calls
    where tenant_id = ${scope.tenantId} and first_seen_at >= ${from} and first_seen_at < ${to}
      and to_number is not null and direction is distinct from 'outbound' and captured_by <> 'import'
      and ${within("to_number", only)}
    group by 1 order by 2 desc limit ${subjectsMax}`.execute(trx);
  return new Map(rows.map(({ subject, count }) => [subject, count]));
};

/** Webhooks by connection; what we fetched ourselves says nothing of them. */
export const countByConnection: Counter = async (trx, scope, { from, to, only }) => {
  const { rows } = await sql<{
    subject: string;
    count: number;
  }>`select connection_id as subject, count(*)::int as count
    from webhook_events
    where tenant_id = ${scope.tenantId} and id >= ${uuidV7Floor(from.getTime())}::uuid and id < ${uuidV7Floor(to.getTime())}::uuid
      and event_key !~ '^(poll|sweep|import):' and ${within("connection_id", only)}
    group by 1 order by 2 desc limit ${subjectsMax}`.execute(trx);
  return new Map(rows.map(({ subject, count }) => [subject, count]));
};

/** All calls of the tenant. */
export const countAll: Counter = async (trx, scope, { from, to }) => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from calls
    where tenant_id = ${scope.tenantId} and first_seen_at >= ${from} and first_seen_at < ${to} and captured_by <> 'import'`.execute(
    trx,
  );
  return new Map([["all", rows[0]?.count ?? 0]]);
};

/** What is usual at this weekday and hour. It is read again every quarter of an hour, for the past does not change. */
export function createUsual(count: Counter) {
  const kept = new LRUCache<string, Usual>({ max: keptMax });
  return async (trx: Trx, scope: TenantScope, span: Span): Promise<Usual> => {
    const key = [scope.tenantId, span.windowMinutes, span.timeZone, +span.end].join("/");
    const known = kept.get(key);
    if (known !== undefined) return known;
    const usual = new Map<string, number[]>();
    for (const [place, to] of (await weeksBefore(trx, span)).entries()) {
      const from = new Date(to.getTime() - span.windowMinutes * 60_000);
      for (const [subject, found] of await count(trx, scope, { from, to })) {
        const counts = usual.get(subject) ?? Array.from({ length: weeks }, () => 0);
        usual.set(subject, counts);
        counts[place] = found;
      }
    }
    kept.set(key, usual);
    return usual;
  };
}

/** The quarter of an hour that has begun. */
export function quarterOf(now: number): Date {
  return new Date(Math.floor(now / stepMs) * stepMs);
}

/** When the clock on the wall showed the same one to four weeks ago, whatever summer time did in between. */
async function weeksBefore(trx: Trx, { end, timeZone }: Span): Promise<Date[]> {
  const { rows } = await sql<{ at: Date }>`select
      ((${end}::timestamptz at time zone ${timeZone}) - make_interval(days => 7 * w.week)) at time zone ${timeZone} as at
    from generate_series(1, ${weeks}::int) as w (week) order by w.week`.execute(trx);
  return rows.map(({ at }) => at);
}

/** How many came in at least three of the four weeks: one holiday does not hide what is usual, one busy day does not make it. */
export function expectedOf(counts: readonly number[]): number {
  return [...counts].sort((a, b) => a - b)[1] ?? 0;
}
