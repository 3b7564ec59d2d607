import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  MemoryJob,
  MemoryMessage,
  MemoryPinned,
  MemoryReceipt,
  MemorySearchAnswer,
  MemorySession,
  MemoryStats,
  MemoryWindow,
  Page,
} from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import { calmMs, firstPageEvery } from "../lib/every.ts";
import { formatPhone } from "../lib/format.ts";
import { t } from "../lib/text.ts";

const path = "/api/v1/memory";
const sessionPath = (id: string) => `${path}/sessions/${encodeURIComponent(id)}`;

/** The lists that forgetting, or emptying a window, shows in. */
export const memoryLists = [
  "memory-sessions",
  "memory-session",
  "memory-found",
  "memory-jobs",
  "memory-stats",
];

/** The next page of a list, in the shape that every list of ours has. */
const byCursor = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page<unknown>) => last.next_cursor,
};

/** Whom a session is about, as people write it. */
export const subjectTitle = (subject: string | null) =>
  subject === null ? t("nobody in particular") : formatPhone(subject);

export const sessionsQuery = (subject: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["memory-sessions", subject ?? null],
    queryFn: ({ pageParam, signal }) => {
      const params = { subject_id: subject, limit: 50, cursor: pageParam };
      return request<Page<MemorySession>>(withQuery(`${path}/sessions`, params), { signal });
    },
    ...byCursor,
    placeholderData: keepPreviousData,
    refetchInterval: firstPageEvery(calmMs),
  });

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ["memory-session", id],
    queryFn: () => request<MemorySession>(sessionPath(id)),
  });

export const windowQuery = (id: string) =>
  queryOptions({
    queryKey: ["memory-session", id, "window"],
    queryFn: () => request<MemoryWindow>(`${sessionPath(id)}/window`),
  });

/** What is counted of a session. */
export const sessionStatsQuery = (id: string) =>
  queryOptions({
    queryKey: ["memory-session", id, "stats"],
    queryFn: () => request<MemoryStats>(withQuery("/stats", { session_id: id })),
  });

/** What is counted of the whole memory. */
export const statsQuery = queryOptions({
  queryKey: ["memory-stats"],
  queryFn: () => request<MemoryStats>("/stats"),
});

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["memory-session", id, "messages"],
    queryFn: ({ pageParam }) => {
      const params = { limit: 100, cursor: pageParam };
      return request<Page<MemoryMessage>>(withQuery(`${sessionPath(id)}/messages`, params));
    },
    ...byCursor,
  });

/** What of a subject is found for words. */
export const foundQuery = (subject: string, query: string) =>
  queryOptions({
    queryKey: ["memory-found", subject, query],
    queryFn: () =>
      send<MemorySearchAnswer>("POST", `${path}/search`, { subject_id: subject, query, top_k: 20 }),
  });

export const jobsQuery = queryOptions({
  queryKey: ["memory-jobs"],
  queryFn: async () => {
    const read = (status: MemoryJob["status"]) =>
      request<Page<MemoryJob>>(withQuery(`${path}/jobs`, { status, limit: 20 }));
    const [dead, running, pending] = await Promise.all(
      (["dead", "running", "pending"] as const).map(read),
    );
    return [dead, running, pending].flatMap((page) => page?.data ?? []);
  },
  refetchInterval: calmMs,
});

export type Whose = { session_id: string } | { subject_id: string };

export const forget = (whose: Whose) => send<MemoryReceipt>("DELETE", withQuery(path, whose));
export const emptyWindow = (session_id: string) =>
  send<{ epoch: number }>("POST", "/reset", { session_id, forget: "window" });
export const changePinned = (id: string, entries: MemoryPinned["entries"]) =>
  send<MemoryPinned>("PATCH", `${sessionPath(id)}/pinned`, { entries });
export const retryJob = (id: string) => send<MemoryJob>("POST", `${path}/jobs/${id}/retry`);
