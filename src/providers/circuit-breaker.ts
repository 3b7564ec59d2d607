import { ApiError } from "./api-error.ts";

/** What a circuit breaker is doing, for health pages. */
export interface BreakerState {
  state: "closed" | "open" | "probing";
  /** Failures in a row. */
  failures: number;
  /** When the next request may pass; null while closed. */
  openUntil: number | null;
  /** Since when it is not closed; null while it is. */
  since: number | null;
}

/** Keeps us from asking an API that is down: its timeouts would fill every worker. */
export interface CircuitBreaker {
  /**
   * Runs the task unless the circuit is open.
   * @throws ApiError `unavailable` without running it while the circuit is open.
   */
  run<T>(task: () => Promise<T>): Promise<T>;
  state(): BreakerState;
}

const failuresMax = 5;
const openMs = 30_000;

/** Failures that speak of the API as a whole. A refusal, a missing call or an odd body says nothing about the next request. */
function isOutage(error: unknown): boolean {
  return error instanceof ApiError && (error.kind === "unavailable" || error.kind === "timeout");
}

/** Five failures in a row open it for thirty seconds; then one request goes first, and its fate decides for the others. */
export function createCircuitBreaker({ now }: { now: () => number }): CircuitBreaker {
  let failures = 0;
  let openUntil: number | null = null;
  let since: number | null = null;
  let isProbing = false;

  const enter = () => {
    if (openUntil === null) return;
    const retryAfterMs = Math.max(openUntil - now(), 0);
    if (isProbing || retryAfterMs > 0) {
      throw new ApiError("unavailable", "The provider failed again and again and is left alone", {
        retryAfterMs,
      });
    }
    isProbing = true;
  };
  const settle = (error: unknown) => {
    isProbing = false;
    if (!isOutage(error)) {
      // An abort is no news about the API, an answer of any kind is good news.
      if (error !== undefined && !(error instanceof ApiError)) return;
      failures = 0;
      openUntil = null;
      since = null;
      return;
    }
    failures++;
    if (failures < failuresMax) return;
    openUntil = now() + openMs;
    since ??= now();
  };

  return {
    async run(task) {
      enter();
      try {
        const result = await task();
        settle(undefined);
        return result;
      } catch (error) {
        settle(error);
        throw error;
      }
    },
    state: () => ({
      state: openUntil === null ? "closed" : isProbing ? "probing" : "open",
      failures,
      openUntil,
      since,
    }),
  };
}
