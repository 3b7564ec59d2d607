import { sql } from "kysely";
import { asWorker, type Database } from "../../store/index.ts";

const keptMs = 24 * 3_600_000;

/** Removes jobs that were done a day ago. */
export async function expireJobs(db: Database, now: number): Promise<void> {
  await asWorker(db, (trx) =>
    sql`delete from mem_jobs where status = 'done' and finished_at < ${new Date(now - keptMs)}`.execute(
      trx,
    ),
  );
}
