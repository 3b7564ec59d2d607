import { sql } from "kysely";
import { asWorker, type Database, type TenantData } from "../store/index.ts";

/** How many documents wait or are worked on, of all tenants. */
export function countDue(db: Database): Promise<number> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{
      count: number;
    }>`select count(*)::int as count from knowledge_documents where due_at is not null`.execute(
      trx,
    );
    return rows[0]?.count ?? 0;
  });
}

/** An index that is further behind than this is built anew. */
const changesKeptMs = 24 * 3_600_000;

/** Forgets, for every tenant, which chunks changed long ago. Returns how many rows went. */
export async function expireChunkChanges(
  db: Database,
  data: TenantData,
  now: number,
): Promise<number> {
  const before = new Date(now - changesKeptMs);
  const tenants = await asWorker(db, async (trx) => {
    const { rows } = await sql<{
      tenant_id: string;
    }>`select distinct tenant_id from knowledge_changes where at < ${before}`.execute(trx);
    return rows;
  });
  let count = 0;
  for (const { tenant_id: tenantId } of tenants) {
    count += await data.expire(db, { tenantId }, before);
  }
  return count;
}
