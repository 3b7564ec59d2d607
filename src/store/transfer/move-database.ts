import type pg from "pg";
import { ConfigError } from "../../config/index.ts";
import { prepareDatabase } from "../prepare.ts";
import { carryChanges, compare, oldestUnderWay } from "./carry-changes.ts";
import { columnList, quoted, readShapes, type TableShape } from "./catalogue.ts";
import { copyRows } from "./copy-rows.ts";
import { readSequences, setSequences } from "./sequences.ts";
import { openSession, type Session } from "./session.ts";
import { openTarget } from "./target.ts";

/** What was moved of one table. */
export interface MovedTable {
  table: string;
  rows: number;
  /** Over the rows of the first copy, the same on both sides. */
  checksum: string;
  /** Rows that changed during the copy, and were carried over and compared as well. */
  carried: number;
}

export interface MoveNeeds {
  /** As a user whom no policy binds. */
  source: pg.ClientConfig;
  target: pg.ClientConfig;
  isProduction: boolean;
  connectionsMax: number;
  signal: AbortSignal;
  onProgress: (done: number, total: number, table: string) => void;
  /** Runs the last part while nobody writes to the source. */
  whileQuiet: (lastPart: () => Promise<void>) => Promise<void>;
}

/** Rounds of carrying over while the source is in use: each is shorter than the one before. */
const roundsMax = 5;
const fewRows = 500;
const quietMsMax = 30_000;

/**
 * Moves everything to another database while this one is in use: a copy of one snapshot, then what changed since, again and again, and the last of it while nobody writes.
 * The target is filled in one transaction: it holds all or nothing.
 * @throws ConfigError when the target is not fit, or not empty.
 */
export async function moveDatabase(needs: MoveNeeds): Promise<MovedTable[]> {
  const { isProduction, connectionsMax } = needs;
  await prepareDatabase(needs.target, { isProduction, connectionsMax });
  needs.signal.throwIfAborted();
  const sessions = await Promise.all([openSession(needs.source), openSession(needs.target)]);
  const cut = () => {
    for (const session of sessions) session.cut();
  };
  needs.signal.addEventListener("abort", cut, { once: true });
  // A commit that is cut off may have happened or not.
  const untilCommit = () => needs.signal.removeEventListener("abort", cut);
  try {
    return await fill({ ...needs, untilCommit }, ...sessions);
  } catch (error) {
    needs.signal.throwIfAborted();
    throw error;
  } finally {
    needs.signal.removeEventListener("abort", cut);
    cut();
  }
}

async function fill(
  needs: MoveNeeds & { untilCommit: () => void },
  source: Session,
  target: Session,
): Promise<MovedTable[]> {
  await target.begin();
  await source.begin("snapshot");
  const shapes = await readShapes(source.client);
  const { finish } = await openTarget(target.client, shapes, needs);
  let since = await oldestUnderWay(source.client);
  const moved = await copyAll(needs, source.client, target.client, shapes);

  const carry = async () => {
    await source.client.query("commit");
    await source.begin("snapshot");
    const next = await oldestUnderWay(source.client);
    let count = 0;
    for (const [place, shape] of shapes.entries()) {
      const { rows, carried } = await carryChanges(source.client, target.client, shape, since);
      const known = moved[place];
      if (known !== undefined) moved[place] = { ...known, rows, carried: known.carried + carried };
      count += carried;
    }
    since = next;
    return count;
  };

  for (let round = 1; round <= roundsMax; round++) if ((await carry()) <= fewRows) break;
  await needs.whileQuiet(async () => {
    const tooLate = setTimeout(() => [source, target].map((each) => each.cut()), quietMsMax);
    try {
      await carry();
      await setSequences(target.client, await readSequences(source.client, shapes));
      await finish();
      needs.signal.throwIfAborted();
    } finally {
      clearTimeout(tooLate);
    }
    needs.untilCommit();
    await commit(target);
  });
  return moved;
}

async function commit({ client }: Session): Promise<void> {
  try {
    await client.query("commit");
  } catch (error) {
    throw new ConfigError(
      "The server did not confirm the last step, so the move is not known to be done. What was in use stays in use. Empty the database to move to before another try.",
      { cause: error },
    );
  }
}

async function copyAll(
  needs: MoveNeeds,
  source: pg.ClientBase,
  target: pg.ClientBase,
  shapes: readonly TableShape[],
): Promise<MovedTable[]> {
  const total = shapes.reduce((sum, { bytes }) => sum + bytes, 0);
  const moved: MovedTable[] = [];
  let before = 0;
  for (const shape of shapes) {
    const { name } = shape;
    let copied = 0;
    const columns = columnList(shape);
    const query = `select ${columns} from ${quoted(name)}`;
    await copyRows(source, target, {
      query,
      into: `${quoted(name)} (${columns})`,
      onBytes: (bytes) => {
        copied += bytes;
        needs.onProgress(before + Math.min(copied, shape.bytes), total, name);
      },
    });
    moved.push({
      table: name,
      carried: 0,
      ...(await compare(source, target, { what: name, query, copy: query })),
    });
    await target.query(`analyze ${quoted(name)}`);
    before += shape.bytes;
  }
  return moved;
}
