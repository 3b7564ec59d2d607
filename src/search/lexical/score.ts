import type { Run } from "./postings.ts";
import { frequencyIn } from "./weigh.ts";

/** How scores are made: `k1` says how soon repetition stops counting, `b` how much long units lose. */
export interface Scoring {
  k1: number;
  b: number;
}

/** For documents cut into chunks, whose lengths say little. Lone turns of a conversation want `b` 0. */
export const documentScoring: Scoring = { k1: 1.2, b: 0.4 };

/** For lone turns of a conversation: short ones are no better. */
export const turnScoring: Scoring = { k1: 0.9, b: 0 };

/** How rare a word is among `total` units of which `holding` hold it. Never negative. */
export function rarity(total: number, holding: number): number {
  return Math.log(1 + (total - holding + 0.5) / (holding + 0.5));
}

/** A word's part in a unit's score, before its rarity: grows with the frequency up to `k1 + 1`. */
export function saturation(
  frequency: number,
  length: number,
  meanLength: number,
  { k1, b }: Scoring,
): number {
  const norm = meanLength > 0 ? length / meanLength : 1;
  return (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + b * norm));
}

/** A word that is looked for, where it stands, and how much it can add at most. */
export interface Alternative {
  runs: readonly Run[];
  /** Weight by rarity. */
  factor: number;
}

/** One word of the question as the words that are searched for it. Of these the one that gives most counts, so nothing counts twice. */
export type Term = readonly Alternative[];

/** The working memory of searches: they run one after the other and share it. */
export interface Scratch {
  /** By slot; 0 is untouched. */
  scores: Float64Array;
  touched: Uint32Array;
  /** By slot, what one word gave so far; 0 between words. */
  given: Float64Array;
  /** Slots that can still be among the best. */
  kept: Uint32Array;
}

/** Scores of units, and of which. Only the units that can be among the best are complete. */
export interface Tally {
  slots: Uint32Array;
  scores: Float64Array;
}

export interface TallyNeeds {
  scratch: Scratch;
  lengths: Uint32Array;
  meanLength: number;
  scoring: Scoring;
  /** Asked once for each unit that holds a word; null where every one may be found. */
  accepts: ((slot: number) => boolean) | null;
  limit: number;
}

/** Below so many postings it is not worth asking whether a word can still matter. */
const cheapMax = 512;

/**
 * Adds up what each word gives to each unit. Words that give most come first; once `limit` units have more than all words still to come could give, no other unit is taken up, and
 * with each word fewer of those that were (MaxScore). The best are the same as without that, and only they are told; more of them than `limit` where the last are equal.
 */
export function tally(terms: readonly Term[], needs: TallyNeeds): Tally {
  const { scratch, limit } = needs;
  const { scores, touched, kept } = scratch;
  // By what does not depend on where the units lie in memory: sums come out the same in every replica, to the last digit.
  const ordered = terms
    .map((term) => ({ term, factor: factorOf(term), most: atMost(term, needs) }))
    .sort((a, b) => b.factor - a.factor);
  let open = ordered.reduce((sum, { most }) => sum + most, 0);
  let size = 0;
  let candidates: Uint32Array | undefined;
  for (const { term, most } of ordered) {
    const reached = candidates ?? touched.subarray(0, size);
    if (reached.length > limit && postingsOf(term) > cheapMax) {
      const bar = nthBestOf(scores, reached, limit);
      if (bar > open) {
        const isInOrder = candidates !== undefined;
        candidates = reaching(scores, reached, bar - open, kept);
        if (!isInOrder) candidates.sort();
      }
    }
    const given = term.length > 1 ? scratch.given : undefined;
    for (const alternative of term) {
      if (candidates === undefined) size = addToAll(alternative, needs, size, given);
      else addToCandidates(alternative, needs, candidates, given);
    }
    if (given !== undefined) forget(term, given);
    open -= most;
  }
  const reached = candidates ?? touched.subarray(0, size);
  const slots = reaching(scores, reached, nthBestOf(scores, reached, limit), kept).slice();
  const found = Float64Array.from(slots, (slot) => scores[slot] ?? 0);
  for (let at = 0; at < size; at++) scores[touched[at] ?? 0] = 0;
  return { slots, scores: found };
}

function factorOf(term: Term): number {
  return term.reduce((most, { factor }) => Math.max(most, factor), 0);
}

/** A little more than the numbers say, since sums are rounded. */
const roundingMargin = 1 + 1e-9;

/** What a word can give to a unit at most. */
function atMost(term: Term, { meanLength, scoring }: TallyNeeds): number {
  let most = 0;
  for (const { runs, factor } of term) {
    for (const run of runs) {
      const { count, length } = run.peak();
      const gives = factor * saturation(frequencyIn(count), length, meanLength, scoring);
      most = Math.max(most, gives);
    }
  }
  return most * roundingMargin;
}

