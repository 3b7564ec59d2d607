import { grown } from "./grow.ts";
import type { IndexParts } from "./parts.ts";

/** A stretch of postings: slots ascend, counts stand beside them. */
export interface Run {
  slots: Uint32Array;
  counts: Uint16Array;
  from: number;
  to: number;
}

/** The postings of all words: a block that never changes, and what was appended since, word by word. Slots ascend from one to the other. */
export interface Postings {
  /** In the order of slots; one run for most words. */
  runsOf(wordId: number): Run[];
  append(wordId: number, slot: number, count: number): void;
  /** How many postings were appended. */
  appended(): number;
  /** How many there are, with those of removed units. */
  size(): number;
  bytes(): number;
}

interface Tail {
  slots: Uint32Array;
  counts: Uint16Array;
  size: number;
}

const tailBytes = 160;

export function createPostings({
  offsets,
  slots,
  counts,
}: Pick<IndexParts, "offsets" | "slots" | "counts">): Postings {
  const tails = new Map<number, Tail>();
  let appended = 0;
  let room = 0;
  return {
    runsOf(wordId) {
      const runs: Run[] = [];
      const from = offsets[wordId] ?? 0;
      const to = offsets[wordId + 1] ?? from;
      if (to > from) runs.push({ slots, counts, from, to });
      const tail = tails.get(wordId);
      if (tail !== undefined) runs.push({ ...tail, from: 0, to: tail.size });
      return runs;
    },
    append(wordId, slot, count) {
      let tail = tails.get(wordId);
      if (tail === undefined) {
        tail = { slots: new Uint32Array(2), counts: new Uint16Array(2), size: 0 };
        tails.set(wordId, tail);
        room += 2;
      }
      const before = tail.slots.length;
      tail.slots = grown(tail.slots, tail.size + 1);
      tail.counts = grown(tail.counts, tail.size + 1);
      room += tail.slots.length - before;
      tail.slots[tail.size] = slot;
      tail.counts[tail.size++] = count;
      appended++;
    },
    appended: () => appended,
    size: () => slots.length + appended,
    bytes: () =>
      offsets.byteLength + slots.byteLength + counts.byteLength + room * 6 + tails.size * tailBytes,
  };
}

/** The count of a slot in a run, 0 when it is not there. */
export function countAt({ slots, counts, from, to }: Run, slot: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] ?? 0) < slot) low = middle + 1;
    else high = middle;
  }
  return low < to && slots[low] === slot ? (counts[low] ?? 0) : 0;
}
