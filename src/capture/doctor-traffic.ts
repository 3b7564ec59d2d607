import { sql } from "kysely";
import { uuidV7Floor } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";

/** What came through a connection in the last week. */
export interface Traffic {
  /** Null when nothing came. */
  lastEventAt: number | null;
  lastVerifiedAt: number | null;
  /** Refused since the last verified delivery, and not accepted since. */
  refused: number;
}

const weekMs = 7 * 24 * 3_600_000;

interface Row {
  connection_id: string;
  last_at: Date | null;
  verified_at: Date | null;
  refused: number;
}

/** What came through each connection of a tenant in the last week. */
export async function readTraffic(
  db: Database,
  scope: TenantScope,
  now: number,
): Promise<ReadonlyMap<string, Traffic>> {
  const weekAgo = uuidV7Floor(now - weekMs);
  const rows = await inTenant(
    db,
    scope,
    async (trx) => {
      const result = await sql<Row>`with arrived as (
          select connection_id, max(received_at) as last_at,
            max(received_at) filter (where is_verified) as verified_at
          from webhook_events where tenant_id = ${scope.tenantId} and id > ${weekAgo} group by 1)
        select c.id as connection_id, a.last_at, a.verified_at, coalesce(r.refused, 0)::int as refused
        from connections c
        left join arrived a on a.connection_id = c.id
        left join lateral (select count(*) as refused from rejected_deliveries r
          where r.tenant_id = c.tenant_id and r.connection_id = c.id and r.id > ${weekAgo}
            and r.status = 'rejected' and (a.verified_at is null or r.received_at > a.verified_at)) r on true
        where c.tenant_id = ${scope.tenantId}`.execute(trx);
      return result.rows;
    },
    { pace: "report" },
  );
  return new Map(
    rows.map((row) => [
      row.connection_id,
      {
        lastEventAt: row.last_at?.getTime() ?? null,
        lastVerifiedAt: row.verified_at?.getTime() ?? null,
        refused: row.refused,
      },
    ]),
  );
}
