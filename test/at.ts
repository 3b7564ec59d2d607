import type pg from "pg";

/** The same server and user, another database. */
export function at(options: pg.ClientConfig, database: string): pg.ClientConfig {
  if (options.connectionString === undefined) return { ...options, database };
  const address = new URL(options.connectionString);
  address.pathname = `/${database}`;
  return { connectionString: address.href };
}
