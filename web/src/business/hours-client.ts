import { queryOptions } from "@tanstack/react-query";
import type { Hours, HoursAnswer, ShownHours } from "../api.ts";
import { request, withQuery } from "../client.ts";
import { locationPath } from "./business-client.ts";

const pathOf = (locationId: string) => `${locationPath(locationId)}/hours`;

export const hoursQuery = (locationId: string) =>
  queryOptions({
    queryKey: ["hours", locationId],
    queryFn: () => request<ShownHours>(pathOf(locationId)),
    // What is being written is not exchanged under the hands of whoever writes.
    refetchOnWindowFocus: false,
  });

/** What a caller is told; `at` is left out for now. */
export const hoursAnswerQuery = (locationId: string, service: string, at: string | undefined) =>
  queryOptions({
    queryKey: ["hours", locationId, "answer", service, at ?? null],
    queryFn: () => request<HoursAnswer>(withQuery(`${pathOf(locationId)}/now`, { service, at })),
    refetchInterval: at === undefined ? 60_000 : false,
  });

/** Replaces all hours. With a version, only while that is still what is stored. */
export const replaceHours = (locationId: string, hours: Hours, version: number | null) =>
  request<ShownHours>(pathOf(locationId), {
    method: "PUT",
    headers: {
      "content-type": "application/json",
      ...(version === null ? {} : { "if-match": `"${version}"` }),
    },
    body: JSON.stringify(hours),
  });
