import type { SearchUnit } from "../unit.ts";
import { compactParts } from "./compact.ts";
import { grown } from "./grow.ts";
import { linkNeighbours, type Neighbours } from "./neighbours.ts";
import { addUnit, createPartsBuilder, type IndexParts } from "./parts.ts";
import { createPostings, type Run } from "./postings.ts";
import type { QueryWord } from "./query.ts";
import type { Statistics } from "./resolve.ts";
import { documentScoring, type Scoring, type Scratch, turnScoring } from "./score.ts";
import { type Found, type SearchFilter, searchIndex } from "./search-index.ts";
import { createVocabulary } from "./vocabulary.ts";
import { weigh } from "./weigh.ts";

/** The words of all units of one scope, in memory. */
export interface LexicalIndex {
  /** Adds a unit, or takes it in the place of one with the same id. */
  put(unit: SearchUnit): void;
  remove(id: string): void;
  search(words: readonly QueryWord[], options: LexicalOptions): Found;
  /** How many units can be found. */
  readonly size: number;
  /** Whether so much was removed or appended that {@link compacted} is worth its time. */
  isWorn(): boolean;
  /** The same units without what was removed. This index must not be used any more. */
  compacted(): LexicalIndex;
  /** What it takes of memory, estimated where the engine does not tell. */
  bytes(): number;
}

export interface LexicalOptions {
  limit: number;
  filter?: SearchFilter | undefined;
  scoring?: Scoring | undefined;
  /** Whether the units are turns of conversations: then a turn is also found by what was said around it. */
  areTurns?: boolean | undefined;
  /** Of the scope, where the index holds only some of its units; otherwise those of the index are used. */
  statistics?: Statistics | undefined;
}

const removedShareMax = 0.2;
/** A small index is not worth the trouble. */
const removedMin = 500;
const appendedMin = 50_000;
/** An id of some 30 characters, its place in a list and its entry in a map. */
const idBytes = 56 + 8 + 56;
/** Lengths, categories, times and the mark of removal. */
const slotBytes = 4 + 4 + 16 + 1;

/** Working memory of all searches in this thread: each is finished before another begins. */
const newScratch = (): Scratch => ({
  scores: new Float64Array(0),
  touched: new Uint32Array(0),
  given: new Float64Array(0),
  kept: new Uint32Array(0),
});
const scratch = newScratch();
const turnScratch = newScratch();

/** An index without units. */
export function emptyIndex(): LexicalIndex {
  return openIndex(createPartsBuilder().finish());
}

/** Makes an index of its parts, which belong to it from then on. */
export function openIndex(parts: IndexParts): LexicalIndex {
  const vocabulary = createVocabulary(parts.words, parts.grams);
  const postings = createPostings(parts);
  const slotOf = new Map<string, number>();
  for (const [slot, id] of parts.ids.entries()) slotOf.set(id, slot);
  let removed = new Uint8Array(parts.ids.length);
  let removedCount = 0;
  let length = 0;
  for (const unitLength of parts.lengths) length += unitLength;

  const remove = (id: string) => {
    const slot = slotOf.get(id);
    if (slot === undefined) return;
    slotOf.delete(id);
    removed[slot] = 1;
    removedCount++;
    length -= parts.lengths[slot] ?? 0;
  };
  let neighbours: Neighbours | undefined;
  const isLive = (slot: number) => removed[slot] === 0;
  /** How many units hold a word. What was removed is still among the postings. */
  const holding = (runs: readonly Run[]) => {
    let count = 0;
    for (const { slots, from, to } of runs) {
      if (removedCount === 0) count += to - from;
      else for (let at = from; at < to; at++) count += 1 - (removed[slots[at] ?? 0] ?? 0);
    }
    return count;
  };

  return {
    put(unit) {
      // Written anew, a turn would stand behind those that were said after it.
      if (unit.sitting !== undefined && slotOf.has(unit.id)) return;
      remove(unit.id);
      const weighed = weigh(unit);
      const slot = addUnit(parts, unit, weighed.length);
      neighbours?.add(slot);
      slotOf.set(unit.id, slot);
      removed = grown(removed, slot + 1);
      length += weighed.length;
      for (const [word, count] of weighed.counts) {
        postings.append(vocabulary.add(word), slot, count);
      }
    },
    remove,
    search: (words, { limit, filter = {}, areTurns = false, statistics, ...more }) => {
      const { scoring = areTurns ? turnScoring : documentScoring } = more;
      if (areTurns) {
        neighbours ??= linkNeighbours(parts);
        turnScratch.scores = grown(turnScratch.scores, parts.ids.length);
        turnScratch.touched = grown(turnScratch.touched, parts.ids.length);
      }
      scratch.scores = grown(scratch.scores, parts.ids.length);
      scratch.touched = grown(scratch.touched, parts.ids.length);
      scratch.given = grown(scratch.given, parts.ids.length);
      scratch.kept = grown(scratch.kept, parts.ids.length);
      return searchIndex({
        ...{ words, limit, filter, scoring, scratch },
        ...{ columns: parts, vocabulary, postings, holding },
        isLive: removedCount === 0 ? null : isLive,
        statistics,
        size: statistics?.size ?? slotOf.size,
        spread: areTurns && neighbours !== undefined ? { neighbours, scratch: turnScratch } : null,
        // Lengths are counted in halves.
        meanLength: statistics?.meanLength ?? (slotOf.size === 0 ? 0 : length / slotOf.size),
      });
    },
    get size() {
      return slotOf.size;
    },
    isWorn: () =>
      removedCount > Math.max(removedMin, parts.ids.length * removedShareMax) ||
      postings.appended() > Math.max(appendedMin, parts.slots.length),
    compacted: () => openIndex(compactParts({ columns: parts, vocabulary, postings, isLive })),
    bytes: () =>
      vocabulary.bytes() +
      postings.bytes() +
      parts.ids.length * idBytes +
      parts.lengths.length * slotBytes,
  };
}
