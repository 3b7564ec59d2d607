import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AllowedAddress, Block, NewNetwork, Page, SecurityEvent } from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { calmMs, firstPageEvery } from "../lib/every.ts";

export const securityEventsQuery = (isOpenOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ["security-events", isOpenOnly],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<SecurityEvent>>(
        withQuery("/api/v1/admin/security-events", {
          open: isOpenOnly ? "true" : null,
          limit: 50,
          cursor,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: firstPageEvery(calmMs),
  });

export const resolveSecurityEvent = (id: string) =>
  send<void>("POST", `/api/v1/admin/security-events/${encodeURIComponent(id)}/resolve`);

const blocksPath = "/api/v1/admin/blocks";
const allowedPath = "/api/v1/admin/allowed-addresses";

export const blocksQuery = (state: "active" | "all") =>
  infiniteQueryOptions({
    queryKey: ["blocks", state],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<Block>>(withQuery(blocksPath, { state, limit: 50, cursor })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: firstPageEvery(calmMs),
  });

export const allowedQuery = infiniteQueryOptions({
  queryKey: ["allowed-addresses"],
  queryFn: ({ pageParam: cursor }) =>
    request<Page<AllowedAddress>>(withQuery(allowedPath, { limit: 50, cursor })),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next_cursor,
});

export const addBlock = (given: NewNetwork) => send<Block>("POST", blocksPath, given);
export const liftBlock = (id: string) =>
  send<void>("DELETE", `${blocksPath}/${encodeURIComponent(id)}`);
export const addAllowed = (given: NewNetwork) => send<AllowedAddress>("POST", allowedPath, given);
export const removeAllowed = (id: string) =>
  send<void>("DELETE", `${allowedPath}/${encodeURIComponent(id)}`);
