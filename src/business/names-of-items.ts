import { newId } from "../lib/ids.ts";
import { refusedAt } from "../lib/refused-at.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";
import type { ItemChange } from "./catalogue.schema.ts";
import { categoriesMax } from "./entries.ts";
import { allEntries, insertEntry } from "./entry.store.ts";
import type { NamedItemChange } from "./import-catalogue.ts";
import type { LocationRow } from "./location.store.ts";

/** Makes ids of the names of categories and groups of choices. A category that is not there yet is made; groups say more than a name, so they must be there. */
export async function namesOfItems(
  trx: Trx,
  scope: TenantScope,
  { location, at }: { location: LocationRow; at: Date },
): Promise<(read: NamedItemChange) => Promise<ItemChange>> {
  const categories = new Map<string, string>();
  for (const { name, id } of await allEntries(trx, scope, "catalogue_categories", location.id)) {
    categories.set(name.toLowerCase(), id);
  }
  const groups = new Map<string, string>();
  const known = await allEntries(trx, scope, "catalogue_modifier_groups", location.id);
  for (const { name, external_id: externalId, id } of known) {
    groups.set(name.toLowerCase(), id);
    if (externalId !== null) groups.set(externalId.toLowerCase(), id);
  }
  const categoryId = async (name: string): Promise<string> => {
    const key = name.toLowerCase();
    const found = categories.get(key);
    if (found !== undefined) return found;
    if (categories.size >= categoriesMax) {
      throw refusedAt("limit-reached", "category", `there are ${categoriesMax} already`);
    }
    const id = newId("cat");
    await insertEntry(trx, scope, "catalogue_categories", {
      ...{ id, location_id: location.id, name, created_at: at, updated_at: at },
      // Categories stand in the order in which the file names them.
      position: categories.size,
    });
    categories.set(key, id);
    return id;
  };
  const groupId = (name: string): string => {
    const found = groups.get(name.toLowerCase());
    if (found !== undefined) return found;
    const message = `there is no group "${name}"; import modifiers first`;
    throw refusedAt("modifier-group-not-found", "choices", message);
  };
  return async ({ category, choices, ...change }) => ({
    ...change,
    ...(category === undefined || category === ""
      ? {}
      : { category_id: await categoryId(category) }),
    ...(choices === undefined ? {} : { modifier_group_ids: choices.map(groupId) }),
  });
}
