import type pg from "pg";
import { ConfigError } from "../../config/index.ts";
import { refuseHoles } from "../catalogue-check.ts";
import { rowsOfMigrations } from "../migrations/index.ts";
import {
  type ForeignKey,
  quoted,
  readForeignKeys,
  readShapes,
  type TableShape,
} from "./catalogue.ts";

/** A database that is being filled, in one transaction: until `finish` nobody sees any of it. */
export interface Target {
  readonly client: pg.ClientBase;
  finish(): Promise<void>;
}

/**
 * Makes a prepared database ready to be filled: empty, without foreign keys for as long as rows come in any order, and its tables open to their owner.
 *
 * Policies bind the owner too, and `copy … from` is refused under a policy. So the transaction lifts the force first, and puts it back last: both are undone
 * with it when it fails, and meanwhile nobody else gets at the tables, which it holds alone.
 * @throws ConfigError when the database holds rows of anybody, or tables other than the source's.
 */
export async function openTarget(
  client: pg.ClientBase,
  source: readonly TableShape[],
  options: { isProduction: boolean },
): Promise<Target> {
  const shapes = await readShapes(client);
  refuseOtherTables(source, shapes);
  const forced = await readForced(client);
  for (const name of forced) {
    await client.query(`alter table ${quoted(name)} no force row level security`);
  }
  await refuseRows(client, shapes);
  const keys = await readForeignKeys(client);
  for (const key of keys) {
    await client.query(`alter table ${quoted(key.table)} drop constraint ${quoted(key.name)}`);
  }
  for (const name of Object.keys(rowsOfMigrations))
    await client.query(`delete from ${quoted(name)}`);
  return { client, finish: () => finish(client, forced, keys, options) };
}

async function finish(
  client: pg.ClientBase,
  forced: readonly string[],
  keys: readonly ForeignKey[],
  options: { isProduction: boolean },
): Promise<void> {
  for (const { table, name, definition } of keys) {
    await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
  }
  for (const name of forced) {
    await client.query(`alter table ${quoted(name)} force row level security`);
  }
  await refuseHoles(client, options);
}

/** Tables whose policies bind their owner too: all but those that hold nothing of a tenant. */
async function readForced(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity",
  );
  return rows.map(({ name }) => name);
}

function refuseOtherTables(source: readonly TableShape[], target: readonly TableShape[]): void {
  const describe = ({ name, columns, key }: TableShape) => JSON.stringify([name, columns, key]);
  const known = new Set(target.map(describe));
  const missing = source.filter((shape) => !known.has(describe(shape)));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name).join(", ");
  throw new ConfigError(
    `The tables of the two databases differ (${names}): both must be of this version of VoiceLens.`,
  );
}

async function refuseRows(client: pg.ClientBase, shapes: readonly TableShape[]): Promise<void> {
  const filled: string[] = [];
  for (const { name } of shapes) {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from ${quoted(name)}`,
    );
    if (rows[0]?.count !== (rowsOfMigrations[name] ?? 0)) filled.push(name);
  }
  if (filled.length === 0) return;
  throw new ConfigError(
    `The database named is in use: it has rows in ${filled.join(", ")}. Name an empty one; nothing was changed.`,
  );
}
