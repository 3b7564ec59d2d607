import { queryOptions } from "@tanstack/react-query";
import type { Location, Page } from "../api.ts";
import { request, send, withQuery } from "../client.ts";

const locationsPath = "/api/v1/locations";
/** The most that the API gives at once. */
const pageMax = 200;

export const locationPath = (id: string) => `${locationsPath}/${encodeURIComponent(id)}`;

export const locationsQuery = queryOptions({
  queryKey: ["locations"],
  queryFn: () => readAll<Location>(locationsPath),
});

export type LocationFields = Pick<
  Location,
  "name" | "address" | "phone" | "place" | "time_zone" | "language" | "currency"
>;
export const createLocation = (fields: LocationFields) =>
  send<Location>("POST", locationsPath, fields);
export const changeLocation = (id: string, fields: LocationFields) =>
  send<Location>("PATCH", locationPath(id), fields);
export const removeLocation = (id: string) => send<void>("DELETE", locationPath(id));

/** Every row of a list that is short by its nature. */
export async function readAll<T>(path: string): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await request<Page<T>>(withQuery(path, { limit: pageMax, cursor }));
    rows.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return rows;
}
