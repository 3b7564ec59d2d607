/** How much may pass: never more than `perMinute` in any 60 seconds, and never more than `burst` in any one second. */
export interface RateLimit {
  perMinute: number;
  burst: number;
}

/** Whether one more may pass, and what is left. */
export interface RateVerdict {
  isAllowed: boolean;
  /** How many may still pass now. */
  remaining: number;
  /** Whole seconds until more may pass than now; at least 1. */
  resetSec: number;
}

/** Slots of a second each: a minute, and one more for the second that is under way. */
export const slotCount = 61;

/**
 * The verdict from what passed in the last 61 slots, the present one last.
 *
 * A slot counts as long as any instant of it lies within the last 60 seconds. What is counted is thus never less than what really passed in the window, so no
 * phase and no edge lets one more through; a slot is given back up to a second late.
 */
export function judge(slots: ArrayLike<number>, limit: RateLimit): RateVerdict {
  let passed = 0;
  let oldest = 0;
  for (let slot = slotCount - 1; slot >= 0; slot--) {
    const count = slots[slot] ?? 0;
    if (count === 0) continue;
    passed += count;
    oldest = slot;
  }
  const present = slots[slotCount - 1] ?? 0;
  const recent = present + (slots[slotCount - 2] ?? 0);
  const left = Math.min(limit.perMinute - passed, limit.burst - recent);
  if (limit.perMinute - passed > 0 && left <= 0) {
    return { isAllowed: false, remaining: 0, resetSec: present < limit.burst ? 1 : 2 };
  }
  const resetSec = passed === 0 ? 1 : oldest + 1;
  if (left <= 0) return { isAllowed: false, remaining: 0, resetSec };
  return { isAllowed: true, remaining: left - 1, resetSec };
}
