import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { columnsOf } from "./count-calls.ts";
import { type Rollup, rollups } from "./rollups.ts";

/** Whole times of UTC whose figures are kept added up. A day is made of its hours, an hour of its buckets. */
const units = ["hour", "day"] as const;
export type Unit = (typeof units)[number];

export const unitMs: Readonly<Record<Unit, number>> = { hour: 3_600_000, day: 86_400_000 };

/** Adds up anew the hours and days in which these buckets are. */
export async function addUp(
  trx: Trx,
  scope: TenantScope,
  buckets: readonly string[],
): Promise<void> {
  const { tenantId } = scope;
  for (const unit of units) {
    // The end is worked out apart from the comparison: under a policy it would not use the index otherwise.
    const periods = sql`(select start, start + ${sql.lit(`1 ${unit}`)}::interval as until
      from (select distinct date_trunc(${sql.lit(unit)}, bucket, 'UTC') as start
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
        select ${addedUp(rollup)}, ${unit} from ${periods} join ${parts} part on part.tenant_id = ${tenantId}
          and part.bucket >= period.start and part.bucket < period.until
        group by ${keyOf(rollup)}`.execute(trx);
    }
  }
}

const keyOf = ({ names }: Rollup) =>
  sql.raw(
    ["tenant_id, period.start, provider, agent_id, number", ...Object.keys(names)].join(", "),
  );

function addedUp(rollup: Rollup) {
  const sums = [...Object.keys(rollup.counts), ...Object.keys(rollup.amounts)];
  return sql`${keyOf(rollup)}, ${sql.raw(sums.map((name) => `sum(${name})`).join(", "))}`;
}
