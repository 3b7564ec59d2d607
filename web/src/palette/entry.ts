/** In the order in which groups stand while nothing is typed. */
export const groupNames = [
  "Calls",
  "Pages",
  "Actions",
  "Clients",
  "Contacts",
  "Connections",
  "Knowledge bases",
] as const;
export type GroupName = (typeof groupNames)[number];

/** One thing that can be gone to or done. */
export interface Entry {
  /** The same as long as it is offered: a screen reader hears which one is chosen by it. */
  id: string;
  group: GroupName;
  label: string;
  /** What tells it from others of the name. */
  hint?: string;
  /** Other words by which it is found. */
  words?: string;
  /** The shortcut that does the same. */
  keys?: string;
  /** The server found it: it stands, whatever was typed. */
  isFound?: boolean;
  run: () => void;
}
