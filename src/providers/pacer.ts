/** How fast one account may be asked. */
export interface ApiLimits {
  requestsPerSecond: number;
  concurrency: number;
}

/** Waits; rejects with the signal's reason when that is aborted first. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Spreads the requests to one account, so that our reading never uses up what the owner's own tools need. */
export interface Pacer {
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Nobody starts before this many milliseconds have passed: the provider asked for a pause. */
  pause(ms: number): void;
}

/** Starts are evenly spaced, and at most `concurrency` run at a time. */
export function createPacer(
  limits: ApiLimits,
  { now, wait }: { now: () => number; wait: Wait },
): Pacer {
  const spacingMs = 1000 / limits.requestsPerSecond;
  const queue: Array<() => void> = [];
  let running = 0;
  let nextStartAt = 0;

  const takeSlot = async (signal?: AbortSignal) => {
    if (running < limits.concurrency) {
      running++;
      return;
    }
    // The slot is handed over by whoever gives it back, so `running` stays as it is.
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        queue.splice(queue.indexOf(enter), 1);
        reject(signal?.reason);
      };
      const enter = () => {
        signal?.removeEventListener("abort", leave);
        resolve();
      };
      queue.push(enter);
      signal?.addEventListener("abort", leave, { once: true });
    });
  };
  const giveSlot = () => {
    const next = queue.shift();
    if (next) next();
    else running--;
  };

  return {
    async run(task, signal) {
      signal?.throwIfAborted();
      await takeSlot(signal);
      try {
        const startAt = Math.max(now(), nextStartAt);
        nextStartAt = startAt + spacingMs;
        if (startAt > now()) await wait(startAt - now(), signal);
        return await task();
      } finally {
        giveSlot();
      }
    },
    pause(ms) {
      nextStartAt = Math.max(nextStartAt, now() + ms);
    },
  };
}
