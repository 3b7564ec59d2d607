import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyIn, to as copyOut } from "pg-copy-streams";

/**
 * Streams the rows of a query into a table of another database, in PostgreSQL's own text form, which is exact for every type. Neither side is held in memory:
 * whoever is faster waits.
 * @param into a table with its columns, as `copy` wants them.
 */
export async function copyRows(
  source: pg.ClientBase,
  target: pg.ClientBase,
  { query, into, onBytes }: { query: string; into: string; onBytes?: (bytes: number) => void },
): Promise<number> {
  const reading = copyOut(`copy (${query}) to stdout`);
  const writing = copyIn(`copy ${into} from stdin`);
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      onBytes?.(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(source.query(reading), meter, target.query(writing));
  return writing.rowCount;
}
