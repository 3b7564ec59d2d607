import { monitorEventLoopDelay } from "node:perf_hooks";

/** Tells whether the process falls behind what it is asked. */
export interface LoadGauge {
  isOverloaded(): boolean;
  /** How late the event loop was in the last second, in milliseconds. */
  delayMs(): { mean: number; max: number };
  /** The latest that it was since this was asked before, in milliseconds. */
  takeWorstMs(): number;
  stop(): void;
}

const windowMs = 1_000;
/** A single long pause (a large body, a collection of garbage) is no overload; windows in a row are. */
const slowMeanMs = 400;
const slowWindows = 2;

/**
 * Watches how late the event loop is. When a turn takes this long for seconds, requests wait in their sockets longer than providers do, so new ones are better told at once to come back.
 */
export function createLoadGauge(): LoadGauge {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let slow = 0;
  let last = { mean: 0, max: 0 };
  let worstMs = 0;
  const timer = setInterval(() => {
    const meanMs = delay.mean / 1e6;
    slow = meanMs >= slowMeanMs ? slow + 1 : 0;
    if (Number.isFinite(meanMs)) last = { mean: meanMs, max: delay.max / 1e6 };
    worstMs = Math.max(worstMs, last.max);
    delay.reset();
  }, windowMs);
  timer.unref();
  return {
    isOverloaded: () => slow >= slowWindows,
    delayMs: () => last,
    takeWorstMs() {
      const worst = worstMs;
      worstMs = 0;
      return worst;
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
