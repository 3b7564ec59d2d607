import { createGramTable } from "./grams.ts";
import type { IndexParts, UnitColumns } from "./parts.ts";
import type { Postings } from "./postings.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Writes an index anew without the units that were removed and the words that went with them. */
export function compactParts(of: {
  columns: UnitColumns;
  vocabulary: Pick<Vocabulary, "words">;
  postings: Pick<Postings, "runsOf" | "size">;
  isLive: (slot: number) => boolean;
}): IndexParts {
  const live = [...of.columns.ids.keys()].filter(of.isLive);
  const newSlot = new Uint32Array(of.columns.ids.length);
  for (const [place, slot] of live.entries()) newSlot[slot] = place;

  const words: string[] = [];
  const ends: number[] = [];
  const slots = new Uint32Array(of.postings.size());
  const counts = new Uint16Array(slots.length);
  let size = 0;
  for (const [wordId, word] of of.vocabulary.words.entries()) {
    const before = size;
    for (const run of of.postings.runsOf(wordId)) {
      for (let at = run.from; at < run.to; at++) {
        const slot = run.slots[at] ?? 0;
        if (!of.isLive(slot)) continue;
        slots[size] = newSlot[slot] ?? 0;
        counts[size++] = run.counts[at] ?? 0;
      }
    }
    if (size === before) continue;
    words.push(word);
    ends.push(size);
  }
  const pick = <T extends "lengths" | "categoryOf" | "sittingOf">(column: T) =>
    Uint32Array.from(live, (slot) => of.columns[column][slot] ?? 0);
  return {
    words,
    offsets: Uint32Array.from([0, ...ends]),
    slots: slots.slice(0, size),
    counts: counts.slice(0, size),
    grams: createGramTable(words),
    ids: live.map((slot) => of.columns.ids[slot] ?? ""),
    lengths: pick("lengths"),
    categories: of.columns.categories,
    categoryOf: pick("categoryOf"),
    sittings: of.columns.sittings,
    sittingOf: pick("sittingOf"),
    validFrom: Float64Array.from(live, (slot) => of.columns.validFrom[slot] ?? 0),
    validUntil: Float64Array.from(live, (slot) => of.columns.validUntil[slot] ?? 0),
    areTimed: of.columns.areTimed,
  };
}
