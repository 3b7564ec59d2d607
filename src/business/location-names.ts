import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";

/** What a location is called, and in what it is spoken of. */
export interface LocationName {
  id: string;
  name: string;
  language: string;
  timeZone: string;
}

/** Every location of a tenant, by name. */
export function listLocationNames(db: Database, scope: TenantScope): Promise<LocationName[]> {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("locations")
      .select(["id", "name", "language", "time_zone as timeZone"])
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("name")
      .orderBy("id")
      .execute(),
  );
}
