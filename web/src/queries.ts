import {
  infiniteQueryOptions,
  keepPreviousData,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useQuery,
} from "@tanstack/react-query";
import { type CallSearch, toCallParams } from "./calls/call-search.ts";
import {
  ApiError,
  fetchCall,
  fetchCalls,
  fetchConnections,
  fetchEvent,
  fetchEvents,
  fetchNotices,
  fetchRecording,
  fetchRejected,
  fetchSession,
  fetchSignInOptions,
  fetchTenants,
  fetchTimeline,
  fetchTurns,
  fetchVcp,
} from "./client.ts";
import { calmMs, firstPageEvery } from "./lib/every.ts";
import { timeZoneOf } from "./setup/time-zone-client.ts";
import { isSessionOver } from "./shell/session-over.ts";

/** The signed-in session, or null. The whole page hangs on it. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () =>
    fetchSession().catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 401) return null;
      throw error;
    }),
  staleTime: Number.POSITIVE_INFINITY,
  // Without an answer there is no page: it comes by itself once there is one.
  refetchInterval: ({ state }) => (state.status === "error" ? 3_000 : false),
});

/** Ways in beside passwords and keys. */
export const signInOptionsQuery = queryOptions({
  queryKey: ["sign-in-options"],
  queryFn: fetchSignInOptions,
  staleTime: Number.POSITIVE_INFINITY,
});

/** The filters as the API spells them at present. Only a time needs to know the zone. */
export async function callParams(client: QueryClient, search: CallSearch) {
  const zone = search.range === undefined ? "UTC" : await timeZoneOf(client);
  return toCallParams(search, { now: Date.now(), zone });
}

/**
 * Pages of calls. Never stale by age: live messages keep them current, and `refreshCalls` fills the gap after a
 * pause, without loading every page again.
 */
export const callsQuery = (search: CallSearch) =>
  infiniteQueryOptions({
    queryKey: ["calls", search],
    queryFn: async ({ pageParam, signal, client }) => {
      const params = await callParams(client, search);
      return fetchCalls({ ...params, limit: 50, cursor: pageParam }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });

export const callQuery = (id: string) =>
  queryOptions({ queryKey: ["call", id], queryFn: () => fetchCall(id) });

export const turnsQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "turns"],
    queryFn: async () => (await fetchTurns(id)).data,
  });

export const timelineQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "timeline"],
    queryFn: async () => (await fetchTimeline(id)).data,
  });

/** Its link lasts half an hour: a player whose link has run out asks for another. */
export const recordingQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "recording"],
    queryFn: () => fetchRecording(id),
    refetchInterval: (query) => (query.state.data?.status === "pending" ? 5_000 : false),
    refetchOnWindowFocus: false,
  });

export const vcpQuery = (id: string) =>
  queryOptions({ queryKey: ["call", id, "vcp"], queryFn: () => fetchVcp(id) });

export const callEventsQuery = (id: string) =>
  queryOptions({
    queryKey: ["call", id, "webhook-events"],
    queryFn: () => fetchEvents({ call: id, limit: 200 }),
  });

export interface EventFilters {
  status?: string | undefined;
  provider?: string | undefined;
  type?: string | undefined;
}

export const eventsQuery = (filters: EventFilters) =>
  infiniteQueryOptions({
    queryKey: ["events", filters],
    queryFn: ({ pageParam }) => fetchEvents({ ...filters, limit: 50, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: firstPageEvery(10_000),
  });

export const eventQuery = (id: string) =>
  queryOptions({ queryKey: ["event", id], queryFn: () => fetchEvent(id) });

export const rejectedQuery = (provider: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["rejected", provider ?? null],
    queryFn: ({ pageParam }) => fetchRejected({ provider, limit: 50, cursor: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: firstPageEvery(calmMs),
  });

export const connectionsQuery = queryOptions({
  queryKey: ["connections"],
  queryFn: async () => (await fetchConnections()).data,
  refetchInterval: (query) =>
    query.state.data?.some((connection) => connection.last_event_at === null) ? 2000 : false,
});

export const tenantsQuery = queryOptions({
  queryKey: ["tenants"],
  queryFn: async () => (await fetchTenants()).data,
});

/** The tenants that something can be given to. */
export function useEnabledTenants() {
  return useQuery(tenantsQuery).data?.filter((tenant) => !tenant.is_disabled);
}

export const noticesQuery = queryOptions({
  queryKey: ["notices"],
  queryFn: async () => (await fetchNotices()).data,
  refetchInterval: 15_000,
});

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (!(error instanceof ApiError) || error.status !== 401) return;
        if (client.getQueryData(sessionQuery.queryKey)) isSessionOver.set(true);
        client.setQueryData(sessionQuery.queryKey, null);
      },
    }),
    mutationCache: new MutationCache({
      // A wrong password is answered so, too: the session itself knows whether it is over.
      onError: (error) => {
        if (!(error instanceof ApiError) || error.status !== 401) return;
        void client.invalidateQueries({ queryKey: ["notices"] });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (count, error) =>
          count < 2 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
      },
    },
  });
  return client;
}
