import { queryOptions } from "@tanstack/react-query";
import type { LocationText } from "../api.ts";
import { send } from "../client.ts";
import { locationPath, readAll } from "./business-client.ts";

const textsPath = (locationId: string) => `${locationPath(locationId)}/texts`;
const textPath = (locationId: string, id: string) =>
  `${textsPath(locationId)}/${encodeURIComponent(id)}`;

/** What a change of a text makes old. */
export const renews = ["location-texts"] as const;

export const textsQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["location-texts", locationId],
    queryFn: () => readAll<LocationText>(textsPath(locationId)),
  });

export type TextFields = Pick<LocationText, "kind" | "title" | "content">;
export const createText = (locationId: string, fields: TextFields) =>
  send<LocationText>("POST", textsPath(locationId), fields);
export const changeText = (locationId: string, id: string, fields: TextFields) =>
  send<LocationText>("PATCH", textPath(locationId, id), fields);
export const removeText = (locationId: string, id: string) =>
  send<void>("DELETE", textPath(locationId, id));
