import { queryOptions } from "@tanstack/react-query";
import type { Health, PerformanceBottlenecks, PerformanceMetrics } from "../api.ts";
import { request, withQuery } from "../client.ts";

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
