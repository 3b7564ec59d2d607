import { queryOptions } from "@tanstack/react-query";
import type { Connection, RejectedDelivery, WebhookEvent } from "../api.ts";
import { fetchEvents, fetchRejected } from "../client.ts";
import { testEventType } from "../setup/test-event-client.ts";

const lookEveryMs = 2_000;
const looked = 20;

interface Arrivals {
  /** The latest of the provider itself. */
  event: WebhookEvent | undefined;
  /** The latest refused, where nothing was taken since. */
  refused: RejectedDelivery | undefined;
}

/** What came through a connection last. Asked for again until an event of the provider has been read. */
export const arrivalsQuery = ({ id, provider }: Connection) =>
  queryOptions({
    queryKey: ["arrivals", id],
    queryFn: async (): Promise<Arrivals> => {
      const events = await fetchEvents({ connection: id, limit: looked });
      const rejected = await fetchRejected({ provider, status: "rejected", limit: looked });
      const event = events.data.find(({ event_type: type }) => type !== testEventType);
      const refused = rejected.data.find(
        ({ connection_id: of, received_at: at }) => of === id && at > (event?.received_at ?? ""),
      );
      return { event, refused };
    },
    refetchInterval: ({ state: { data } }) =>
      data?.event === undefined || data.event.status === "received" ? lookEveryMs : false,
  });
