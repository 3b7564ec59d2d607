import pg from "pg";

/** A table as the catalogue knows it, with what is needed to copy its rows exactly. */
export interface TableShape {
  name: string;
  /** What is stored, in order; generated columns make themselves. */
  columns: Array<{ name: string; type: string }>;
  key: string[];
  /** Sequences that columns draw from. */
  sequences: string[];
  bytes: number;
}

/** Every table of ours but the list of migrations, which each database writes itself. */
export async function readShapes(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `select c.relname as name, pg_table_size(c.oid)::int8 as bytes,
       (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attname)
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       coalesce((select json_agg(a.attname order by k.place)
         from pg_index i, unnest(i.indkey) with ordinality as k (number, place), pg_attribute a
         where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.number), '[]') as key,
       coalesce((select json_agg(s.relname order by s.relname) from pg_depend d, pg_class s
         where d.refobjid = c.oid and d.classid = 'pg_class'::regclass and d.objid = s.oid and s.relkind = 'S'
           and d.deptype in ('a', 'i')), '[]') as sequences
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migrations'
       and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
     order by c.relname`,
  );
  return rows;
}

/** A foreign key, as it was written. */
export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

export async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select r.relname as "table", c.conname as name, pg_get_constraintdef(c.oid) as definition
     from pg_constraint c join pg_class r on r.oid = c.conrelid
     where c.contype = 'f' and r.relnamespace = 'public'::regnamespace order by 1, 2`,
  );
  return rows;
}

/** A name of the catalogue, for SQL. */
export const quoted = pg.escapeIdentifier;

/** Names of the catalogue, for SQL. */
export function quotedList(names: readonly string[], prefix = ""): string {
  return names.map((name) => `${prefix}${quoted(name)}`).join(", ");
}

/** The names of a table's columns, for SQL. */
export function columnList({ columns }: TableShape, prefix = ""): string {
  return quotedList(
    columns.map(({ name }) => name),
    prefix,
  );
}
