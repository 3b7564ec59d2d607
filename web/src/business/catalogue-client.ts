import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";
import type { CatalogueCategory, CatalogueItem, ItemsAnswer, ModifierGroup, Page } from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { locationPath, readAll } from "./business-client.ts";

const itemsPath = (locationId: string) => `${locationPath(locationId)}/items`;
const itemPath = (locationId: string, id: string) =>
  `${itemsPath(locationId)}/${encodeURIComponent(id)}`;
const categoriesPath = (locationId: string) => `${locationPath(locationId)}/categories`;

const groupsPath = (locationId: string) => `${locationPath(locationId)}/modifier-groups`;
const picturePath = (locationId: string, id: string) => `${itemPath(locationId, id)}/image`;

/** What a change of the catalogue makes old. */
export const renews = ["items", "categories", "modifier-groups"] as const;

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

/** The categories as they are being read. */
export type CategoriesQuery = UseQueryResult<CatalogueCategory[]>;

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
    | "weekly"
    | "modifier_group_ids"
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

/** A picture as its file is; what kind it is, its first bytes tell. */
export const putPicture = (locationId: string, id: string, file: Blob) =>
  request<void>(picturePath(locationId, id), {
    method: "PUT",
    headers: { "content-type": "image/jpeg" },
    body: file,
  });
export const removePicture = (locationId: string, id: string) =>
  send<void>("DELETE", picturePath(locationId, id));
/** Where an item's picture is shown; another after each change of the item. */
export const pictureUrl = (locationId: string, { id, updated_at: at }: CatalogueItem) =>
  withQuery(picturePath(locationId, id), { at });

type CategoryFields = Partial<Pick<CatalogueCategory, "name" | "description" | "position">>;
export const createCategory = (locationId: string, fields: CategoryFields) =>
  send<CatalogueCategory>("POST", categoriesPath(locationId), fields);
export const changeCategory = (locationId: string, id: string, fields: CategoryFields) =>
  send<CatalogueCategory>(
    "PATCH",
    `${categoriesPath(locationId)}/${encodeURIComponent(id)}`,
    fields,
  );
export const removeCategory = (locationId: string, id: string) =>
  send<void>("DELETE", `${categoriesPath(locationId)}/${encodeURIComponent(id)}`);

export const groupsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["modifier-groups", locationId],
    queryFn: () => readAll<ModifierGroup>(groupsPath(locationId)),
  });
export type GroupFields = Partial<
  Pick<ModifierGroup, "name" | "description" | "min" | "max" | "options" | "position">
>;
export const createGroup = (locationId: string, fields: GroupFields) =>
  send<ModifierGroup>("POST", groupsPath(locationId), fields);
export const changeGroup = (locationId: string, id: string, fields: GroupFields) =>
  send<ModifierGroup>("PATCH", `${groupsPath(locationId)}/${encodeURIComponent(id)}`, fields);
export const removeGroup = (locationId: string, id: string) =>
  send<void>("DELETE", `${groupsPath(locationId)}/${encodeURIComponent(id)}`);
export const findItems = (locationId: string, asked: { query: string; free_of: string[] }) =>
  send<ItemsAnswer>("POST", `${itemsPath(locationId)}/find`, asked);
