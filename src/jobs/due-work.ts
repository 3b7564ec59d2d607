import { errorFields, type Logger } from "../observe/index.ts";
import { isUnavailable } from "../store/index.ts";

/** Work that lies in rows of the database, each with the time from which it is to be done. */
export interface DueWork {
  start(): void;
  /** Something became due: do not wait for the next look. */
  wake(): void;
  /** Ends what is under way: its signal is aborted, and its lease brings it back. */
  stop(): Promise<void>;
  /** Works until nothing is due. Returns how many items were taken. */
  drain(): Promise<number>;
}

export interface DueWorkNeeds<Item> {
  /** For the log. */
  name: string;
  /**
   * Takes up to `limit` due rows for this process, in one statement with `for update skip locked`, and gives each a lease: should the process die, the row is due again
   * when the lease ends. So a row is worked on once, whatever number of replicas look.
   */
  claim: (limit: number) => Promise<Item[]>;
  /** How many at a time; `claim` is asked for as many as there is room for. */
  concurrency: number;
  /** Does one item and writes down what became of it and when it is due again. Must end before its lease; never needs to throw. */
  perform: (item: Item, signal: AbortSignal) => Promise<void>;
  lookEveryMs?: number;
  log: Logger;
}

const lookEveryMsUsual = 1_000;

/**
 * Looks for due rows and works on several at a time; a slow one takes up its own place and no other.
 *
 * The row is the work item, as with webhook events: what caused the work and the work itself are written in one transaction, and its state can be seen where it is.
 */
export function createDueWork<Item>(needs: DueWorkNeeds<Item>): DueWork {
  const { name, concurrency, lookEveryMs = lookEveryMsUsual, log } = needs;
  let aborting = new AbortController();
  let running: Promise<void> | undefined;
  let rise: (() => void) | undefined;
  let isAwake = false;

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => rise?.(), lookEveryMs);
      rise = () => {
        clearTimeout(timer);
        rise = undefined;
        resolve();
      };
      if (isAwake) rise();
      isAwake = false;
    });

  const performOne = async (item: Item) => {
    try {
      await needs.perform(item, aborting.signal);
    } catch (error) {
      if (aborting.signal.aborted) return;
      log.warn({ work: name, ...errorFields(error) }, "a piece of work failed");
    }
  };

  const underWay = new Set<Promise<void>>();
  const wake = () => {
    isAwake = true;
    rise?.();
  };

  /** Begins as much as there is room for. */
  const takeMore = async (): Promise<number> => {
    const room = concurrency - underWay.size;
    if (room <= 0) return 0;
    const items = await needs.claim(room);
    for (const item of items) {
      const piece = performOne(item).finally(() => {
        underWay.delete(piece);
        wake();
      });
      underWay.add(piece);
    }
    return items.length;
  };

  const run = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      const count = await takeMore().catch((error: unknown) => {
        if (!isUnavailable(error)) {
          log.error({ work: name, ...errorFields(error) }, "due work could not be taken");
        }
        return 0;
      });
      if (count === 0 && !signal.aborted) await rest();
    }
    await Promise.all(underWay);
  };

  return {
    start() {
      aborting = new AbortController();
      running = run(aborting.signal);
    },
    wake,
    async stop() {
      aborting.abort();
      rise?.();
      await running;
    },
    async drain() {
      let total = 0;
      for (;;) {
        // What ends while we look may be due again, or have made something due.
        const wasIdle = underWay.size === 0;
        const count = await takeMore();
        total += count;
        if (count > 0) continue;
        if (wasIdle) return total;
        if (underWay.size > 0) await Promise.race(underWay);
      }
    },
  };
}
