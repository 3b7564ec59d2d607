import type { Readable } from "node:stream";
import type pg from "pg";
import { to as copyOut } from "pg-copy-streams";
import { appliedSteps, type KnownStep } from "../migrate.ts";
import { columnList, quoted, readShapes, type TableShape } from "./catalogue.ts";
import { readSequences, type SequencePlace } from "./sequences.ts";
import { openSession } from "./session.ts";

/** What a copy of the installation must not have: its own backups lie elsewhere, and one that is under way is part of its own copy. */
const leftOut = new Set(["backups"]);

/** Everything that a database held at one moment, to be read while it is in use. */
export interface Snapshot {
  readonly takenAt: Date;
  /** The process of the database that reads it. */
  readonly processId: number;
  readonly steps: readonly KnownStep[];
  /** In order of name. */
  readonly shapes: readonly TableShape[];
  /** The rows of a table in PostgreSQL's own text form, one a line. One table at a time. */
  rows(shape: TableShape): Readable;
  /** To be read after the rows. */
  sequences(): Promise<SequencePlace[]>;
  close(): void;
}

/**
 * Opens a snapshot of a database, with the rights that the server has and no others.
 * @throws Error when a table cannot be read whole: a backup that lacks rows is worse than none.
 */
export async function openSnapshot(options: pg.ClientConfig): Promise<Snapshot> {
  const session = await openSession(options);
  const { client } = session;
  try {
    await session.begin("snapshot");
    const steps = await appliedSteps(client);
    const takenAt = await timeOf(client);
    await client.query("set local row_security = on; set local role voicelens_worker");
    await refuseHidden(client);
    const shapes = (await readShapes(client)).filter(({ name }) => !leftOut.has(name));
    return {
      takenAt,
      processId: (client as unknown as { processID: number }).processID,
      steps,
      shapes,
      rows: (shape) => client.query(copyOut(`copy (${rowsOf(shape)}) to stdout`)),
      sequences: () => readSequences(client, shapes),
      close: () => session.cut(),
    };
  } catch (error) {
    session.cut();
    throw error;
  }
}

/** The rows of a table, with their columns in an order that is the same in every database. */
export function rowsOf(shape: TableShape): string {
  return `select ${columnList(shape)} from ${quoted(shape.name)}`;
}

async function timeOf(client: pg.ClientBase): Promise<Date> {
  const { rows } = await client.query<{ now: Date }>("select now() as now");
  return rows[0]?.now ?? new Date();
}

/** Policies leave out rows in silence, so for every table there must be one that shows all, and none that takes away. */
async function refuseHidden(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
       and not exists (select from pg_depend e where e.objid = c.oid and e.deptype = 'e')
       and not (has_table_privilege(c.oid, 'select') and (not c.relrowsecurity or (
         exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
           and pg_get_expr(p.polqual, c.oid) = 'true' and current_user::regrole = any(p.polroles))
         and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive))))
     order by 1`,
  );
  if (rows.length === 0) return;
  throw new Error(`not every row can be read of ${rows.map(({ name }) => name).join(", ")}`);
}
