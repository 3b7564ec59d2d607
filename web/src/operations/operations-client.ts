import { queryOptions } from "@tanstack/react-query";
import type { Backup, Health, Page, PerformanceBottlenecks, PerformanceMetrics } from "../api.ts";
import { request, send, withQuery } from "../client.ts";

const everyMs = 15_000;

export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: () => request<Health>("/api/v1/admin/health"),
  refetchInterval: everyMs,
});

export const performanceQuery = (hours: string) =>
  queryOptions({
    queryKey: ["performance", hours],
    queryFn: () => request<PerformanceMetrics>(withQuery("/api/v1/admin/performance", { hours })),
    refetchInterval: 4 * everyMs,
  });

export const bottlenecksQuery = (hours: string) =>
  queryOptions({
    queryKey: ["bottlenecks", hours],
    queryFn: () =>
      request<PerformanceBottlenecks>(withQuery("/api/v1/admin/bottlenecks", { hours })),
    refetchInterval: 4 * everyMs,
  });

const backupsPath = "/api/v1/admin/backups";

export const backupsQuery = queryOptions({
  queryKey: ["backups"],
  queryFn: async () => (await request<Page<Backup>>(withQuery(backupsPath, { limit: 8 }))).data,
  // While one runs, how far it is.
  refetchInterval: ({ state }) =>
    state.data?.some(({ finished_at }) => finished_at === null) ? 2_000 : 4 * everyMs,
});

export const startBackup = () => send<Backup>("POST", backupsPath, {});

export const startDrill = () => send<Backup>("POST", `${backupsPath}/drill`);
