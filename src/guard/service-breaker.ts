import { ServiceError } from "./service-error.ts";

/** Keeps us from asking a service that is down: its timeouts would hold up everybody. */
export interface ServiceBreaker {
  /** @throws ServiceError `unavailable` without running the task while the circuit is open. */
  run<T>(task: () => Promise<T>): Promise<T>;
  isOpen(): boolean;
}

const failuresMax = 5;
const openMs = 30_000;

/** Five failures in a row open it for thirty seconds; then one request goes first, and its fate decides for the others. */
export function createServiceBreaker(needs: { name: string; now: () => number }): ServiceBreaker {
  const { name, now } = needs;
  let failures = 0;
  let openUntil: number | null = null;
  let isProbing = false;

  const enter = () => {
    if (openUntil === null) return;
    const leftMs = Math.max(openUntil - now(), 0);
    if (isProbing || leftMs > 0) {
      const message = `${name} failed again and again and is left alone`;
      throw new ServiceError("unavailable", message, { retryAfterMs: leftMs });
    }
    isProbing = true;
  };
  const settle = (error: unknown) => {
    isProbing = false;
    const isOutage =
      error instanceof ServiceError && (error.kind === "unavailable" || error.kind === "timeout");
    if (isOutage) {
      failures++;
      if (failures >= failuresMax) openUntil = now() + openMs;
      return;
    }
    // An abort is no news about the service, an answer of any kind is good news.
    if (error !== undefined && !(error instanceof ServiceError)) return;
    failures = 0;
    openUntil = null;
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
    isOpen: () => openUntil !== null && (isProbing || now() < openUntil),
  };
}
