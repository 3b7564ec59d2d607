import { type Field, fields, type SearchUnit } from "../unit.ts";

/** How much a word counts in a field, in halves: so sums stay whole numbers and come out the same everywhere. */
const halves: Record<Field, number> = { title: 4, heading: 3, question: 4, tags: 3, text: 2 };
const halvesInOrder = fields.map((field) => halves[field]);

/** A posting's count holds the weighted frequency in halves above five bits that say in which fields the word is. */
const fieldBits = fields.length;
const fieldMask = (1 << fieldBits) - 1;
const frequencyMax = (1 << (16 - fieldBits)) - 1;

/** The weighted frequency of a word. */
export const frequencyIn = (count: number): number => (count >> fieldBits) / 2;

/** By the bits of a count: asked for every word of everything that is found. */
const fieldSets: ReadonlyArray<readonly Field[]> = Array.from({ length: fieldMask + 1 }, (_, set) =>
  fields.filter((_field, bit) => (set >> bit) & 1),
);

/** The fields in which a word is. */
export const fieldsIn = (count: number): readonly Field[] => fieldSets[count & fieldMask] ?? [];

/** A unit's words with their counts, and its weighted length in halves. */
export interface WeighedUnit {
  counts: Map<string, number>;
  length: number;
}

/** Counts the words of a unit by the weights of the fields they are in; of `only` some words where the rest is not searched. The length is that of all. */
export function weigh(
  unit: Pick<SearchUnit, "words">,
  only?: { has: (word: string) => boolean },
): WeighedUnit {
  const counts = new Map<string, number>();
  let length = 0;
  for (const [bit, line] of unit.words.split("\n", fieldBits).entries()) {
    if (line === "") continue;
    const weight = halvesInOrder[bit] ?? 0;
    for (const word of line.split(" ")) {
      length += weight;
      if (only?.has(word) === false) continue;
      const count = counts.get(word) ?? 0;
      const frequency = Math.min((count >> fieldBits) + weight, frequencyMax);
      counts.set(word, (frequency << fieldBits) | (count & fieldMask) | (1 << bit));
    }
  }
  return { counts, length };
}
