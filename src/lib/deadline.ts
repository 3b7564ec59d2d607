/** A time that a piece of work has. */
export interface Deadline {
  /** Aborted when the time is up, or with the signal that was given. */
  signal: AbortSignal;
  hasPassed(): boolean;
  /** The work is done: nothing waits for the time any more. */
  end(): void;
}

/** What `AbortSignal.timeout` and `AbortSignal.any` do together, for work that is done often: those stay in memory, with their timers, until the time is up. */
export function startDeadline(ms: number, given?: AbortSignal): Deadline {
  const controller = new AbortController();
  let hasPassed = false;
  const pass = () => {
    hasPassed = true;
    controller.abort(new DOMException("The time is up", "TimeoutError"));
  };
  const timer = setTimeout(pass, ms);
  timer.unref();
  const follow = () => controller.abort(given?.reason);
  if (given?.aborted) follow();
  given?.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    hasPassed: () => hasPassed,
    end: () => {
      clearTimeout(timer);
      given?.removeEventListener("abort", follow);
    },
  };
}
