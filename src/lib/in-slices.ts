import { setImmediate as othersFirst } from "node:timers/promises";

/** Short, because whoever waits has more than one turn before it is done. */
const sliceMs = 3;

/** As `map`, where there may be very many: whenever it took a while, everything else that waits has its turn before it goes on. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  work: (item: T, at: number) => R,
  now: () => number = () => performance.now(),
): Promise<R[]> {
  const made: R[] = [];
  let begun = now();
  for (const [at, item] of items.entries()) {
    made.push(work(item, at));
    if (now() - begun < sliceMs) continue;
    await othersFirst();
    begun = now();
  }
  return made;
}
