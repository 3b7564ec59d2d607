import type { ListedCall, World } from "./frame.ts";

/** One page of a list that was put in order, with the faults that strike lists. */
export interface Page {
  items: ListedCall[];
  /** Where the next page begins; null at the end. */
  next: number | null;
}

/** Cuts a page out of the list. `offset` counts what earlier pages gave. */
export function cutPage(
  sorted: readonly ListedCall[],
  { offset, limit, path, world }: { offset: number; limit: number; path: string; world: World },
): Page {
  const isAgain = offset > 0 && world.faults.take(path, "duplicate-page") !== undefined;
  const from = isAgain ? Math.max(0, offset - limit) : offset;
  const items = sorted.slice(from, from + limit);
  const before = sorted[from - 1];
  const isRepeated = before && world.faults.take(path, "repeated-item") !== undefined;
  const end = isAgain ? offset : offset + limit;
  return {
    items: isRepeated ? [before, ...items] : items,
    next: end < sorted.length ? end : null,
  };
}

/** How far the times in lists are off. */
export function skewOf(world: World, path: string): number {
  return world.faults.take(path, "skewed-clock")?.ms ?? 0;
}

/** The list in the order of the provider's own times, oldest first; what has none comes first. */
export function oldestFirst(
  calls: readonly ListedCall[],
  timeOf: (object: ListedCall["object"]) => unknown,
): ListedCall[] {
  const place = ({ object }: ListedCall) => {
    const time = timeOf(object);
    return typeof time === "number" ? time : Date.parse(String(time ?? "1970-01-01"));
  };
  return [...calls].sort((a, b) => place(a) - place(b));
}
