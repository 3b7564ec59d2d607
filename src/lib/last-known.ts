interface LastKnown<T> {
  /** Reads anew; where that fails or takes too long, what was read before counts, as long as it is not too old. */
  read(key: string, anew: () => Promise<T>): Promise<T>;
  /** It is not so any more. What is being read at the time counts for who reads it, and is not kept. */
  forget(key: string): void;
}

/** Remembers what was read, for whoever must go on while it cannot be read. */
export function createLastKnown<T extends object | null>(of: {
  entriesMax: number;
  /** How old may be what stands in. */
  keptMs: number;
  /** How long is waited for the new where there is an old. */
  waitMs: number;
  now: () => number;
}): LastKnown<T> {
  const { entriesMax, keptMs, waitMs, now } = of;
  const kept = new Map<string, { value: T; at: number }>();
  let timesForgotten = 0;
  const keep = (key: string, value: T, isOld: boolean) => {
    kept.delete(key);
    // Of what is not there nothing is remembered: otherwise whoever guesses would push out who is known.
    if (value === null || isOld) return value;
    kept.set(key, { value, at: now() });
    const [oldest] = kept.keys();
    if (kept.size > entriesMax && oldest !== undefined) kept.delete(oldest);
    return value;
  };
  return {
    async read(key, anew) {
      const known = kept.get(key);
      const before = timesForgotten;
      const reading = anew().then((value) => keep(key, value, timesForgotten !== before));
      if (known === undefined || known.at + keptMs < now()) return reading;
      return orAfter(reading, waitMs, known.value);
    },
    forget(key) {
      kept.delete(key);
      timesForgotten++;
    },
  };
}

function orAfter<T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), ms);
    work
      .catch(() => otherwise)
      .then((value) => {
        clearTimeout(timer);
        resolve(value);
      });
  });
}
