import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditChainVerdict, AuditEntry, Page } from "../api.ts";
import { request, withQuery } from "../client.ts";
import { calmMs, firstPageEvery } from "../lib/every.ts";

export const auditQuery = infiniteQueryOptions({
  queryKey: ["audit"],
  queryFn: ({ pageParam: cursor }) =>
    request<Page<AuditEntry>>(withQuery("/api/v1/admin/audit", { limit: 50, cursor })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
  refetchInterval: firstPageEvery(calmMs),
});

/** One verdict per tenant: one's own, or everybody's. */
export const verifyChains = (isAll: boolean) =>
  request<{ data: AuditChainVerdict[] }>(
    withQuery("/api/v1/admin/audit/verify", { all: isAll ? "true" : null }),
  );
