import { queryOptions } from "@tanstack/react-query";
import type { TimeZoneSettings } from "../api.ts";
import { request, send } from "../client.ts";

const path = "/api/v1/settings/time-zone";

/** By whose clock days and hours are counted. */
export const timeZoneQuery = queryOptions({
  queryKey: ["time-zone"],
  queryFn: () => request<TimeZoneSettings>(path),
});

/** Null leaves it to the locations. */
export const setTimeZone = (time_zone: string | null) =>
  send<TimeZoneSettings>("PATCH", path, { time_zone });
