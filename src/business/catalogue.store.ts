import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import type { CatalogueItem, ModifierGroup, ModifierOption, Variant } from "./catalogue.ts";
import type { Allergen, DietName } from "./diet.ts";
import type { WeeklySpan } from "./hours.ts";

interface Row {
  id: string;
  name: string;
  description: string;
  category: string | null;
  price_minor: number | null;
  variants: Variant[];
  is_available: boolean;
  weekly: WeeklySpan[] | null;
  first_date: string | null;
  last_date: string | null;
  contains: Allergen[];
  may_contain: Allergen[];
  free_of: Allergen[];
  diets: DietName[];
  group_ids: string[];
}

/** Everything that a location sells, in the order in which people put it. */
export async function readCatalogue(
  trx: Trx,
  scope: TenantScope,
  locationId: string,
): Promise<CatalogueItem[]> {
  const { rows } = await sql<Row>`select i.*, c.name as category,
      array(select m.group_id from catalogue_item_modifiers m
        where m.tenant_id = i.tenant_id and m.item_id = i.id order by m.position, m.group_id) as group_ids
    from catalogue_items i
    left join catalogue_categories c on c.tenant_id = i.tenant_id and c.id = i.category_id
    where i.tenant_id = ${scope.tenantId} and i.location_id = ${locationId}
    order by c.position nulls last, i.position, i.id`.execute(trx);
  const groups = await readGroups(trx, scope, locationId);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    category: row.category,
    price_minor: row.price_minor,
    variants: row.variants,
    availability: {
      is_available: row.is_available,
      weekly: row.weekly,
      first_date: row.first_date,
      last_date: row.last_date,
    },
    contains: row.contains,
    may_contain: row.may_contain,
    free_of: row.free_of,
    diets: row.diets,
    modifier_groups: row.group_ids.flatMap((id) => groups.get(id) ?? []),
  }));
}

async function readGroups(
  trx: Trx,
  scope: TenantScope,
  locationId: string,
): Promise<Map<string, ModifierGroup>> {
  const rows = await trx
    .selectFrom("catalogue_modifier_groups")
    .select(["id", "name", "min_count", "max_count", "options"])
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .execute();
  return new Map(
    rows.map(({ id, name, min_count, max_count, options }) => [
      id,
      { id, name, min: min_count, max: max_count, options: options as ModifierOption[] },
    ]),
  );
}
