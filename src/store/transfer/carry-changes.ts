import type pg from "pg";
import { columnList, quoted, quotedList, type TableShape } from "./catalogue.ts";
import { fingerprint } from "./checksum.ts";
import { copyRows } from "./copy-rows.ts";

/** The oldest transaction that was under way when a snapshot was taken: whatever it does not show is of this one or of a younger one. */
export async function oldestUnderWay(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ xmin: string }>(
    "select pg_snapshot_xmin(pg_current_snapshot())::text as xmin",
  );
  const xmin = rows[0]?.xmin ?? "";
  if (!/^\d+$/.test(xmin)) throw new Error("the server told no snapshot");
  return xmin;
}

/**
 * Brings a copy of a table from an earlier snapshot of the source up to the present one.
 *
 * Rows that changed since are found by the transaction that wrote them: none of those that the earlier snapshot did not show can be missed, at worst some are carried
 * twice. What was removed since shows in the count alone; then the keys are compared.
 */
export async function carryChanges(
  source: pg.ClientBase,
  target: pg.ClientBase,
  shape: TableShape,
  since: string,
): Promise<{ rows: number; carried: number }> {
  const table = quoted(shape.name);
  const columns = columnList(shape);
  const changed = `select ${columns} from ${table} where age(xmin) <= age('${since}'::xid8::xid)`;
  await target.query(
    `create temp table carried on commit drop as select ${columns} from ${table} with no data`,
  );
  const carried = await copyRows(source, target, { query: changed, into: `carried (${columns})` });
  if (carried > 0) {
    await target.query(`delete from ${table} t using carried c where ${sameKey(shape)}`);
  }
  const [now, kept] = await Promise.all([countOf(source, table), countOf(target, table)]);
  if (kept + carried !== now) await removeGone(source, target, shape);
  await target.query(
    `insert into ${table} (${columns}) overriding system value select ${columns} from carried`,
  );
  await compare(source, target, {
    what: shape.name,
    query: changed,
    copy: `select ${columnList(shape, "t.")} from ${table} t join carried c on ${sameKey(shape)}`,
  });
  await target.query("drop table carried");
  const rows = await countOf(target, table);
  if (rows !== now) throw new Error(`the copy of ${shape.name} has ${rows} of ${now} rows`);
  return { rows, carried };
}

async function removeGone(
  source: pg.ClientBase,
  target: pg.ClientBase,
  shape: TableShape,
): Promise<void> {
  const table = quoted(shape.name);
  const key = quotedList(shape.key);
  await target.query(
    `create temp table present on commit drop as select ${key} from ${table} with no data`,
  );
  await copyRows(source, target, {
    query: `select ${key} from ${table}`,
    into: `present (${key})`,
  });
  await target.query(
    `delete from ${table} t where not exists (select from present c where ${sameKey(shape)})`,
  );
  await target.query("drop table present");
}

function sameKey({ key }: TableShape): string {
  return key.map((name) => `t.${quoted(name)} = c.${quoted(name)}`).join(" and ");
}

async function countOf(client: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int8 as count from ${table}`,
  );
  return rows[0]?.count ?? 0;
}

/** @throws Error when the two sides do not hold the same. */
export async function compare(
  source: pg.ClientBase,
  target: pg.ClientBase,
  { what, query, copy }: { what: string; query: string; copy: string },
) {
  const [there, here] = await Promise.all([fingerprint(source, query), fingerprint(target, copy)]);
  if (there.rows === here.rows && there.checksum === here.checksum) return there;
  throw new Error(`the copy of ${what} differs: ${here.rows} of ${there.rows} rows`);
}
