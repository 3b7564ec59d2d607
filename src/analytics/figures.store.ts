import { type RawBuilder, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { callsOf, columnsOf, countPicked, happenedAt, pickedFrom } from "./count-calls.ts";
import type { Rollup } from "./rollups.ts";
import { lengthOf, type Unit, unitMs } from "./sums.store.ts";

/** What figures are asked for. */
export interface Question {
  /** Instants at which buckets begin. */
  from: Date;
  to: Date;
  provider?: string | undefined;
  agent?: string | undefined;
  number?: string | undefined;
  /** What lines are made by, as columns of their own: SQL over `f`, a row of a roll-up. */
  by: Readonly<Record<string, RawBuilder<unknown>>>;
  /** Whole such times of UTC are read as they were added up. Left out: nothing can be, as lines are made by less. */
  unit?: Unit | undefined;
  /** Where a line begins, of any instant: a whole time that is in two lines is read bucket by bucket. Left out: there is none. */
  startOf?: ((at: RawBuilder<unknown>) => RawBuilder<unknown>) | undefined;
  limit: number;
  /** In the order of their calls, the most first; else of what they are by. */
  isByCalls?: boolean;
}

/** A line of figures: what it is by as text or an instant, counts as numbers, amounts as texts. */
export type Line = Readonly<Record<string, string | number | Date | null>>;

/**
 * Adds up a roll-up: what is kept, and in place of what has to be counted again, the calls themselves. One statement sees one state of both, so the figures are those of a
 * recount at any time.
 */
export async function readFigures(
  trx: Trx,
  scope: TenantScope,
  rollup: Rollup,
  question: Question,
  carriers: readonly string[],
): Promise<Line[]> {
  const isCounted = await areCounted(trx, scope);
  const marked = isCounted
    ? sql`select distinct bucket from analytics_marks where tenant_id = ${scope.tenantId} and ${withinOf(question)}`
    : // Nothing is kept yet: every bucket is counted.
      sql`select distinct date_bin(interval '15 minutes', ${happenedAt}, timestamptz '2000-01-01 00:00:00+00') as bucket
        from calls c where c.tenant_id = ${scope.tenantId}
          and ${happenedAt} >= ${question.from} and ${happenedAt} < ${question.to}`;
  const calls = callsOf(scope, sql`select bucket from marked`);
  const columns = columnsOf(rollup);
  const by = Object.entries({ ...question.by, ...namesOf(rollup) });
  const shown = [
    ...by.map(([name, value]) => sql`${value} as ${sql.ref(name)}`),
    ...Object.keys(rollup.counts).map((n) => sql`sum(${sql.ref(n)})::bigint as ${sql.ref(n)}`),
    ...Object.keys(rollup.amounts).map((n) => sql`sum(${sql.ref(n)})::text as ${sql.ref(n)}`),
  ];
  const places = by.map((_, place) => sql.lit(place + 1));
  const order = question.isByCalls ? sql`sum(calls) desc` : sql.join(places);
  const grouping =
    places.length === 0
      ? sql`having count(*) > 0`
      : sql`group by ${sql.join(places)} order by ${order}`;
  const kept = keptRows(scope, rollup, isCounted ? question : { ...question, unit: undefined });
  const { rows } =
    await sql<Line>`with marked as materialized (${marked}), ${pickedFrom(calls, carriers)}
    select ${sql.join(shown)} from (
      ${kept}
      union all
      select ${columns} from (${countPicked(rollup)}) live) f
    where ${isMeant(scope, question)} ${grouping} limit ${question.limit}`.execute(trx);
  return rows;
}

/** What is kept of buckets without a mark: added up where a whole hour or day was since they were counted, else bucket by bucket. */
function keptRows(scope: TenantScope, rollup: Rollup, { from, to, unit, startOf }: Question) {
  const { tenantId } = scope;
  const columns = columnsOf(rollup);
  const first = unit && new Date(Math.ceil(from.getTime() / unitMs[unit]) * unitMs[unit]);
  const last = unit && new Date(Math.floor(to.getTime() / unitMs[unit]) * unitMs[unit]);
  if (unit === undefined || first === undefined || last === undefined || first >= last) {
    return bucketRows(scope, rollup, sql`(values (${from}::timestamptz, ${to}::timestamptz))`);
  }
  const length = sql`${`1 ${lengthOf(unit)}`}::interval`;
  const stale = sql`select date_trunc(${lengthOf(unit)}, bucket, 'UTC') as start from marked
    union select start from analytics_due_sums where tenant_id = ${tenantId} and length = ${lengthOf(unit)}`;
  const again =
    startOf === undefined
      ? stale
      : sql`${stale} union
    select start from generate_series(${first}::timestamptz, ${last}::timestamptz - ${length}, ${length}) start
    where ${startOf(sql`start`)} <> ${startOf(sql`start + ${length} - interval '15 minutes'`)}`;
  const single = sql`(values (${from}::timestamptz, ${first}::timestamptz), (${last}, ${to})
    union all select distinct start, start + ${length} from (${again}) again
    where start >= ${first} and start < ${last})`;
  return sql`select ${columns} from ${sql.table(rollup.sums)}
    where tenant_id = ${tenantId} and unit = ${unit} and bucket >= ${first} and bucket < ${last}
      and bucket not in (${again})
    union all ${bucketRows(scope, rollup, single)}`;
}

/** What is kept of buckets without a mark, span by span. */
function bucketRows({ tenantId }: TenantScope, rollup: Rollup, single: RawBuilder<unknown>) {
  // Looked up span by span, each end worked out before, for the reason that calls are (`callsOf`).
  return sql`select ${columnsOf(rollup)} from (select * from ${single} span (since, until) offset 0) span
    cross join lateral (select * from ${sql.table(rollup.table)} where tenant_id = ${tenantId}
      and bucket >= since and bucket < until offset 0) kept
    where is_frozen or bucket not in (select bucket from marked)`;
}

function namesOf(rollup: Rollup): Record<string, RawBuilder<unknown>> {
  return Object.fromEntries(Object.keys(rollup.names).map((name) => [name, sql.ref(`f.${name}`)]));
}

async function areCounted(trx: Trx, { tenantId }: TenantScope): Promise<boolean> {
  const known = await trx
    .selectFrom("analytics_recounts")
    .select("tenant_id")
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  return known !== undefined;
}

function withinOf(question: Question) {
  return sql`bucket >= ${question.from} and bucket < ${question.to}`;
}

/** Whoever is limited to some agents gets the figures of their calls only. */
function isMeant({ agentIds }: TenantScope, { provider, agent, number }: Question) {
  const conditions = [
    agentIds === undefined ? undefined : sql`f.agent_id = any(${[...agentIds]})`,
    provider === undefined ? undefined : sql`f.provider = ${provider}`,
    agent === undefined ? undefined : sql`f.agent_id = ${agent}`,
    number === undefined ? undefined : sql`f.number = ${number}`,
  ];
  return sql.join([sql`true`, ...conditions.filter((one) => one !== undefined)], sql` and `);
}
