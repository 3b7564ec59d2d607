import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Page, Trx } from "../store/index.ts";

/** A location as it is stored. */
export type LocationRow = NonNullable<Awaited<ReturnType<typeof findLocation>>>;

export function findLocation(trx: Trx, scope: TenantScope, locationId: string) {
  return trx
    .selectFrom("locations")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", locationId)
    .executeTakeFirst();
}

/** The same, kept from being changed by anybody else until the transaction ends. */
export function lockLocationRow(trx: Trx, scope: TenantScope, locationId: string) {
  return trx
    .selectFrom("locations")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", locationId)
    .forUpdate()
    .executeTakeFirst();
}

/** One page of locations by name, and one row more when there is a next page. */
export function listLocations(
  trx: Trx,
  scope: TenantScope,
  { limit, cursor }: Page<{ name: string; id: string }>,
) {
  let query = trx
    .selectFrom("locations")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("name")
    .orderBy("id")
    .limit(limit + 1);
  if (cursor !== undefined) {
    query = query.where(sql<boolean>`(name, id) > (${cursor.name}, ${cursor.id})`);
  }
  return query.execute();
}

/** Tells everybody who keeps a copy of the catalogue, the texts or the location itself that it is old. */
export async function bumpCatalogue(trx: Trx, scope: TenantScope, locationId: string) {
  await trx
    .updateTable("locations")
    .set({ catalogue_version: sql<number>`catalogue_version + 1` })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", locationId)
    .execute();
}

/** Whether any amount of the location is stated: its currency cannot be another then. */
export async function hasPrices(trx: Trx, scope: TenantScope, locationId: string) {
  const of = sql`tenant_id = ${scope.tenantId} and location_id = ${locationId}`;
  const { rows } = await sql<{ has: boolean }>`select
    exists (select from catalogue_items where ${of} and (price_minor is not null or variants <> '[]'))
    or exists (select from catalogue_modifier_groups where ${of})
    or exists (select from delivery_zones where ${of}
      and coalesce(fee_minor, min_order_minor, free_from_minor) is not null) as has`.execute(trx);
  return rows[0]?.has === true;
}
