import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import { explainZone, readTimeZone } from "../tenants/index.ts";

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
  const { timeZone } = await readTimeZone(trx, scope);
  const first =
    "month" in of
      ? sql`${`${of.month}-01`}::timestamp`
      : sql`date_trunc('month', ${of.at}::timestamptz at time zone ${timeZone}::text)`;
  const span = await readOne(
    trx,
    sql<Omit<MonthSpan, "timeZone">>`select to_char(first, 'YYYY-MM') as month,
      first at time zone ${timeZone}::text as "from", (first + interval '1 month') at time zone ${timeZone}::text as "to"
    from (select ${first} as first) named`,
  );
  return { ...span, timeZone };
}

/** A day, and when it begins for a tenant, in epoch milliseconds; that of an instant where none is named. */
export async function readDay(
  trx: Trx,
  scope: TenantScope,
  of: { day: string | undefined; at: Date },
): Promise<{ day: string; at: number }> {
  const { timeZone } = await readTimeZone(trx, scope);
  return readOne(
    trx,
    sql<{ day: string; at: number }>`select day::text as day,
      (extract(epoch from day::timestamp at time zone ${timeZone}::text) * 1000)::bigint as at
    from (select coalesce(${of.day ?? null}::date, (${of.at}::timestamptz at time zone ${timeZone}::text)::date) as day) named`,
  );
}

async function readOne<Row>(trx: Trx, query: RawBuilder<Row>): Promise<Row> {
  const { rows } = await query.execute(trx).catch((error: unknown) => {
    throw explainZone(error);
  });
  const [row] = rows;
  if (row === undefined) throw new Error("a calendar has no such day");
  return row;
}
