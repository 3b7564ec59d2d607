import { queryOptions } from "@tanstack/react-query";
import type { Feature, MaintenanceMode, ReadOnlyMode } from "../api.ts";
import { request, send } from "../client.ts";

const path = "/api/v1/admin";
const everyMs = 15_000;

/** What a change of a switch makes old: notices tell of it too. */
export const modeRenews = ["modes", "notices"];

export const maintenanceQuery = queryOptions({
  queryKey: ["modes", "maintenance"],
  queryFn: () => request<MaintenanceMode>(`${path}/maintenance`),
  refetchInterval: everyMs,
});

export const readOnlyQuery = queryOptions({
  queryKey: ["modes", "read-only"],
  queryFn: () => request<ReadOnlyMode>(`${path}/read-only`),
  refetchInterval: everyMs,
});

export const featuresQuery = queryOptions({
  queryKey: ["modes", "features"],
  queryFn: () => request<{ data: Feature[] }>(`${path}/features`),
  refetchInterval: everyMs,
});

export const setMode = (mode: "maintenance" | "read-only", is_on: boolean, reason: string) =>
  send<unknown>("PUT", `${path}/${mode}`, { is_on, reason });
export const setFeature = (name: Feature["name"], is_enabled: boolean, reason: string) =>
  send<unknown>("PUT", `${path}/features`, { features: [name], is_enabled, reason });
