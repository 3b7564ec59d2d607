import type { SearchUnit } from "../unit.ts";
import { createGramTable, type GramTable } from "./grams.ts";
import { grown } from "./grow.ts";
import { weigh } from "./weigh.ts";

/** What a unit must fulfil to be found, beside its words; by slot. */
export interface UnitColumns {
  ids: string[];
  /** Weighted lengths, in halves. */
  lengths: Uint32Array;
  /** A number for each category. */
  categories: Map<string | null, number>;
  categoryOf: Uint32Array;
  /** A number above 0 for each sitting; 0 is none. */
  sittings: Map<string, number>;
  sittingOf: Uint32Array;
  validFrom: Float64Array;
  validUntil: Float64Array;
  /** Whether any of them is not always valid. */
  areTimed: boolean;
}

/** An index as plain arrays: what a worker thread hands over. The postings of word `w` lie from `offsets[w]` to `offsets[w + 1]`, by ascending slot. */
export interface IndexParts extends UnitColumns {
  words: string[];
  offsets: Uint32Array<ArrayBuffer>;
  slots: Uint32Array<ArrayBuffer>;
  counts: Uint16Array<ArrayBuffer>;
  grams: GramTable;
}

export interface PartsBuilder {
  /** Of two units with the same id the first counts. */
  add(units: readonly SearchUnit[]): void;
  finish(): IndexParts;
}

/** Collects units and sorts their words into postings once; of `only` some words where no other is ever searched. */
export function createPartsBuilder(only?: { has: (word: string) => boolean }): PartsBuilder {
  const wordIds = new Map<string, number>();
  const known = new Set<string>();
  const columns = emptyColumns();
  let wordOf = new Uint32Array(1024);
  let slotOf = new Uint32Array(1024);
  let countOf = new Uint16Array(1024);
  let size = 0;

  const addOne = (unit: SearchUnit) => {
    const slot = columns.ids.length;
    const { counts, length } = weigh(unit, only);
    addUnit(columns, unit, length);
    wordOf = grown(wordOf, size + counts.size);
    slotOf = grown(slotOf, size + counts.size);
    countOf = grown(countOf, size + counts.size);
    for (const [word, count] of counts) {
      let wordId = wordIds.get(word);
      if (wordId === undefined) {
        wordId = wordIds.size;
        wordIds.set(word, wordId);
      }
      wordOf[size] = wordId;
      slotOf[size] = slot;
      countOf[size++] = count;
    }
  };

  return {
    add(units) {
      for (const unit of units) {
        if (known.has(unit.id)) continue;
        known.add(unit.id);
        addOne(unit);
      }
    },
    finish() {
      const words = [...wordIds.keys()];
      const postings = sortByWord({ wordOf, slotOf, countOf, size }, words.length);
      return { ...trimmed(columns), words, ...postings, grams: createGramTable(words) };
    },
  };
}

function emptyColumns(): UnitColumns {
  return {
    ids: [],
    lengths: new Uint32Array(0),
    categories: new Map(),
    categoryOf: new Uint32Array(0),
    sittings: new Map(),
    sittingOf: new Uint32Array(0),
    validFrom: new Float64Array(0),
    validUntil: new Float64Array(0),
    areTimed: false,
  };
}

/** Adds a unit behind the others. */
export function addUnit(columns: UnitColumns, unit: SearchUnit, length: number): number {
  const slot = columns.ids.length;
  columns.ids.push(unit.id);
  columns.lengths = grown(columns.lengths, slot + 1);
  columns.categoryOf = grown(columns.categoryOf, slot + 1);
  columns.sittingOf = grown(columns.sittingOf, slot + 1);
  columns.validFrom = grown(columns.validFrom, slot + 1);
  columns.validUntil = grown(columns.validUntil, slot + 1);
  columns.lengths[slot] = length;
  columns.categoryOf[slot] = placeOf(columns.categories, unit.category);
  columns.sittingOf[slot] =
    unit.sitting === undefined ? 0 : placeOf(columns.sittings, unit.sitting, 1);
  columns.validFrom[slot] = unit.validFrom ?? -Infinity;
  columns.validUntil[slot] = unit.validUntil ?? Infinity;
  columns.areTimed ||= unit.validFrom !== null || unit.validUntil !== null;
  return slot;
}

function placeOf<Key>(places: Map<Key, number>, key: Key, first = 0): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  const place = places.size + first;
  places.set(key, place);
  return place;
}

function trimmed(columns: UnitColumns): UnitColumns {
  const length = columns.ids.length;
  return {
    ids: columns.ids,
    categories: columns.categories,
    sittings: columns.sittings,
    sittingOf: columns.sittingOf.slice(0, length),
    lengths: columns.lengths.slice(0, length),
    categoryOf: columns.categoryOf.slice(0, length),
    validFrom: columns.validFrom.slice(0, length),
    validUntil: columns.validUntil.slice(0, length),
    areTimed: columns.areTimed,
  };
}

/** Counting sort: postings come in the order of slots and stay so within each word. */
function sortByWord(
  from: { wordOf: Uint32Array; slotOf: Uint32Array; countOf: Uint16Array; size: number },
  wordCount: number,
) {
  const { wordOf, slotOf, countOf, size } = from;
  const offsets = new Uint32Array(wordCount + 1);
  for (let at = 0; at < size; at++) {
    const next = (wordOf[at] ?? 0) + 1;
    offsets[next] = (offsets[next] ?? 0) + 1;
  }
  for (let word = 0; word < wordCount; word++) {
    offsets[word + 1] = (offsets[word + 1] ?? 0) + (offsets[word] ?? 0);
  }
  const slots = new Uint32Array(size);
  const counts = new Uint16Array(size);
  const next = offsets.slice();
  for (let at = 0; at < size; at++) {
    const word = wordOf[at] ?? 0;
    const to = next[word] ?? 0;
    next[word] = to + 1;
    slots[to] = slotOf[at] ?? 0;
    counts[to] = countOf[at] ?? 0;
  }
  return { offsets, slots, counts };
}
