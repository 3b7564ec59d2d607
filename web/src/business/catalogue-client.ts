import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  CatalogueCategory,
  CatalogueImportLine,
  CatalogueItem,
  ItemsAnswer,
  Page,
} from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { locationPath, readAll } from "./business-client.ts";

const itemsPath = (locationId: string) => `${locationPath(locationId)}/items`;
const itemPath = (locationId: string, id: string) =>
  `${itemsPath(locationId)}/${encodeURIComponent(id)}`;
const categoriesPath = (locationId: string) => `${locationPath(locationId)}/categories`;

/** What a change of the catalogue makes old. */
export const renews = ["items", "categories"] as const;

export const itemsQuery = (locationId: string, filters: { q: string; category_id: string }) =>
  infiniteQueryOptions({
    queryKey: ["items", locationId, filters],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<CatalogueItem>>(
        withQuery(itemsPath(locationId), { ...filters, limit: 50, cursor }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });

export const categoriesQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["categories", locationId],
    queryFn: () => readAll<CatalogueCategory>(categoriesPath(locationId)),
  });

export type ItemFields = Partial<
  Pick<
    CatalogueItem,
    | "name"
    | "description"
    | "category_id"
    | "price_minor"
    | "variants"
    | "is_available"
    | "first_date"
    | "last_date"
    | "contains"
    | "may_contain"
    | "free_of"
    | "diets"
  >
>;
export const createItem = (locationId: string, fields: ItemFields) =>
  send<CatalogueItem>("POST", itemsPath(locationId), fields);
export const changeItem = (locationId: string, id: string, fields: ItemFields) =>
  send<CatalogueItem>("PATCH", itemPath(locationId, id), fields);
export const removeItem = (locationId: string, id: string) =>
  send<void>("DELETE", itemPath(locationId, id));
export const createCategory = (locationId: string, name: string) =>
  send<CatalogueCategory>("POST", categoriesPath(locationId), { name });
export const findItems = (locationId: string, query: string) =>
  send<ItemsAnswer>("POST", `${itemsPath(locationId)}/find`, { query });

/** What a file would do, or did. */
export interface CatalogueReport {
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
  lines: CatalogueImportLine[];
}
export type CatalogueFile = { csv: string } | { items: unknown[] };
export const importCatalogue = (locationId: string, file: CatalogueFile, dry_run: boolean) =>
  send<CatalogueReport>("POST", `${locationPath(locationId)}/catalogue/import`, {
    ...file,
    dry_run,
  });
