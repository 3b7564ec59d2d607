import type pg from "pg";

/** What a database is like as the migrations left it. */
export interface Fresh {
  /** Changes with every change of the schema, and of what is set for the database itself. */
  catalogue: string;
  /** The rows that migrations wrote, by table. */
  rows: Readonly<Record<string, readonly unknown[]>>;
  sequences: ReadonlyArray<{ name: string; value: string; isCalled: boolean }>;
}

/** Deleted rows keep their place in the files: beyond this a new clone is cheaper than what reads past them. */
const tableBytesMax = 4 * 1024 * 1024;

const catalogues = [
  ...["pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_sequence"],
  ...["pg_proc", "pg_trigger", "pg_event_trigger", "pg_policy", "pg_rewrite", "pg_type"],
  ...["pg_namespace", "pg_extension", "pg_default_acl", "pg_operator", "pg_cast", "pg_collation"],
  ...["pg_language", "pg_enum", "pg_inherits", "pg_statistic_ext", "pg_publication"],
  ...["pg_largeobject_metadata", "pg_foreign_server"],
];

// A clone has the template's rows with the transactions that wrote them, and whoever changes one writes another.
const catalogueQuery = `select concat_ws(';',
  ${catalogues.map((name) => `(select concat('${name} ', count(*), ' ', sum(xmin::text::bigint)) from ${name})`).join(", ")},
  (select concat(datconnlimit, ' ', datallowconn, ' ', (select count(*) from pg_db_role_setting where setdatabase = d.oid))
    from pg_database d where datname = current_database())) as catalogue`;

const tablesQuery = `select relname as name, pg_table_size(oid)::int as bytes from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_relation_size(oid) > 0 order by relname`;

/** Reads a database that nobody has used yet. */
export async function readFresh(client: pg.Client): Promise<Fresh> {
  const rows: Record<string, unknown[]> = {};
  for (const { name } of await tablesOf(client)) {
    const { rows: found } = await client.query<{ row: unknown }>(
      `select to_json(t) as row from ${name} t`,
    );
    if (found.length > 0) rows[name] = found.map(({ row }) => row);
  }
  return { catalogue: await catalogueOf(client), rows, sequences: await sequencesOf(client) };
}

/**
 * Makes a used database what it was when it was cloned: ends the sessions that are left in it, and puts back every row and sequence.
 *
 * False when that would not be the same as a new clone, because somebody changed the schema, or not be worth it.
 */
export async function reset(client: pg.Client, fresh: Fresh): Promise<boolean> {
  await client.query(`select pg_terminate_backend(pid, 10000) from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`);
  if ((await catalogueOf(client)) !== fresh.catalogue) return false;
  const used = await tablesOf(client);
  if (used.some(({ bytes }) => bytes > tableBytesMax)) return false;
  await client.query(
    [
      // Neither foreign keys nor triggers have a say: afterwards everything is as the migrations left it.
      "begin; set local session_replication_role = replica",
      ...used.map(({ name }) => `delete from ${name}`),
      ...Object.entries(fresh.rows).map(([name, rows]) => insertion(client, name, rows)),
      ...fresh.sequences.map(
        ({ name, value, isCalled }) => `select setval('${name}', ${value}, ${isCalled})`,
      ),
      "commit",
    ].join(";\n"),
  );
  return true;
}

function insertion(client: pg.Client, table: string, rows: readonly unknown[]): string {
  return `insert into ${table} overriding system value
    select * from json_populate_recordset(null::${table}, ${client.escapeLiteral(JSON.stringify(rows))})`;
}

async function catalogueOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ catalogue: string }>(catalogueQuery);
  return rows[0]?.catalogue ?? "";
}

async function tablesOf(client: pg.Client): Promise<Array<{ name: string; bytes: number }>> {
  return (await client.query<{ name: string; bytes: number }>(tablesQuery)).rows;
}

async function sequencesOf(client: pg.Client): Promise<Fresh["sequences"]> {
  const { rows } = await client.query<{ name: string; value: string; isCalled: boolean }>(
    `select sequencename as name, coalesce(last_value, start_value)::text as value, last_value is not null as "isCalled"
     from pg_sequences where schemaname = 'public' order by sequencename`,
  );
  return rows;
}
