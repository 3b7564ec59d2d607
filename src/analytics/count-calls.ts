import { type RawBuilder, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Rollup } from "./rollups.ts";

/** Calls to count, as part of a statement: a `from` and what follows it, in which a call is `c`. */
export type Calls = RawBuilder<unknown>;

const told = `case when c.started_at is not null then c.started_at
  when c.first_occurred_at is not null then c.first_occurred_at else c.ended_at end`;

/**
 * When a call happened: when it began, else when the provider first spoke of it, else its end. A time before there were voice agents, or one that had not come yet when
 * the provider last spoke, is a wrong clock: then it is when we heard of it. The index `calls_happened` is on the same words; it is not used for `coalesce`, which
 * PostgreSQL does not trust under a policy.
 */
export const happenedAt = sql.raw(`(case
  when ${told} between timestamptz '2000-01-01 00:00:00+00' and c.last_event_at then ${told} else c.first_seen_at end)`);

/** How long a bucket is. Every zone's clock is ahead of UTC by a whole number of them. */
export const bucketMs = 15 * 60_000;
/** The bucket of a call. */
export const bucket = sql`date_bin(interval '15 minutes', ${happenedAt}, timestamptz '2000-01-01 00:00:00+00')`;

/** Whether a call, as an alias, went by its age before and has its figures already: an event that comes later makes a record of it that is not counted again. */
export const isFrozen = (call: string) =>
  sql`exists (select from analytics_frozen_calls frozen
    where frozen.tenant_id = ${sql.ref(`${call}.tenant_id`)} and frozen.call_id = ${sql.ref(`${call}.id`)})`;

/** What joins the records of one telephone call, as it is kept when they go. `ids` is a row of `call_external_ids`. */
export const linkOf = (ids: string) =>
  sql`sha256(convert_to(${sql.ref(`${ids}.kind`)} || ' ' || ${sql.ref(`${ids}.value`)}, 'UTF8'))`;

/**
 * Calls that happened in one of these buckets, looked up bucket by bucket: the planner would read all calls of the tenant otherwise. An end that is
 * worked out beside the comparison would not be trusted under a policy, and the index not used.
 */
export function callsOf(scope: TenantScope, buckets: RawBuilder<unknown>): Calls {
  return sql`(select bucket, bucket + interval '15 minutes' as until from (${buckets}) asked offset 0) b
    cross join lateral (select * from calls c where c.tenant_id = ${scope.tenantId}
      and ${happenedAt} >= b.bucket and ${happenedAt} < b.until
      and not ${isFrozen("c")} offset 0) c`;
}

/**
 * What roll-ups are counted from, `picked`, as a part of `with`. Of the records of one telephone call one is counted: an agent's rather than a carrier's, so that what the
 * agent told counts, and none when one went by its age before. Its digests are worked out apart: under a policy the index would not be used otherwise.
 */
export function pickedFrom(calls: Calls, carriers: readonly string[]) {
  const isCarrier = (call: string) =>
    sql`${sql.ref(`${call}.provider`)} = any(${[...carriers]}::text[])`;
  return sql`picked as materialized (
      select c.tenant_id, ${bucket} as bucket, c.provider, left(coalesce(c.agent_id, ''), 255) as agent_id,
        left(coalesce(case c.direction when 'inbound' then c.to_number when 'outbound' then c.from_number end, ''), 100) as number,
        c.lifecycle, c.disposition, c.status, c.end_reason, c.failure_class, c.started_at, c.duration_ms, c.cost_micros,
        c.satisfaction_score, c.sentiment, c.facts, (c.facts -> 'isHandoff') = 'true' as is_handoff,
        not exists (select from (select mine.*, ${linkOf("mine")} as link from call_external_ids mine
            where mine.tenant_id = c.tenant_id and mine.call_id = c.id offset 0) mine
          where exists (select from analytics_frozen_links frozen
              where frozen.tenant_id = mine.tenant_id and frozen.link = mine.link)
            or exists (select from call_external_ids other
              join calls o on o.tenant_id = other.tenant_id and o.id = other.call_id
              where other.tenant_id = mine.tenant_id and other.kind = mine.kind and other.value = mine.value
                and other.call_id <> mine.call_id
                and ((${isCarrier("o")}, o.id) < (${isCarrier("c")}, c.id) or ${isFrozen("o")}))) as is_counted
      from ${calls})`;
}

/** The rows of a roll-up, counted from `picked`. */
export function countPicked({ names, counts, amounts, from }: Rollup) {
  const named = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).map(([name, value]) => `${value} as ${name}`);
  const keys = [...usual, ...named(names)];
  const shown = [...keys, ...named(counts), ...named(amounts)].join(", ");
  const groups = keys.map((_, place) => place + 1).join(", ");
  return sql.raw(`select ${shown} from ${from} group by ${groups}`);
}

/** What every row is kept by. */
export const usual = ["tenant_id", "bucket", "provider", "agent_id", "number"];

/** The columns of a roll-up's table but `is_frozen`, in one order. */
export function columnsOf({ names, counts, amounts }: Rollup) {
  return sql.raw([...usual, ...[names, counts, amounts].flatMap(Object.keys)].join(", "));
}
