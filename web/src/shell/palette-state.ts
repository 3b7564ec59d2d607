import { createStore } from "../lib/store.ts";

/** What is found: anything, or only the clients to act for. */
export type PaletteKind = "all" | "clients";

/** Whether the command palette stands open, and for what. */
export const openPalette = createStore<PaletteKind | null>(null);
