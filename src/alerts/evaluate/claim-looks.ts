import { sql } from "kysely";
import { quarantineTenantId } from "../../lib/tenant-scope.ts";
import { asWorker, type Database } from "../../store/index.ts";

/** How often each tenant's rules are looked at. A process that dies with a look in hand costs one look. */
const lookEveryMs = 60_000;

/** Takes tenants whose rules are due. A tenant that is new is due at once; the clock having jumped back, all are. */
export function claimLooks(db: Database, limit: number, now: number): Promise<string[]> {
  const at = new Date(now);
  const next = new Date(now + lookEveryMs);
  return asWorker(db, async (trx) => {
    await sql`insert into alert_looks (tenant_id, due_at)
      select t.tenant_id, ${at} from tenants t
      where t.disabled_at is null and t.tenant_id <> ${quarantineTenantId}
        and not exists (select from alert_looks l where l.tenant_id = t.tenant_id)
      on conflict do nothing`.execute(trx);
    const { rows } = await sql<{ tenant_id: string }>`update alert_looks l set due_at = ${next}
      from (select tenant_id from alert_looks
        where (due_at <= ${at} or due_at > ${new Date(+next + lookEveryMs)})
          and tenant_id in (select tenant_id from tenants where disabled_at is null)
        order by due_at limit ${limit} for update skip locked) due
      where l.tenant_id = due.tenant_id returning l.tenant_id`.execute(trx);
    return rows.map((row) => row.tenant_id);
  });
}
