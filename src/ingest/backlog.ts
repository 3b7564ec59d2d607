import { sql } from "kysely";
import { asWorker, type Database } from "../store/index.ts";

/** How much waits to be folded. */
export interface Backlog {
  depth: number;
  oldestSeconds: number;
  dead: number;
  activeCalls: number;
}

const depthMax = 100_000;

/** Keeps an eye on the queue, so that accepting never runs ahead of folding without bound. */
export function createBacklogWatch(db: Database) {
  let last: Backlog = { depth: 0, oldestSeconds: 0, dead: 0, activeCalls: 0 };
  return {
    get last() {
      return last;
    },
    isFull: () => last.depth >= depthMax,
    async look(): Promise<Backlog> {
      last = await asWorker(db, async (trx) => {
        const { rows } = await sql<{
          depth: number;
          oldest: number | null;
          dead: number;
          active: number;
        }>`select
            (select count(*)::int from (select from webhook_events where status = 'received' limit ${depthMax}) q) as depth,
            (select extract(epoch from now() - min(received_at))::float8 from webhook_events where status = 'received') as oldest,
            (select count(*)::int from webhook_events where status = 'dead') as dead,
            (select count(*)::int from calls where closes_at is not null) as active`.execute(trx);
        const [row] = rows;
        return {
          depth: row?.depth ?? 0,
          oldestSeconds: row?.oldest ?? 0,
          dead: row?.dead ?? 0,
          activeCalls: row?.active ?? 0,
        };
      });
      return last;
    },
  };
}
