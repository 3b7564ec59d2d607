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

/** The hours of a location with what it takes to speak them, in one statement since a caller waits; nothing where there is no such location. */
export function findSpokenHours(trx: Trx, scope: TenantScope, locationId: string) {
  return trx
    .selectFrom("locations as l")
    .leftJoin("location_hours as h", (join) =>
      join.onRef("h.tenant_id", "=", "l.tenant_id").onRef("h.location_id", "=", "l.id"),
    )
    .select(["l.language", "l.time_zone", "h.hours"])
    .where("l.tenant_id", "=", scope.tenantId)
    .where("l.id", "=", locationId)
    .executeTakeFirst();
}
