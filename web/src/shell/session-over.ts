import { createStore } from "../lib/store.ts";

/** Whether a session ended under the page, by itself or by somebody else: whoever signs in again hears why. */
export const isSessionOver = createStore(false);
