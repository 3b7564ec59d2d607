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
    title: "Everywhere",
    shortcuts: [
      { keys: "Ctrl K", meaning: "Find and do anything (⌘ K on a Mac)", binds: [] },
      { keys: "c", meaning: "Act for another client", binds: ["c"] },
      { keys: "z", meaning: "Undo what was just removed", binds: ["z"] },
      { keys: "?", meaning: "This list", binds: ["?"] },
    ],
  },
  {
    title: "Lists",
    shortcuts: [
      { keys: "/", meaning: "Search", binds: ["/"] },
      { keys: "j  ↓", meaning: "Next row", binds: ["j", "arrowdown"] },
      { keys: "k  ↑", meaning: "Previous row", binds: ["k", "arrowup"] },
      { keys: "Enter", meaning: "Open the row", binds: [] },
      { keys: "Home", meaning: "Back to the newest", binds: ["home"] },
    ],
  },
  {
    title: "One thing of a list",
    shortcuts: [
      { keys: "1 – 5", meaning: "Switch the tabs of a call", binds: ["1", "2", "3", "4", "5"] },
      { keys: "Space", meaning: "Play or stop a recording", binds: [" "] },
      { keys: "←  →", meaning: "Five seconds back or on", binds: ["arrowleft", "arrowright"] },
      { keys: "<  >", meaning: "Play slower or faster", binds: ["<", ">"] },
      { keys: "a", meaning: "Add documents to a knowledge base", binds: ["a"] },
      { keys: "Esc", meaning: "Back to the list", binds: ["escape"] },
    ],
  },
] as const satisfies ReadonlyArray<{ title: string; shortcuts: readonly Shortcut[] }>;

/** What can be bound: what the list holds, and the pages' pairs. */
export type ShortcutKey =
  | (typeof shortcutGroups)[number]["shortcuts"][number]["binds"][number]
  | `g ${string}`;
