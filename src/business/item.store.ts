import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** Which of these ids are groups of modifiers of the location. */
export async function findGroupIds(
  trx: Trx,
  scope: TenantScope,
  { locationId, groupIds }: { locationId: string; groupIds: readonly string[] },
): Promise<Set<string>> {
  if (groupIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom("catalogue_modifier_groups")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .where("id", "in", [...groupIds])
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** The groups of modifiers of items, in their order. */
export async function listItemModifiers(
  trx: Trx,
  scope: TenantScope,
  itemIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ item_id: string; group_ids: string[] }>`select item_id,
      array_agg(group_id order by position, group_id) as group_ids
    from catalogue_item_modifiers where tenant_id = ${scope.tenantId} and item_id = any(${[...itemIds]})
    group by item_id`.execute(trx);
  return new Map(rows.map((row) => [row.item_id, row.group_ids]));
}

/** Gives an item these groups of modifiers and no others. */
export async function replaceItemModifiers(
  trx: Trx,
  scope: TenantScope,
  of: { locationId: string; itemId: string; groupIds: readonly string[] },
): Promise<void> {
  await trx
    .deleteFrom("catalogue_item_modifiers")
    .where("tenant_id", "=", scope.tenantId)
    .where("item_id", "=", of.itemId)
    .execute();
  if (of.groupIds.length === 0) return;
  await trx
    .insertInto("catalogue_item_modifiers")
    .values(
      of.groupIds.map((group_id, position) => ({
        ...{ tenant_id: scope.tenantId, location_id: of.locationId },
        ...{ item_id: of.itemId, group_id, position },
      })),
    )
    .execute();
}
