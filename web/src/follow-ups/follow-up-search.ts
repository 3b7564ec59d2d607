export const followUpTabs = [
  { id: "open", label: "Open" },
  { id: "overdue", label: "Overdue" },
  { id: "mine", label: "Mine" },
  { id: "done", label: "Done" },
  { id: "cancelled", label: "Cancelled" },
] as const;
export type FollowUpTab = (typeof followUpTabs)[number]["id"];

/** The follow-ups as they stand in the address. */
export interface FollowUpSearch {
  tab?: FollowUpTab | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readFollowUpSearch(raw: Record<string, unknown>): FollowUpSearch {
  const tab = followUpTabs.find(({ id }) => id === raw.tab)?.id;
  return tab === undefined ? {} : { tab };
}
