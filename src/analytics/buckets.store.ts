import { type RawBuilder, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { type Rollup, rollups } from "./rollups.ts";

/** Calls to count, as part of a statement: a `from` and what follows it, in which a call is `c`. */
export type Calls = RawBuilder<unknown>;

/**
 * When a call happened: when it began, else when the provider first spoke of it. A time before there were voice agents, or one that had not come yet when the provider
 * last spoke, is a wrong clock: then it is when we heard of it. The index `calls_happened` is on the same words.
 */
export const happenedAt = sql.raw(`(case
  when coalesce(c.started_at, c.first_occurred_at) between timestamptz '2000-01-01 00:00:00+00' and c.last_event_at
    then coalesce(c.started_at, c.first_occurred_at) else c.first_seen_at end)`);

/** How long a bucket is. Every zone's clock is ahead of UTC by a whole number of them. */
export const bucketMs = 15 * 60_000;
const bucket = sql`date_bin(interval '15 minutes', ${happenedAt}, timestamptz '2000-01-01 00:00:00+00')`;

/** Calls that happened in one of these buckets. */
export function callsOf(scope: TenantScope, buckets: RawBuilder<unknown>): Calls {
  return sql`(${buckets}) b join calls c on c.tenant_id = ${scope.tenantId}
    and ${happenedAt} >= b.bucket and ${happenedAt} < b.bucket + interval '15 minutes'`;
}

/**
 * Makes the rows of a roll-up from calls. Of the records of one telephone call one is counted: an agent's rather than a carrier's, so that what the agent told counts.
 */
export function countCalls(rollup: Rollup, calls: Calls, carriers: readonly string[]) {
  const isCarrier = (call: string) =>
    sql`${sql.ref(`${call}.provider`)} = any(${[...carriers]}::text[])`;
  const names = Object.entries(rollup.names).map(([name, value]) => `${value} as ${name}`);
  const sums = Object.entries({ ...rollup.counts, ...rollup.amounts }).map(
    ([name, value]) => `${value} as ${name}`,
  );
  const groups = [1, 2, 3, 4, 5, ...names.map((_, place) => place + 6)];
  return sql`with picked as materialized (
      select c.tenant_id, ${bucket} as bucket, c.provider, left(coalesce(c.agent_id, ''), 255) as agent_id,
        left(coalesce(case c.direction when 'inbound' then c.to_number when 'outbound' then c.from_number end, ''), 100) as number,
        c.lifecycle, c.disposition, c.status, c.end_reason, c.failure_class, c.started_at, c.duration_ms, c.cost_micros,
        c.satisfaction_score, c.sentiment, c.facts, (c.facts -> 'isHandoff') = 'true' as is_handoff,
        not exists (select from call_external_ids mine
          join call_external_ids other on other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
          join calls o on o.tenant_id = other.tenant_id and o.id = other.call_id
          where mine.tenant_id = c.tenant_id and mine.call_id = c.id
            and (${isCarrier("o")}, o.id) < (${isCarrier("c")}, c.id)) as is_counted
      from ${calls})
    select ${sql.raw(["tenant_id", "bucket", "provider", "agent_id", "number", ...names, ...sums].join(", "))}
    from ${sql.raw(rollup.from)} group by ${sql.raw(groups.join(", "))}`;
}

/** Marks the buckets in which these calls are now, and those of other records of the same telephone calls. */
export async function markCalls(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  const { tenantId } = scope;
  await sql`insert into analytics_marks (tenant_id, bucket, at)
    select distinct c.tenant_id, ${bucket}, ${at}::timestamptz from calls c
    where c.tenant_id = ${tenantId} and c.id = any(array(
      select unnest(${[...ids]}::text[]) union
      select other.call_id from call_external_ids mine
      join call_external_ids other on other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
      where mine.tenant_id = ${tenantId} and mine.call_id = any(${[...ids]})))`.execute(trx);
}

/** Marks every bucket in which the tenant has calls. */
export async function markAll(trx: Trx, scope: TenantScope, at: Date): Promise<void> {
  await sql`insert into analytics_marks (tenant_id, bucket, at)
    select distinct c.tenant_id, ${bucket}, ${at}::timestamptz from calls c
    where c.tenant_id = ${scope.tenantId}`.execute(trx);
}

/** Takes the marks of up to so many buckets that have one from before an instant, all marks of each. */
export async function takeMarks(
  trx: Trx,
  scope: TenantScope,
  { before, limit }: { before: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{
    bucket: string;
  }>`delete from analytics_marks where tenant_id = ${scope.tenantId}
      and bucket = any(array(select distinct bucket from analytics_marks
        where tenant_id = ${scope.tenantId} and at <= ${before} order by bucket desc limit ${limit}))
    returning bucket::text as bucket`.execute(trx);
  return [...new Set(rows.map((row) => row.bucket))];
}

/** Counts buckets anew. The caller took their marks in a statement before, so that what it does not see has a mark still. */
export async function recountBuckets(
  trx: Trx,
  scope: TenantScope,
  buckets: readonly string[],
  carriers: readonly string[],
): Promise<void> {
  const calls = callsOf(scope, sql`select unnest(${[...buckets]}::timestamptz[]) as bucket`);
  for (const rollup of rollups) {
    await sql`delete from ${sql.table(rollup.table)} where tenant_id = ${scope.tenantId}
      and bucket = any(${[...buckets]}::timestamptz[]) and not is_frozen`.execute(trx);
    await sql`insert into ${sql.table(rollup.table)} (${columnsOf(rollup)}, is_frozen)
      select ${columnsOf(rollup)}, false from (${countCalls(rollup, calls, carriers)}) counted`.execute(
      trx,
    );
  }
}

/** Keeps the figures of calls that are about to go, for good. */
export async function freezeCalls(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
  carriers: readonly string[],
): Promise<void> {
  const calls = sql`calls c where c.tenant_id = ${scope.tenantId} and c.id = any(${[...ids]})`;
  for (const rollup of rollups) {
    const sums = [...Object.keys(rollup.counts), ...Object.keys(rollup.amounts)];
    const added = sums.map((name) => `${name} = kept.${name} + excluded.${name}`).join(", ");
    const key = [...usual, "is_frozen", ...Object.keys(rollup.names)].join(", ");
    await sql`insert into ${sql.table(rollup.table)} as kept (${columnsOf(rollup)}, is_frozen)
      select ${columnsOf(rollup)}, true from (${countCalls(rollup, calls, carriers)}) counted
      on conflict (${sql.raw(key)}) do update set ${sql.raw(added)}`.execute(trx);
  }
}

export const usual = ["tenant_id", "bucket", "provider", "agent_id", "number"];

/** The columns of a roll-up's table but `is_frozen`, in one order. */
export function columnsOf({ names, counts, amounts }: Rollup) {
  return sql.raw([...usual, ...[names, counts, amounts].flatMap(Object.keys)].join(", "));
}
