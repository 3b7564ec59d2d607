import { errorFields, type Logger } from "../observe/index.ts";

/** Work done again and again. */
export interface Timers {
  /** Runs `work` now and then every `ms` after it ended; a failure is logged and tried again next time. */
  every(ms: number, name: string, work: () => Promise<unknown>): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export function createTimers(log: Logger): Timers {
  const pending = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  let isStopped = false;

  const run = (ms: number, name: string, work: () => Promise<unknown>) => {
    const once = (async () => {
      try {
        await work();
      } catch (error) {
        log.warn({ work: name, ...errorFields(error) }, "repeated work failed");
      }
    })();
    underWay.add(once);
    void once.finally(() => {
      underWay.delete(once);
      if (isStopped) return;
      const timer = setTimeout(() => {
        pending.delete(timer);
        run(ms, name, work);
      }, ms);
      timer.unref();
      pending.add(timer);
    });
  };

  return {
    every: run,
    async stop() {
      isStopped = true;
      for (const timer of pending) clearTimeout(timer);
      await Promise.all(underWay);
    },
  };
}
