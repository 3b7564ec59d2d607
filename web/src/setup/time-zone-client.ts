import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import type { TimeZoneSettings } from "../api.ts";
import { request, send } from "../client.ts";

const path = "/api/v1/settings/time-zone";

/** By whose clock days and hours are counted. */
export const timeZoneQuery = queryOptions({
  queryKey: ["time-zone"],
  queryFn: () => request<TimeZoneSettings>(path),
});

/** Whoever may not read the settings gets figures all the same. */
const otherwise = "UTC";

/** The zone for what is shown; UTC until it is known. */
export const useTimeZone = (isWanted = true) =>
  useQuery({ ...timeZoneQuery, enabled: isWanted }).data?.time_zone ?? otherwise;

/** The zone that a list was asked for by. */
export const knownTimeZone = (client: QueryClient) =>
  client.getQueryData(timeZoneQuery.queryKey)?.time_zone ?? otherwise;

/** The zone for what is asked for. */
export const timeZoneOf = (client: QueryClient) =>
  client.ensureQueryData(timeZoneQuery).then(
    ({ time_zone: zone }) => zone,
    () => otherwise,
  );

/** Null leaves it to the locations. */
export const setTimeZone = (time_zone: string | null) =>
  send<TimeZoneSettings>("PATCH", path, { time_zone });
