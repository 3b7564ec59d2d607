import { useSyncExternalStore } from "react";

/** A shared clock, so that a thousand rows cost one timer. */
function createClock(intervalMs: number) {
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: number | undefined;
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    read: () => now,
    subscribe(listener: () => void) {
      listeners.add(listener);
      if (listeners.size === 1) {
        now = Date.now();
        timer = window.setInterval(tick, intervalMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.clearInterval(timer);
      };
    },
  };
}

const seconds = createClock(1000);
const slow = createClock(10_000);

/** The time, renewed every second. For running durations. */
export function useSecond(): number {
  return useSyncExternalStore(seconds.subscribe, seconds.read);
}

/** The time, renewed every ten seconds. For "4m ago". */
export function useSlowNow(): number {
  return useSyncExternalStore(slow.subscribe, slow.read);
}
