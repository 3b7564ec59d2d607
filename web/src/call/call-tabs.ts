export const callTabs = [
  { id: "conversation", label: "Conversation" },
  { id: "timeline", label: "Timeline" },
  { id: "tools", label: "Tools" },
  { id: "events", label: "Raw events" },
  { id: "origins", label: "Mapping" },
  { id: "vcp", label: "VCP message" },
] as const;
export type CallTab = (typeof callTabs)[number]["id"];

export function readCallTab(raw: Record<string, unknown>): { tab?: CallTab } {
  const tab = callTabs.find(({ id }) => id === raw.tab)?.id;
  return tab && tab !== "conversation" ? { tab } : {};
}