function postingsOf(term: Term): number {
  let count = 0;
  for (const { runs } of term) for (const { from, to } of runs) count += to - from;
  return count;
}

function forget(term: Term, given: Float64Array): void {
  for (const { runs } of term) {
    for (const { slots, from, to } of runs) {
      for (let at = from; at < to; at++) given[slots[at] as number] = 0;
    }
  }
}

/** What exceeds that which other words for the same gave already. */
function more(score: number, slot: number, given: Float64Array | undefined): number {
  if (given === undefined) return score;
  const before = given[slot] as number;
  if (score <= before) return 0;
  given[slot] = score;
  return score - before;
}

function addToAll(
  { runs, factor }: Alternative,
  needs: TallyNeeds,
  before: number,
  given: Float64Array | undefined,
): number {
  const { scratch, lengths, accepts } = needs;
  const { scores, touched } = scratch;
  const { a, b, c } = constants(needs);
  let size = before;
  for (const { slots, counts, from, to } of runs) {
    for (let at = from; at < to; at++) {
      const slot = slots[at] as number;
      const score = scores[slot] as number;
      if (score === 0) {
        touched[size++] = slot;
        if (accepts !== null && !accepts(slot)) {
          scores[slot] = -Infinity;
          continue;
        }
      }
      const frequency = ((counts[at] as number) >> 5) / 2;
      const gives = (factor * frequency * a) / (frequency + b + c * (lengths[slot] as number));
      scores[slot] = score + more(gives, slot, given);
    }
  }
  return size;
}

/** Slots ascend on both sides: whichever side is shorter leads. */
function addToCandidates(
  { runs, factor }: Alternative,
  needs: TallyNeeds,
  candidates: Uint32Array,
  given: Float64Array | undefined,
): void {
  const { scratch, lengths } = needs;
  const { scores } = scratch;
  const { a, b, c } = constants(needs);
  for (const { slots, counts, from, to } of runs) {
    let low = from;
    for (const slot of candidates) {
      low = firstAtLeast(slots, slot, low, to);
      if (low === to) break;
      if (slots[low] !== slot) continue;
      const frequency = ((counts[low] as number) >> 5) / 2;
      const gives = (factor * frequency * a) / (frequency + b + c * (lengths[slot] as number));
      scores[slot] = (scores[slot] as number) + more(gives, slot, given);
    }
  }
}

/** {@link saturation} with all that is the same for every unit worked out once. */
function constants({ scoring, meanLength }: TallyNeeds) {
  const { k1, b } = scoring;
  return {
    a: k1 + 1,
    b: k1 * (1 - b) + (meanLength > 0 ? 0 : k1 * b),
    c: meanLength > 0 ? (k1 * b) / meanLength : 0,
  };
}

/** The first place whose slot is not smaller, found in growing steps: the next one is mostly near. */
function firstAtLeast(slots: Uint32Array, slot: number, from: number, to: number): number {
  let step = 1;
  let low = from;
  while (low + step < to && (slots[low + step] as number) < slot) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step + 1, to);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] as number) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The score on place `n`, best first; less than nothing when there are not so many. */
export function nthBest(scores: Float64Array, n: number): number {
  return nthBestOf(scores, undefined, n);
}

/** The same among the scores of some slots, or of all. */
function nthBestOf(scores: Float64Array, slots: Uint32Array | undefined, n: number): number {
  const size = slots?.length ?? scores.length;
  const scoreAt = (at: number) =>
    scores[slots === undefined ? at : (slots[at] as number)] as number;
  if (size < n) return -Infinity;
  const best = new Float64Array(n);
  for (let at = 0; at < n; at++) best[at] = scoreAt(at);
  best.sort();
  let least = best[0] ?? -Infinity;
  for (let at = n; at < size; at++) {
    const score = scoreAt(at);
    if (score <= least) continue;
    // Keeps the best in ascending order: nearly all scores are turned away above.
    let place = 1;
    while (place < n && (best[place] as number) < score) {
      best[place - 1] = best[place] as number;
      place++;
    }
    best[place - 1] = score;
    least = best[0] as number;
  }
  return least;
}

/** Those of some slots that have so much, and anything at all, in the same order. They are written to `kept`, which `slots` may be a part of. */
function reaching(
  scores: Float64Array,
  slots: Uint32Array,
  bar: number,
  kept: Uint32Array,
): Uint32Array {
  let size = 0;
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at] as number;
    const score = scores[slot] as number;
    if (score > 0 && score >= bar) kept[size++] = slot;
  }
  return kept.subarray(0, size);
}
