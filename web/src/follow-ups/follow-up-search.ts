import { t } from "../lib/text.ts";
export const followUpTabs = [
  { id: "open", label: t("Open") },
  { id: "overdue", label: t("Overdue") },
  { id: "mine", label: t("Mine") },
  { id: "done", label: t("Done") },
  { id: "cancelled", label: t("Cancelled") },
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
