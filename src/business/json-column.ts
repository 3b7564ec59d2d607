import { type RawBuilder, sql } from "kysely";

/** A value for a jsonb column; left to itself the driver writes a list as an array of PostgreSQL. */
export function json(value: unknown): RawBuilder<unknown> | null {
  return value === null ? null : sql`${JSON.stringify(value)}::jsonb`;
}
