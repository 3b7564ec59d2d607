import { sql } from "kysely";
import { z } from "zod";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { readZone } from "./time-zone.ts";

/** A month of the calendar, such as 2026-11. */
export const Month = z
  .string()
  .regex(/^(?:20|21)\d{2}-(?:0[1-9]|1[0-2])$/, "a month such as 2026-11");

/** A month by a tenant's clock. */
export interface MonthSpan {
  readonly month: string;
  readonly timeZone: string;
  readonly from: Date;
  readonly to: Date;
}

/** When a month begins and ends for a tenant: the one that is named, or the one of an instant. */
export async function readMonth(
  trx: Trx,
  scope: TenantScope,
  of: { month: string } | { at: Date },
): Promise<MonthSpan> {
  const timeZone = await readZone(trx, scope);
  const first =
    "month" in of
      ? sql`${`${of.month}-01`}::timestamp`
      : sql`date_trunc('month', ${of.at}::timestamptz at time zone ${timeZone}::text)`;
  const { rows } = await sql<Omit<MonthSpan, "timeZone">>`select to_char(first, 'YYYY-MM') as month,
      first at time zone ${timeZone}::text as "from", (first + interval '1 month') at time zone ${timeZone}::text as "to"
    from (select ${first} as first) named`.execute(trx);
  const [found] = rows;
  if (found === undefined) throw new Error("a month has no beginning");
  return { ...found, timeZone };
}
