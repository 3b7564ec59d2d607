import type pg from "pg";

/** Every row of every table, as text. */
export type Contents = Map<string, string[]>;

export async function contentsOf(client: pg.Client): Promise<Contents> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations' order by 1",
  );
  const contents: Contents = new Map();
  for (const { name } of rows) {
    const found = await client.query<{ row: string }>(
      `select case when length(t::text) > 10000 then md5(t::text) else t::text end as row from ${name} t order by 1`,
    );
    contents.set(
      name,
      found.rows.map(({ row }) => row),
    );
  }
  return contents;
}
