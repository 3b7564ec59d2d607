import { grown } from "./grow.ts";
import type { IndexParts } from "./parts.ts";

/** A stretch of postings: slots ascend, counts stand beside them. */
export interface Run {
  slots: Uint32Array;
  counts: Uint16Array;
  from: number;
  to: number;
  peak(): Peak;
}

/** No unit of a run has the word more often, as counts say it, and none is shorter: what it can give at most. */
export interface Peak {
  count: number;
  length: number;
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
  peak: Peak;
}

const tailBytes = 200;

export function createPostings(
  parts: Pick<IndexParts, "offsets" | "slots" | "counts" | "lengths">,
): Postings {
  const { offsets, slots, counts } = parts;
  const tails = new Map<number, Tail>();
  let appended = 0;
  let room = 0;
  /** Of words that were searched; 0 is not known yet. */
  const peakCounts = new Uint16Array(offsets.length);
  const peakLengths = new Uint32Array(offsets.length);
  const peakOf = (wordId: number, from: number, to: number): Peak => {
    if (peakCounts[wordId] === 0) {
      const peak = noPeak();
      for (let at = from; at < to; at++) raise(peak, counts[at], parts.lengths[slots[at] ?? 0]);
      peakCounts[wordId] = peak.count;
      peakLengths[wordId] = peak.length;
    }
    return { count: peakCounts[wordId] ?? 0, length: peakLengths[wordId] ?? 0 };
  };
  return {
    runsOf(wordId) {
      const runs: Run[] = [];
      const from = offsets[wordId] ?? 0;
      const to = offsets[wordId + 1] ?? from;
      if (to > from) runs.push({ slots, counts, from, to, peak: () => peakOf(wordId, from, to) });
      const tail = tails.get(wordId);
      if (tail !== undefined) {
        const { slots, counts, size, peak } = tail;
        runs.push({ slots, counts, from: 0, to: size, peak: () => peak });
      }
      return runs;
    },
    append(wordId, slot, count) {
      let tail = tails.get(wordId);
      if (tail === undefined) {
        const [slots, counts] = [new Uint32Array(2), new Uint16Array(2)];
        tail = { slots, counts, size: 0, peak: noPeak() };
        tails.set(wordId, tail);
        room += 2;
      }
      const before = tail.slots.length;
      tail.slots = grown(tail.slots, tail.size + 1);
      tail.counts = grown(tail.counts, tail.size + 1);
      room += tail.slots.length - before;
      tail.slots[tail.size] = slot;
      tail.counts[tail.size++] = count;
      raise(tail.peak, count, parts.lengths[slot]);
      appended++;
    },
    appended: () => appended,
    size: () => slots.length + appended,
    bytes: () =>
      offsets.byteLength +
      slots.byteLength +
      counts.byteLength +
      peakCounts.byteLength +
      peakLengths.byteLength +
      room * 6 +
      tails.size * tailBytes,
  };
}

const noPeak = (): Peak => ({ count: 0, length: Number.MAX_SAFE_INTEGER });

function raise(peak: Peak, count = 0, length = 0): void {
  if (count > peak.count) peak.count = count;
  if (length < peak.length) peak.length = length;
}

/** The count of a slot in a word's runs, 0 when it is not there. */
export function countIn(runs: readonly Run[], slot: number): number {
  for (const run of runs) {
    const count = countAt(run, slot);
    if (count !== 0) return count;
  }
  return 0;
}

function countAt({ slots, counts, from, to }: Run, slot: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] ?? 0) < slot) low = middle + 1;
    else high = middle;
  }
  return low < to && slots[low] === slot ? (counts[low] ?? 0) : 0;
}
