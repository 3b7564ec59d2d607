import type { EventStatus } from "../api.ts";
import { t } from "../lib/text.ts";

export const eventStatuses: readonly EventStatus[] = ["received", "processed", "ignored", "dead"];

export const eventTabs = [
  { id: "log", label: t("All events") },
  { id: "dead", label: t("Dead letters") },
  { id: "rejected", label: t("Rejected deliveries") },
] as const;
export type EventTab = (typeof eventTabs)[number]["id"];

/** The events page as it stands in the address. */
export interface EventSearch {
  tab?: EventTab | undefined;
  status?: EventStatus | undefined;
  provider?: string | undefined;
  type?: string | undefined;
  /** The event whose drawer is open. */
  event?: string | undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readEventSearch(raw: Record<string, unknown>): EventSearch {
  const search: EventSearch = {
    tab: eventTabs.find(({ id }) => id === raw.tab)?.id,
    status: eventStatuses.find((status) => status === raw.status),
    provider: text(raw.provider),
    type: text(raw.type),
    event: text(raw.event),
  };
  // `?status=dead` is the dead-letter tab: notices and runbooks may link either way.
  if (search.status === "dead" && !search.tab) search.tab = "dead";
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
