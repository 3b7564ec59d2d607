import { type RawBuilder, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";
import {
  bucket,
  callsOf,
  columnsOf,
  countPicked,
  isFrozen,
  linkOf,
  pickedFrom,
  usual,
} from "./count-calls.ts";
import { rollups } from "./rollups.ts";
import { addUpLater } from "./sums.store.ts";

/** Marks the buckets in which these calls are now, and those of other records of the same telephone calls. */
export async function markCalls(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  const { tenantId } = scope;
  await later(
    trx,
    sql`insert into analytics_marks (tenant_id, bucket, at)
    select distinct c.tenant_id, ${bucket}, ${at}::timestamptz from calls c
    where c.tenant_id = ${tenantId} and c.id = any(array(
      select unnest(${[...ids]}::text[]) union
      select other.call_id from call_external_ids mine
      join call_external_ids other on other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
      where mine.tenant_id = ${tenantId} and mine.call_id = any(${[...ids]})))`,
  );
}

/** Marks every bucket in which the tenant has calls, or had some. */
export async function markAll(trx: Trx, scope: TenantScope, at: Date): Promise<void> {
  await sql`insert into analytics_marks (tenant_id, bucket, at)
    select c.tenant_id, ${bucket}, ${at}::timestamptz from calls c where c.tenant_id = ${scope.tenantId}
    union select tenant_id, bucket, ${at}::timestamptz from provider_analytics
      where tenant_id = ${scope.tenantId} and is_frozen`.execute(trx);
}

/** Marks the buckets for which figures of a number are kept for good. */
export async function markNumber(trx: Trx, scope: TenantScope, number: string): Promise<void> {
  await sql`insert into analytics_marks (tenant_id, bucket, at)
    select distinct tenant_id, bucket, now() from provider_analytics
    where tenant_id = ${scope.tenantId} and number = ${number} and is_frozen`.execute(trx);
}

/** Which marked buckets it is time to count: calls of them have not changed for a while, or have been changing for long. */
export interface Settled {
  quietSince: Date;
  markedSince: Date;
}

/** The buckets that it is time to count, each once with its tenant and its oldest mark. */
export const settledBuckets = ({ quietSince, markedSince }: Settled) =>
  sql`select tenant_id, bucket, min(at) as since from analytics_marks group by tenant_id, bucket
    having max(at) <= ${quietSince} or min(at) <= ${markedSince}`;

/** Takes the marks of up to so many buckets that it is time to count, the newest first, all marks of each. */
export async function takeMarks(
  trx: Trx,
  scope: TenantScope,
  { settled, limit }: { settled: Settled; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{
    bucket: string;
  }>`delete from analytics_marks where tenant_id = ${scope.tenantId}
      and bucket = any(array(select bucket from (${settledBuckets(settled)}) settled
        where tenant_id = ${scope.tenantId} order by bucket desc limit ${limit}))
    returning bucket::text as bucket`.execute(trx);
  return [...new Set(rows.map((row) => row.bucket))];
}

/** Counts buckets anew, and has what they are part of added up. The caller took their marks in a statement before, so that what it does not see has a mark still. */
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
  }
  const counted = rollups.map(
    (rollup) => sql`insert into ${sql.table(rollup.table)} (${columnsOf(rollup)}, is_frozen)
      select ${columnsOf(rollup)}, false from (${countPicked(rollup)}) counted`,
  );
  await countOnce(trx, pickedFrom(calls, carriers), counted);
  await addUpLater(trx, scope, buckets);
}

/** Keeps the figures of calls that are about to go, for good. */
export async function freezeCalls(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
  carriers: readonly string[],
): Promise<void> {
  const calls = sql`calls c where c.tenant_id = ${scope.tenantId} and c.id = any(${[...ids]}) and not ${isFrozen("c")}`;
  const counted = rollups.map((rollup) => {
    const sums = [...Object.keys(rollup.counts), ...Object.keys(rollup.amounts)];
    const added = sums.map((name) => `${name} = kept.${name} + excluded.${name}`).join(", ");
    const key = [...usual, "is_frozen", ...Object.keys(rollup.names)].join(", ");
    return sql`insert into ${sql.table(rollup.table)} as kept (${columnsOf(rollup)}, is_frozen)
      select ${columnsOf(rollup)}, true from (${countPicked(rollup)}) counted
      on conflict (${sql.raw(key)}) do update set ${sql.raw(added)}`;
  });
  await countOnce(trx, pickedFrom(calls, carriers), counted);
  await sql`insert into analytics_frozen_calls (tenant_id, call_id)
    select ${scope.tenantId}, unnest(${[...ids]}::text[]) on conflict do nothing`.execute(trx);
  await sql`insert into analytics_frozen_links (tenant_id, link)
    select tenant_id, ${linkOf("ids")} from call_external_ids ids
    where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]}) on conflict do nothing`.execute(
    trx,
  );
}

/** Runs what counts from `picked` in one statement, so that calls are read once. */
async function countOnce(
  trx: Trx,
  picked: RawBuilder<unknown>,
  counting: ReadonlyArray<RawBuilder<unknown>>,
): Promise<void> {
  const parts = counting.map((one, place) => sql`${sql.ref(`counted_${place}`)} as (${one})`);
  await sql`with ${sql.join([picked, ...parts])} select`.execute(trx);
}
