import { judge, type RateLimit, type RateVerdict, slotCount } from "./rate-window.ts";

/** Counts in this process. */
export interface MemoryRates {
  take(key: string, limit: RateLimit, nowMs: number): RateVerdict;
  /** Whether the next {@link take} would be refused; counts nothing. */
  isSpent(key: string, limit: RateLimit, nowMs: number): boolean;
}

interface Window {
  /** The second of the last slot, since 1970. */
  second: number;
  /** As {@link judge} takes them: the present second last. */
  slots: Uint32Array;
}

const keysMax = 20_000;

/**
 * Counts in memory, by key. When too many keys are known the longest unused are forgotten, so a flood from many addresses costs bounded memory (about 8 MB).
 *
 * A clock that steps back does not give anything back: the latest second seen counts.
 */
export function createMemoryRates(): MemoryRates {
  const windows = new Map<string, Window>();

  const windowAt = (key: string, nowMs: number): Window => {
    const second = Math.floor(nowMs / 1000);
    const known = windows.get(key) ?? { second, slots: new Uint32Array(slotCount) };
    advance(known, second);
    return known;
  };

  return {
    take(key, limit, nowMs) {
      const window = windowAt(key, nowMs);
      const verdict = judge(window.slots, limit);
      if (verdict.isAllowed) window.slots[slotCount - 1] = (window.slots[slotCount - 1] ?? 0) + 1;
      windows.delete(key);
      windows.set(key, window);
      if (windows.size > keysMax) {
        const longestUnused = windows.keys().next().value;
        if (longestUnused !== undefined) windows.delete(longestUnused);
      }
      return verdict;
    },
    isSpent: (key, limit, nowMs) =>
      windows.has(key) && !judge(windowAt(key, nowMs).slots, limit).isAllowed,
  };
}

function advance(window: Window, second: number): void {
  const steps = second - window.second;
  if (steps <= 0) return;
  window.slots.copyWithin(0, Math.min(steps, slotCount));
  window.slots.fill(0, Math.max(0, slotCount - steps));
  window.second = second;
}
