import { sql } from "kysely";
import { asWorker, type Database, type TenantData } from "../store/index.ts";

const dayMs = 24 * 3_600_000;

/** Removes, for every tenant that has recordings, those whose time is over or whose call is gone. Returns how many rows that concerned. */
export async function expireRecordings(
  db: Database,
  data: TenantData,
  now: number,
): Promise<number> {
  const tenants = await asWorker(db, async (trx) => {
    const { rows } = await sql<{ tenant_id: string; retention_days: number | null }>`select
        t.tenant_id, s.retention_days
      from (select distinct tenant_id from recordings) t left join recording_settings s on s.tenant_id = t.tenant_id`.execute(
      trx,
    );
    return rows;
  });
  let count = 0;
  for (const { tenant_id: tenantId, retention_days: days } of tenants) {
    // Nothing is older than the beginning of time: only what has no call goes.
    const before = new Date(days === null ? 0 : now - days * dayMs);
    count += await data.expire(db, { tenantId }, before);
  }
  return count;
}
