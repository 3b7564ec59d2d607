const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** The longest that each pause can be; there is one try more than pauses. */
export const pausesMs: readonly number[] = [
  5 * secondMs,
  30 * secondMs,
  2 * minuteMs,
  10 * minuteMs,
  hourMs,
  6 * hourMs,
  24 * hourMs,
];
/** The last try is never sooner after the first than this: a receiver that is down for a day misses nothing. */
const patienceMs = 24 * hourMs;
const retryAfterMaxMs = 24 * hourMs;

/**
 * How long to pause after a failure; null when that was the last try.
 *
 * Full jitter, so that what failed together does not come back together. What the receiver asks for is added to, never cut.
 */
export function pauseAfterFailure(failure: {
  /** How many tries there have been, this one among them. */
  tries: number;
  /** Since the tries began. */
  elapsedMs: number;
  retryAfterMs: number | null;
  random: () => number;
}): number | null {
  const { tries, elapsedMs, retryAfterMs, random } = failure;
  const longest = pausesMs[tries - 1];
  if (longest === undefined) return null;
  const jittered = Math.ceil(random() * longest);
  const asked = retryAfterMs === null ? 0 : retryAfterMs + Math.ceil(random() * 5 * secondMs);
  const missing = tries === pausesMs.length ? patienceMs - elapsedMs : 0;
  return Math.max(jittered, asked, missing);
}

/** `Retry-After` in milliseconds: whole seconds or an HTTP date, at most a day. Null for anything else. */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * secondMs, retryAfterMaxMs);
  // A date has a name of a day or month in it; a bare number would be read as a year.
  if (!/[a-z]/i.test(text)) return null;
  const ms = Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), retryAfterMaxMs);
}
