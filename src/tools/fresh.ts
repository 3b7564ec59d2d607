/** A change is heard this soon, at every replica. */
const freshMs = 1_000;
const keysMax = 2_000;

/** Keeps what is read for each key for a second: every question during a call asks for it. What failed is read again. */
export function keepFresh<T>(now: () => number, read: (key: string) => Promise<T>) {
  const kept = new Map<string, { at: number; value: Promise<T> }>();
  return (key: string): Promise<T> => {
    const known = kept.get(key);
    if (known !== undefined && now() - known.at <= freshMs) return known.value;
    const found = { at: now(), value: read(key) };
    found.value.catch(() => kept.delete(key));
    // The one asked for longest ago goes first: a map keeps the order of insertion.
    kept.delete(key);
    kept.set(key, found);
    const [oldest] = kept.keys();
    if (kept.size > keysMax && oldest !== undefined) kept.delete(oldest);
    return found.value;
  };
}
