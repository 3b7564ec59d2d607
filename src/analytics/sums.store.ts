import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";
import { columnsOf } from "./count-calls.ts";
import { type Rollup, rollups } from "./rollups.ts";

/** Whole times of UTC whose figures are kept added up: hours, what they make in a day, and what all agents and numbers of a provider make in an hour. */
const units = ["hour", "day", "provider_hour"] as const;
export type Unit = (typeof units)[number];

const hourMs = 3_600_000;
export const unitMs: Readonly<Record<Unit, number>> = {
  hour: hourMs,
  day: 24 * hourMs,
  provider_hour: hourMs,
};

type Length = "hour" | "day";
/** How PostgreSQL calls the length of a unit. */
export const lengthOf = (unit: Unit): Length => (unit === "day" ? "day" : "hour");

/** Has the hours and days in which these buckets are added up anew, when it is time. Until then nobody may read their sums. */
export async function addUpLater(
  trx: Trx,
  scope: TenantScope,
  buckets: readonly string[],
): Promise<void> {
  await later(
    trx,
    sql`insert into analytics_due_sums (tenant_id, length, start, until)
    select distinct ${scope.tenantId}, length, start, start + ('1 ' || length)::interval
    from unnest(${[...buckets]}::timestamptz[]) bucket cross join (values ('hour'), ('day')) lengths (length)
      cross join lateral (select date_trunc(length, bucket, 'UTC') as start) begun on conflict do nothing`,
  );
}

/** Hours and days that it is time to add up: they are over, and nothing of them has to be counted before. */
export const ripeSums = (
  at: Date,
) => sql`select tenant_id, length, start from analytics_due_sums due
    where until <= ${at} and not exists (select from analytics_marks m
      where m.tenant_id = due.tenant_id and m.bucket >= due.start and m.bucket < due.until)`;

/** Adds up so many of the hours and days that it is time to; they are not due any more then. */
export async function addUpRipe(
  trx: Trx,
  scope: TenantScope,
  { at, limit }: { at: Date; limit: number },
): Promise<void> {
  const { tenantId } = scope;
  const { rows } = await sql<{
    length: Length;
    start: string;
  }>`delete from analytics_due_sums where tenant_id = ${tenantId}
      and (length, start) in (select length, start from (${ripeSums(at)}) ripe
        where tenant_id = ${tenantId} order by start desc limit ${limit})
    returning length, start::text as start`.execute(trx);
  for (const unit of units) {
    const starts = rows.flatMap(({ length, start }) => (length === lengthOf(unit) ? [start] : []));
    if (starts.length > 0) await addUp(trx, scope, unit, starts);
  }
}

async function addUp(
  trx: Trx,
  { tenantId }: TenantScope,
  unit: Unit,
  starts: readonly string[],
): Promise<void> {
  // The end is worked out apart from the comparison: under a policy it would not use the index otherwise.
  const periods = sql`(select start, start + ${sql.lit(`1 ${lengthOf(unit)}`)}::interval as until
    from unnest(${[...starts]}::timestamptz[]) start offset 0) period`;
  for (const rollup of rollups) {
    const sums = sql.table(rollup.sums);
    await later(
      trx,
      sql`delete from ${sums} where tenant_id = ${tenantId} and unit = ${unit}
        and bucket = any(${[...starts]}::timestamptz[])`,
    );
    const parts =
      unit === "provider_hour"
        ? sql`(select * from ${sums} where unit = 'hour')`
        : sql.table(rollup.table);
    await later(
      trx,
      sql`insert into ${sums} (${columnsOf(rollup)}, unit)
        select ${addedUp(rollup, unit)}, ${unit} from ${periods} join ${parts} part on part.tenant_id = ${tenantId}
          and part.bucket >= period.start and part.bucket < period.until
        group by ${sql.join(keyOf(rollup, unit).map((_, place) => sql.lit(place + 1)))}`,
    );
  }
}

function keyOf({ names }: Rollup, unit: Unit): string[] {
  const whose = unit === "provider_hour" ? ["''", "''"] : ["agent_id", "number"];
  return ["tenant_id", "period.start", "provider", ...whose, ...Object.keys(names)];
}

function addedUp(rollup: Rollup, unit: Unit) {
  const sums = [...Object.keys(rollup.counts), ...Object.keys(rollup.amounts)];
  return sql.raw([...keyOf(rollup, unit), ...sums.map((name) => `sum(${name})`)].join(", "));
}
