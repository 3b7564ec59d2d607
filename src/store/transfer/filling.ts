import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyIn, to as copyOut } from "pg-copy-streams";
import { ConfigError } from "../../config/index.ts";
import { type KnownStep, refuseForeignHistory } from "../migrate.ts";
import { type Migration, migrations, rowsOfMigrations } from "../migrations/index.ts";
import { prepareDatabase } from "../prepare.ts";
import { columnList, quoted, type TableShape } from "./catalogue.ts";
import { type SequencePlace, setSequences } from "./sequences.ts";
import { openSession } from "./session.ts";
import { rowsOf } from "./snapshot.ts";
import { openTarget } from "./target.ts";

/** A database that is being filled from a {@link Snapshot}. Until `finish` it holds nothing. */
export interface Filling {
  /** Takes the rows of a table in the form in which the snapshot gave them. Returns how many. */
  write(shape: TableShape, rows: AsyncIterable<Uint8Array>): Promise<number>;
  /** What was written, read back. */
  rows(shape: TableShape): Readable;
  /** Makes it a database that serves: keys checked, tenants apart, and the schema of this version. */
  finish(sequences: readonly SequencePlace[]): Promise<void>;
  /** Gives up: what was not finished did not happen. */
  close(): void;
}

/**
 * Makes an empty database ready to be filled with what another held, whose schema may be older than ours.
 * @throws ConfigError when that schema is not known to us, or the database is not empty.
 */
export async function openFilling(
  target: pg.ClientConfig,
  source: { steps: readonly KnownStep[]; shapes: readonly TableShape[] },
  options: { administrator?: pg.ClientConfig; isProduction: boolean },
): Promise<Filling> {
  const steps = stepsOf(source.steps);
  if (options.administrator === undefined) await refuseInUse(target);
  await prepareDatabase(target, { ...options, steps });
  const session = await openSession(target);
  const { client } = session;
  try {
    await session.begin();
    const { finish } = await openTarget(client, source.shapes, options);
    return {
      async write(shape, rows) {
        const writing = copyIn(`copy ${quoted(shape.name)} (${columnList(shape)}) from stdin`);
        await pipeline(rows, client.query(writing));
        return writing.rowCount;
      },
      rows: (shape) => client.query(copyOut(`copy (${rowsOf(shape)}) to stdout`)),
      async finish(sequences) {
        await setSequences(client, sequences);
        await finish();
        await client.query("commit");
        await client.query("analyze");
        await client.end();
        await prepareDatabase(target, options);
      },
      close: () => session.cut(),
    };
  } catch (error) {
    session.cut();
    throw error;
  }
}

/**
 * The steps of ours that a database had.
 * @throws ConfigError when it had others.
 */
export function stepsOf(applied: readonly KnownStep[]): Migration[] {
  // A server may work beside newer steps; rows are only ever loaded into tables that it knows.
  refuseForeignHistory(applied.map((step) => ({ ...step, oldest_server: null })));
  const names = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => names.has(name));
}

/** Before the schema of a database that somebody uses is changed in any way. Whoever started once has an owner's key. */
async function refuseInUse(target: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...target, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows: known } = await client.query<{ exists: boolean }>(
      "select to_regclass('public.api_keys') is not null as exists",
    );
    if (known[0]?.exists !== true) return;
    await client.query("begin read only; set local role voicelens_worker");
    const { rows } = await client.query<{ keys: number; tenants: number }>(
      "select (select count(*)::int from api_keys) as keys, (select count(*)::int from tenants) as tenants",
    );
    const [found] = rows;
    if (found?.keys === 0 && found.tenants <= (rowsOfMigrations.tenants ?? 0)) return;
    throw new ConfigError("The database named is in use. Name an empty one; nothing was changed.");
  } finally {
    await client.end().catch(() => undefined);
  }
}
