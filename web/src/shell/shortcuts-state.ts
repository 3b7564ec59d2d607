import { createStore } from "../lib/store.ts";

/** Whether the list of shortcuts stands open. */
export const openHelp = createStore(false);
