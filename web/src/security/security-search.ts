import { t } from "../lib/text.ts";
export const securityTabs = [
  { id: "open", label: t("Open events") },
  { id: "all", label: t("All events") },
  { id: "blocks", label: t("Blocked addresses") },
  { id: "allowed", label: t("Allowed addresses") },
] as const;
export type SecurityTab = (typeof securityTabs)[number]["id"];

/** The page as it stands in the address. */
export interface SecuritySearch {
  tab?: SecurityTab | undefined;
}

export function readSecuritySearch(raw: Record<string, unknown>): SecuritySearch {
  const tab = securityTabs.find(({ id }) => id === raw.tab)?.id;
  return tab === undefined ? {} : { tab };
}
