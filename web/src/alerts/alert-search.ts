import { t } from "../lib/text.ts";
export const alertTabs = [
  { id: "open", label: t("Open") },
  { id: "resolved", label: t("Resolved") },
  { id: "rules", label: t("Rules") },
  { id: "telling", label: t("Who is told") },
] as const;
export type AlertTab = (typeof alertTabs)[number]["id"];

/** The page as it stands in the address; messages name an alert. */
export interface AlertSearch {
  tab?: AlertTab | undefined;
  alert?: string | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readAlertSearch(raw: Record<string, unknown>): AlertSearch {
  const tab = alertTabs.find(({ id }) => id === raw.tab)?.id;
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(typeof raw.alert === "string" ? { alert: raw.alert } : {}),
  };
}
