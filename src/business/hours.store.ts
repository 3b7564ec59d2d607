import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** The hours of a location, or nothing where none were given. */
export function findHours(trx: Trx, scope: TenantScope, locationId: string) {
  return trx
    .selectFrom("location_hours")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .executeTakeFirst();
}
