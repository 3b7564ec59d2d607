import { type Selectable, sql } from "kysely";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Database, Tables, Trx } from "../store/index.ts";
import type { Item, ItemChange, ItemFilters } from "./catalogue.schema.ts";
import type { Variant } from "./catalogue.ts";
import type { Allergen, DietName } from "./diet.ts";
import { createEntryService, type EntryKind, shownOf } from "./entry.service.ts";
import { findEntry } from "./entry.store.ts";
import { given } from "./fields.ts";
import type { WeeklySpan } from "./hours.ts";
import { findGroupIds, listItemModifiers, replaceItemModifiers } from "./item.store.ts";
import { json } from "./json-column.ts";
import type { LocationRow } from "./location.store.ts";
import { refuseContradiction, refuseReversed } from "./refuse-item.ts";
import { refuseOverlaps } from "./zone.service.ts";

export type ItemRow = Selectable<Tables["catalogue_items"]>;

interface Needs {
  db: Database;
  removeImages: (refs: readonly string[]) => Promise<void>;
  now: () => number;
}

/** What items have of their own. */
export const itemKind: EntryKind<"catalogue_items", ItemChange, Item> = {
  table: "catalogue_items",
  idKind: "itm",
  name: "item",
  notFound: "item-not-found",
  max: 5_000,
  columns: itemColumns,
  check: checkItem,
  saved: async (trx, scope, { locationId, id, change }) => {
    if (change.modifier_group_ids === undefined) return;
    const groupIds = [...new Set(change.modifier_group_ids)];
    await replaceItemModifiers(trx, scope, { locationId, itemId: id, groupIds });
  },
  views: toItems,
};

/** What locations sell. */
export const createItemService = (needs: Needs) =>
  createEntryService(needs, {
    ...itemKind,
    gone: async ({ image_ref }) => {
      if (image_ref !== null) await needs.removeImages([image_ref]);
    },
  });

/** What a change writes into the item's own row. */
function itemColumns(change: ItemChange) {
  const { variants, weekly, modifier_group_ids: _, ...plain } = change;
  return {
    ...given(plain),
    ...(variants === undefined ? {} : { variants: json(variants) }),
    ...(weekly === undefined ? {} : { weekly: json(weekly) }),
  };
}

async function checkItem(
  trx: Trx,
  scope: TenantScope,
  {
    locationId,
    change,
    before,
  }: { locationId: string; change: ItemChange; before: ItemRow | null },
): Promise<void> {
  refuseOverlaps(change.weekly ?? null);
  refuseContradiction({
    contains: change.contains ?? (before?.contains as Allergen[] | undefined) ?? [],
    may_contain: change.may_contain ?? (before?.may_contain as Allergen[] | undefined) ?? [],
    free_of: change.free_of ?? (before?.free_of as Allergen[] | undefined) ?? [],
  });
  refuseReversed(
    change.first_date === undefined ? (before?.first_date ?? null) : change.first_date,
    change.last_date === undefined ? (before?.last_date ?? null) : change.last_date,
  );
  const { category_id: categoryId, modifier_group_ids: groupIds = [] } = change;
  if (categoryId !== undefined && categoryId !== null) {
    const of = { locationId, id: categoryId };
    if ((await findEntry(trx, scope, "catalogue_categories", of)) === undefined) {
      throw new ProblemError("category-not-found", "This location has no such category.");
    }
  }
  const known = await findGroupIds(trx, scope, { locationId, groupIds });
  if (groupIds.some((id) => !known.has(id))) {
    throw new ProblemError("modifier-group-not-found", "This location has no such modifiers.");
  }
}

async function toItems(
  trx: Trx,
  scope: TenantScope,
  { location, rows }: { location: LocationRow; rows: readonly ItemRow[] },
): Promise<Item[]> {
  const groupsOf = await listItemModifiers(
    trx,
    scope,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...shownOf(row),
    name: row.name,
    description: row.description,
    category_id: row.category_id,
    currency: location.currency,
    price_minor: row.price_minor,
    variants: row.variants as Variant[],
    is_available: row.is_available,
    weekly: row.weekly as WeeklySpan[] | null,
    first_date: row.first_date,
    last_date: row.last_date,
    modifier_group_ids: groupsOf.get(row.id) ?? [],
    contains: row.contains as Allergen[],
    may_contain: row.may_contain as Allergen[],
    free_of: row.free_of as Allergen[],
    diets: row.diets as DietName[],
    image:
      row.image_type === null || row.image_bytes === null
        ? null
        : { type: row.image_type, bytes: row.image_bytes },
  }));
}

/** What narrows a list of items. */
export function itemConditions({ q, category_id, is_available }: ItemFilters) {
  return [
    ...(q === undefined || q === ""
      ? []
      : [sql`strpos(lower(name || ' ' || description), lower(${q})) > 0`]),
    ...(category_id === undefined ? [] : [sql`category_id = ${category_id}`]),
    ...(is_available === undefined ? [] : [sql`is_available = ${is_available}`]),
  ];
}
