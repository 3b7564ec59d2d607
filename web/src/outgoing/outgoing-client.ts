import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { OutgoingDelivery, Page, Relay, WebhookSubscription } from "../api.ts";
import { request, send, withQuery } from "../client.ts";

const subscriptionsPath = "/api/v1/webhook-subscriptions";
const relaysPath = "/api/v1/relays";
const deliveriesPath = "/api/v1/outgoing-deliveries";

export type TargetKind = "subscription" | "relay";
export type EventType = NonNullable<WebhookSubscription["event_types"]>[number];
export type DeliveryStatus = OutgoingDelivery["status"];

/** Every type; the compiler says when the API knows another. */
const eventTypeSet: Record<EventType, true> = {
  "call.started": true,
  "call.ended": true,
  "call.analyzed": true,
  "transcript.ready": true,
  "recording.ready": true,
  "alert.opened": true,
  "alert.resolved": true,
};
export const eventTypes = Object.keys(eventTypeSet) as EventType[];

/** The lists that sending changes; read again by themselves, because it goes on behind the page. */
export const renews = ["subscriptions", "relays", "outgoing-deliveries", "notices"] as const;
const lookEveryMs = 5_000;

export const subscriptionsQuery = queryOptions({
  queryKey: ["subscriptions"],
  queryFn: async () => (await request<{ data: WebhookSubscription[] }>(subscriptionsPath)).data,
  refetchInterval: lookEveryMs,
});

export const relaysQuery = queryOptions({
  queryKey: ["relays"],
  queryFn: async () => (await request<{ data: Relay[] }>(relaysPath)).data,
  refetchInterval: lookEveryMs,
});

export const deliveriesQuery = (filters: { target: string; status: string }) =>
  infiniteQueryOptions({
    queryKey: ["outgoing-deliveries", filters],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<OutgoingDelivery>>(withQuery(deliveriesPath, { ...filters, limit: 20, cursor })),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: lookEveryMs,
  });

const pathOf = (kind: TargetKind, id: string) =>
  `${kind === "relay" ? relaysPath : subscriptionsPath}/${encodeURIComponent(id)}`;

export const createSubscription = (given: {
  url: string;
  name: string;
  event_types: EventType[] | null;
}) => send<WebhookSubscription & { secret: string }>("POST", subscriptionsPath, given);
export const createRelay = (given: { connection_id: string; url: string; name: string }) =>
  send<Relay>("POST", relaysPath, given);
export const switchTarget = (kind: TargetKind, id: string, is_enabled: boolean) =>
  send<void>("PATCH", pathOf(kind, id), { is_enabled });
export const removeTarget = (kind: TargetKind, id: string) =>
  send<void>("DELETE", pathOf(kind, id));
export const sendTest = (id: string) =>
  send<{ delivery_id: string }>("POST", `${pathOf("subscription", id)}/test`);
export const addSecret = (id: string) =>
  send<{ id: string; secret: string }>("POST", `${pathOf("subscription", id)}/secrets`);
export const removeSecret = (id: string, secretId: string) =>
  send<void>("DELETE", `${pathOf("subscription", id)}/secrets/${encodeURIComponent(secretId)}`);
export const replayDelivery = (id: string) =>
  send<{ replayed: number }>("POST", `${deliveriesPath}/${encodeURIComponent(id)}/replay`);
export const replayFailed = (given: { created_since: string; target_id?: string }) =>
  send<{ replayed: number }>("POST", `${deliveriesPath}/replay`, given);
