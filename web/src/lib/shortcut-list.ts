import { t } from "./text.ts";

interface Shortcut {
  /** As they stand in the list of shortcuts. */
  keys: string;
  meaning: string;
  /** What `useShortcuts` calls them; none for those that other listeners hear. */
  binds: readonly string[];
}

/** Every shortcut but those of the pages. What is not here cannot be bound: the list that people read is complete. */
export const shortcutGroups = [
  {
    title: t("Everywhere"),
    shortcuts: [
      { keys: "Ctrl K", meaning: t("Find and do anything (⌘ K on a Mac)"), binds: [] },
      { keys: "c", meaning: t("Act for another client"), binds: ["c"] },
      { keys: "z", meaning: t("Undo what was just removed"), binds: ["z"] },
      { keys: "?", meaning: t("This list"), binds: ["?"] },
    ],
  },
  {
    title: t("Lists"),
    shortcuts: [
      { keys: "/", meaning: t("Search"), binds: ["/"] },
      { keys: "j  ↓", meaning: t("Next row"), binds: ["j", "arrowdown"] },
      { keys: "k  ↑", meaning: t("Previous row"), binds: ["k", "arrowup"] },
      { keys: "Enter", meaning: t("Open the row"), binds: [] },
      { keys: "Home", meaning: t("Back to the newest"), binds: ["home"] },
    ],
  },
  {
    title: t("One thing of a list"),
    shortcuts: [
      {
        keys: "1 – 6",
        meaning: t("Switch the tabs of a call"),
        binds: ["1", "2", "3", "4", "5", "6"],
      },
      { keys: "Space", meaning: t("Play or stop a recording"), binds: [" "] },
      { keys: "←  →", meaning: t("Five seconds back or on"), binds: ["arrowleft", "arrowright"] },
      { keys: "<  >", meaning: t("Play slower or faster"), binds: ["<", ">"] },
      { keys: "a", meaning: t("Add documents to a knowledge base"), binds: ["a"] },
      { keys: "Esc", meaning: t("Back to the list"), binds: ["escape"] },
    ],
  },
] as const satisfies ReadonlyArray<{ title: string; shortcuts: readonly Shortcut[] }>;

/** What can be bound: what the list holds, and the pages' pairs. */
export type ShortcutKey =
  | (typeof shortcutGroups)[number]["shortcuts"][number]["binds"][number]
  | `g ${string}`;
