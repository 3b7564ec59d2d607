import type { Signals } from "../cache/index.ts";
import type { Notices } from "../store/index.ts";

/** What makes the live stream look for changes. */
export interface Wakes {
  start(): void;
  stop(): void;
}

/** A notification can be lost with the connection that would have brought it, so we look from time to time. */
const lookEveryMs = 5_000;
/** Behind a pooler no notification comes at all. */
const lookBehindPoolerMs = 300;

/** Looks when the database notifies, when a replica signals through Redis, and from time to time: often where neither can reach us. */
export function createWakes(needs: {
  notices: Notices;
  signals: Signals | undefined;
  look: () => void;
}): Wakes {
  const { notices, signals, look } = needs;
  let isRunning = false;
  let isSignalled = false;
  let timer: NodeJS.Timeout | undefined;

  const lookRegularly = () => {
    clearInterval(timer);
    const isDeaf = notices.reach() === "pooled" && !isSignalled;
    timer = setInterval(look, isDeaf ? lookBehindPoolerMs : lookEveryMs);
    timer.unref();
  };
  const reached = () => {
    if (!isRunning) return;
    lookRegularly();
    // What was told while nobody heard.
    look();
  };
  notices.follow("call_changes", { heard: look, changed: reached });
  return {
    start() {
      isRunning = true;
      signals?.listen(look, (isHeard) => {
        isSignalled = isHeard;
        reached();
      });
      lookRegularly();
    },
    stop() {
      isRunning = false;
      clearInterval(timer);
      signals?.stop();
    },
  };
}
