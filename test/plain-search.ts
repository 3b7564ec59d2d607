import type { Field, SearchUnit } from "../src/search/index.ts";

const weights: Array<[field: Field, weight: number]> = [
  ["title", 2],
  ["heading", 1.5],
  ["question", 2],
  ["tags", 1.5],
  ["text", 1],
];

/** BM25F as it stands in books, slow and plain, to compare with: units with their scores, best first. */
export function plainSearch(
  units: readonly SearchUnit[],
  words: ReadonlyArray<{ word: string; weight: number }>,
  { k1, b }: { k1: number; b: number },
): Array<{ id: string; score: number }> {
  const read = units.map(({ id, words: lines }) => {
    const frequencies = new Map<string, number>();
    let length = 0;
    for (const [at, line] of lines.split("\n").entries()) {
      const weight = weights[at]?.[1] ?? 0;
      for (const word of line.split(" ").filter((text) => text !== "")) {
        frequencies.set(word, (frequencies.get(word) ?? 0) + weight);
        length += weight;
      }
    }
    return { id, frequencies, length };
  });
  const mean = read.reduce((sum, { length }) => sum + length, 0) / read.length;
  const holdingOf = new Map(
    words.map(({ word }) => [word, read.filter((unit) => unit.frequencies.has(word)).length]),
  );
  return read
    .map(({ id, frequencies, length }) => {
      let score = 0;
      for (const { word, weight } of words) {
        const frequency = frequencies.get(word) ?? 0;
        if (frequency === 0) continue;
        const holding = holdingOf.get(word) ?? 0;
        const idf = Math.log(1 + (read.length - holding + 0.5) / (holding + 0.5));
        const norm = 1 - b + (b * length) / mean;
        score += (weight * idf * frequency * (k1 + 1)) / (frequency + k1 * norm);
      }
      return { id, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
