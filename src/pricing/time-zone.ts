import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** By whose clock a tenant's days and months begin: that of its locations where they agree, else UTC. */
export async function readZone(trx: Trx, scope: TenantScope): Promise<string> {
  const [only, ...others] = await trx
    .selectFrom("locations")
    .select("time_zone")
    .distinct()
    .where("tenant_id", "=", scope.tenantId)
    .execute();
  return only === undefined || others.length > 0 ? "UTC" : only.time_zone;
}
