import { grown } from "./grow.ts";
import type { UnitColumns } from "./parts.ts";

/** Which turn was said before and after each, within its sitting; by slot, and one more than the neighbour's slot: 0 is none. */
export interface Neighbours {
  before: Uint32Array;
  after: Uint32Array;
  /** Links a slot that was just added. */
  add(slot: number): void;
}

/** Reads the turns in their order once; those that come later are added. */
export function linkNeighbours(columns: UnitColumns): Neighbours {
  const lastOf = new Map<number, number>();
  const links: Neighbours = {
    before: new Uint32Array(columns.ids.length),
    after: new Uint32Array(columns.ids.length),
    add(slot) {
      links.before = grown(links.before, slot + 1);
      links.after = grown(links.after, slot + 1);
      const sitting = columns.sittingOf[slot] ?? 0;
      if (sitting === 0) return;
      const last = lastOf.get(sitting);
      lastOf.set(sitting, slot);
      if (last === undefined) return;
      links.before[slot] = last + 1;
      links.after[last] = slot + 1;
    },
  };
  for (const slot of columns.ids.keys()) links.add(slot);
  return links;
}
