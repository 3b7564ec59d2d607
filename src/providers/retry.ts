import type { ApiError } from "./api-error.ts";

const triesMax = 4;
const firstPauseMs = 500;
const pauseMaxMs = 8_000;
const retryAfterMaxMs = 5 * 60_000;
/** Statuses that say "not now". A plain 500 is as likely a bug that the same request meets again. */
const passing: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * How long to pause before the next try; null when there should be none. Only for requests that change nothing.
 *
 * Full jitter where the provider names no time. Where it does, jitter is added, never subtracted.
 */
export function pauseBeforeRetry(
  error: ApiError,
  tries: number,
  random: () => number,
): number | null {
  if (tries >= triesMax || !isPassing(error)) return null;
  if (error.retryAfterMs !== null) return error.retryAfterMs + random() * firstPauseMs;
  return random() * Math.min(pauseMaxMs, firstPauseMs * 2 ** (tries - 1));
}

function isPassing({ kind, status }: ApiError): boolean {
  if (kind === "rate_limited" || kind === "timeout") return true;
  return kind === "unavailable" && (status === null || passing.has(status));
}

/** `Retry-After` in milliseconds: whole seconds or an HTTP date, at most five minutes. Null for anything else. */
export function readRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  const isSeconds = /^\d{1,9}(?:\.\d+)?$/.test(text);
  const ms = isSeconds ? Number(text) * 1000 : Date.parse(text) - now;
  if (text === "" || Number.isNaN(ms)) return null;
  return Math.min(Math.max(ms, 0), retryAfterMaxMs);
}
