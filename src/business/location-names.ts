import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, inTenantAtOnce } from "../store/index.ts";

/** What a location is called, and in what it is spoken of. */
export interface LocationName {
  id: string;
  name: string;
  language: string;
  timeZone: string;
}

/** What a location sells is divided into: the names in their order, of every location where none is named. */
export async function listCategoryNames(
  db: Database,
  scope: TenantScope,
  locationId?: string,
): Promise<string[]> {
  const rows = await inTenant(db, scope, (trx) =>
    trx
      .selectFrom("catalogue_categories")
      .select("name")
      .where("tenant_id", "=", scope.tenantId)
      .$if(locationId !== undefined, (query) => query.where("location_id", "=", locationId ?? ""))
      .orderBy("location_id")
      .orderBy("position")
      .orderBy("id")
      .execute(),
  );
  return [...new Set(rows.map(({ name }) => name))];
}

/** Every location of a tenant, by name. */
export function listLocationNames(db: Database, scope: TenantScope): Promise<LocationName[]> {
  return inTenantAtOnce(db, scope, (trx) =>
    trx
      .selectFrom("locations")
      .select(["id", "name", "language", "time_zone as timeZone"])
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("name")
      .orderBy("id")
      .execute(),
  );
}
