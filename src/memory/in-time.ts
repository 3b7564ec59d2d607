import { setTimeout } from "node:timers/promises";

/** What takes longer goes on, but nobody waits for it. */
export async function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  const stop = new AbortController();
  const late = setTimeout(ms, undefined, { signal: stop.signal }).then(() => {
    throw new DOMException("took too long", "TimeoutError");
  });
  late.catch(() => undefined);
  // A failure after the deadline is nobody's any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
