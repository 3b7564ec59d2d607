import { sql } from "kysely";
import type { RetentionKind } from "../../lib/retention.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";

/** How long a tenant keeps what it chose for itself; null is for ever. */
export type OwnRetention = ReadonlyMap<string, number | null>;

export function readOwnRetention(db: Database, scope: TenantScope): Promise<OwnRetention> {
  return inTenant(db, scope, async (trx) => {
    const rows = await trx
      .selectFrom("retention_settings")
      .select(["kind", "days"])
      .where("tenant_id", "=", scope.tenantId)
      .execute();
    return new Map(rows.map(({ kind, days }) => [kind, days]));
  });
}

/** Writes the tenant's own choice; without one it keeps as the installation does. */
export async function writeOwnRetention(
  trx: Trx,
  scope: TenantScope,
  kind: RetentionKind,
  days: number | null | undefined,
): Promise<void> {
  const { tenantId } = scope;
  await (days === undefined
    ? sql`delete from retention_settings where tenant_id = ${tenantId} and kind = ${kind}`
    : sql`insert into retention_settings (tenant_id, kind, days) values (${tenantId}, ${kind}, ${days})
        on conflict (tenant_id, kind) do update set days = excluded.days`
  ).execute(trx);
}
