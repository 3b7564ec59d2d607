import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
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

/** How PostgreSQL calls the length of a unit. */
export const lengthOf = (unit: Unit) => (unit === "day" ? "day" : "hour");

/** Adds up anew the hours and days in which these buckets are. */
export async function addUp(
  trx: Trx,
  scope: TenantScope,
  buckets: readonly string[],
): Promise<void> {
  const { tenantId } = scope;
  for (const unit of units) {
    const length = lengthOf(unit);
    // The end is worked out apart from the comparison: under a policy it would not use the index otherwise.
    const periods = sql`(select start, start + ${sql.lit(`1 ${length}`)}::interval as until
      from (select distinct date_trunc(${sql.lit(length)}, bucket, 'UTC') as start
        from unnest(${[...buckets]}::timestamptz[]) bucket) begun offset 0) period`;
    for (const rollup of rollups) {
      const sums = sql.table(rollup.sums);
      await sql`delete from ${sums} where tenant_id = ${tenantId} and unit = ${unit}
        and bucket in (select start from ${periods})`.execute(trx);
      const parts =
        unit === "hour"
          ? sql.table(rollup.table)
          : sql`(select * from ${sums} where unit = 'hour')`;
      await sql`insert into ${sums} (${columnsOf(rollup)}, unit)
        select ${addedUp(rollup, unit)}, ${unit} from ${periods} join ${parts} part on part.tenant_id = ${tenantId}
          and part.bucket >= period.start and part.bucket < period.until
        group by ${sql.join(keyOf(rollup, unit).map((_, place) => sql.lit(place + 1)))}`.execute(
        trx,
      );
    }
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
