import { sql } from "kysely";
import { asWorker, type Database } from "../../store/index.ts";

/** A job that this process works on, while its lease is its own. */
export interface MemoryJob {
  tenant_id: string;
  id: string;
  session_id: string | null;
  kind: string;
  payload: Record<string, unknown>;
  stage: string;
  attempts: number;
  lease: string;
}

/** What a killed process had in hand is taken up by another after it. */
export const leaseMs = 120_000;

/**
 * Takes due jobs in turns: each tenant's most urgent, then each one's second. So a tenant that asks for all its past calls does not make another's single one wait.
 * @param held how many this process has in hand of each tenant.
 */
export function claimJobs(
  db: Database,
  of: { limit: number; held: ReadonlyMap<string, number>; perTenantMax: number; at: Date },
): Promise<MemoryJob[]> {
  const { limit, held, perTenantMax, at } = of;
  const holders = [...held.keys()];
  const counts = [...held.values()];
  return asWorker(db, async (trx) => {
    // The tenants are found one by one in the index: it may hold a hundred thousand rows of one of them.
    const { rows } = await sql<MemoryJob>`with recursive tenants as (
        (select tenant_id from mem_jobs where due_at is not null order by tenant_id limit 1)
        union all
        select (select j.tenant_id from mem_jobs j
          where j.due_at is not null and j.tenant_id > t.tenant_id order by j.tenant_id limit 1)
        from tenants t where t.tenant_id is not null),
      held as (select * from unnest(${holders}::text[], ${counts}::int[]) as h (tenant_id, count)),
      waiting as (
        select w.* from tenants t cross join lateral (
          select j.tenant_id, j.id, j.priority, j.due_at, row_number() over (order by j.priority, j.due_at) as turn from mem_jobs j
          where j.tenant_id = t.tenant_id and j.due_at <= ${at} order by j.priority, j.due_at limit ${limit * 4}) w
        where t.tenant_id is not null
          and not exists (select from held h where h.tenant_id = t.tenant_id and h.count >= ${perTenantMax})),
      locked as (
        select j.tenant_id, j.id, w.turn from waiting w join mem_jobs j on j.tenant_id = w.tenant_id and j.id = w.id
        where j.due_at <= ${at} order by w.turn, w.priority, w.due_at limit ${limit} for update of j skip locked),
      taken as (
        select l.tenant_id, l.id from (select *, row_number() over (partition by tenant_id order by turn) as place from locked) l
        left join held h on h.tenant_id = l.tenant_id where l.place + coalesce(h.count, 0) <= ${perTenantMax})
      update mem_jobs j set status = 'running', attempts = j.attempts + 1, lease = gen_random_uuid(),
        due_at = ${new Date(at.getTime() + leaseMs)}, updated_at = ${at}
      from taken where j.tenant_id = taken.tenant_id and j.id = taken.id
      returning j.tenant_id, j.id, j.session_id, j.kind, j.payload, j.stage, j.attempts, j.lease::text`.execute(
      trx,
    );
    return rows;
  });
}
