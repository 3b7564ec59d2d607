import { t } from "../lib/text.ts";
export const callTabs = [
  { id: "conversation", label: t("Conversation") },
  { id: "timeline", label: t("Timeline") },
  { id: "tools", label: t("Tools") },
  { id: "events", label: t("Raw events") },
  { id: "origins", label: t("Mapping") },
  { id: "vcp", label: t("VCP message") },
] as const;
export type CallTab = (typeof callTabs)[number]["id"];

export function readCallTab(raw: Record<string, unknown>): { tab?: CallTab } {
  const tab = callTabs.find(({ id }) => id === raw.tab)?.id;
  return tab && tab !== "conversation" ? { tab } : {};
}
