import { sql } from "kysely";
import { asWorker, type Database } from "../store/index.ts";

/** How much waits to be folded. */
export interface Backlog {
  /** Counted up to ten thousand. */
  depth: number;
  /** How long the first in line has been waiting. */
  oldestSeconds: number;
  dead: number;
  activeCalls: number;
}

/** Counting more would slow down what it counts. */
const countedMax = 10_000;
/** When the first in line waits this long, folding does not keep up, and less is let in: first nothing unproven, then nothing. */
const fullAfterSeconds = { unverified: 300, verified: 1800 };

/** Keeps an eye on the queue, so that accepting never runs ahead of folding without bound. */
export function createBacklogWatch(db: Database) {
  let last: Backlog = { depth: 0, oldestSeconds: 0, dead: 0, activeCalls: 0 };
  return {
    get last() {
      return last;
    },
    isFull: (isVerified: boolean) =>
      last.oldestSeconds >= fullAfterSeconds[isVerified ? "verified" : "unverified"],
    async look(): Promise<Backlog> {
      last = await asWorker(db, async (trx) => {
        const { rows } = await sql<Backlog>`select
            (select count(*)::int from (select from webhook_events where status = 'received' limit ${countedMax}) q) as depth,
            coalesce((select extract(epoch from now() - min(claimable_at))::float8 from webhook_events
              where status = 'received' and claimable_at <= now()), 0) as "oldestSeconds",
            (select count(*)::int from webhook_events where status = 'dead') as dead,
            (select count(*)::int from calls where closes_at is not null) as "activeCalls"`.execute(
          trx,
        );
        return rows[0] ?? last;
      });
      return last;
    },
  };
}
