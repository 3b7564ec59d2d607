import { sql } from "kysely";
import { asWorker, type Database } from "../../store/index.ts";

/** How many calls of all tenants are running, by the database: no replica knows those of the others. */
export async function countActiveCalls(db: Database): Promise<number> {
  const { rows } = await asWorker(db, (trx) =>
    sql<{
      count: number;
    }>`select count(*)::int as count from calls where closes_at is not null`.execute(trx),
  );
  const [row] = rows;
  if (row === undefined) throw new Error("the database counted no calls");
  return row.count;
}
