import { canResemble, type GramTable, gramPlace, gramsOf, similarity } from "./grams.ts";
import { grown } from "./grow.ts";

/** A word of the vocabulary that is spelt like another, from 0 to 1. */
export interface Resembling {
  wordId: number;
  word: string;
  similarity: number;
}

/** The words of an index: by name, and by how they are spelt. */
export interface Vocabulary {
  readonly words: readonly string[];
  idOf(word: string): number | undefined;
  /** The id of a word, which is new when there was none. */
  add(word: string): number;
  /** The words most like this one, best first, of those that `isUsed` accepts. */
  resembling(word: string, limit: number, isUsed: (wordId: number) => boolean): Resembling[];
  bytes(): number;
}

/** Words less alike are not taken for one another. */
export const similarityMin = 0.3;
/** So many that share the most groups are compared in full. */
const comparedMax = 48;
/** A string of one byte for each character, its place in a list and its entry in a map. */
const wordBytes = 24 + 8 + 56;

/** Takes over the words and the table of an index, to which further words are added beside it. */
export function createVocabulary(first: readonly string[], table: GramTable): Vocabulary {
  const words = [...first];
  const ids = new Map<string, number>();
  for (const [wordId, word] of words.entries()) ids.set(word, wordId);
  const later = new Map<number, number[]>();
  let characters = words.reduce((sum, word) => sum + word.length, 0);
  let laterCount = 0;
  let shared = new Uint8Array(0);

  const add = (word: string) => {
    const wordId = words.push(word) - 1;
    ids.set(word, wordId);
    characters += word.length;
    if (!canResemble(word)) return wordId;
    for (const gram of gramsOf(word)) {
      const place = gramPlace(gram);
      const owners = later.get(place);
      if (owners === undefined) later.set(place, [wordId]);
      else owners.push(wordId);
      laterCount++;
    }
    return wordId;
  };

  /** Words that share groups, with how many. */
  const sharing = (grams: readonly string[]): Array<[wordId: number, shared: number]> => {
    shared = grown(shared, words.length);
    const touched: number[] = [];
    const touch = (wordId: number) => {
      const count = shared[wordId] ?? 0;
      if (count === 0) touched.push(wordId);
      shared[wordId] = count + 1;
    };
    for (const gram of grams) {
      const place = gramPlace(gram);
      const end = table.offsets[place + 1] ?? 0;
      for (let at = table.offsets[place] ?? 0; at < end; at++) touch(table.words[at] ?? 0);
      for (const wordId of later.get(place) ?? []) touch(wordId);
    }
    return touched.map((wordId) => {
      const count = shared[wordId] ?? 0;
      shared[wordId] = 0;
      return [wordId, count];
    });
  };

  return {
    words,
    idOf: (word) => ids.get(word),
    add: (word) => ids.get(word) ?? add(word),
    resembling(word, limit, isUsed) {
      if (!canResemble(word)) return [];
      const grams = gramsOf(word);
      const ofWord = new Set(grams);
      return sharing(grams)
        .map(([wordId, count]) => {
          const other = words[wordId] ?? "";
          // As alike as the two are at most about: enough to leave out most without comparing.
          const likely = count / (grams.length + other.length + 1 - count);
          return { wordId, word: other, likely };
        })
        .filter(({ likely, wordId }) => likely >= similarityMin && isUsed(wordId))
        .sort((a, b) => b.likely - a.likely || compare(a.word, b.word))
        .slice(0, comparedMax)
        .map((other) => ({
          wordId: other.wordId,
          word: other.word,
          similarity: similarity(ofWord, other.word),
        }))
        .filter((other) => other.similarity >= similarityMin)
        .sort((a, b) => b.similarity - a.similarity || compare(a.word, b.word))
        .slice(0, limit);
    },
    bytes: () =>
      words.length * wordBytes +
      characters +
      table.offsets.byteLength +
      table.words.byteLength +
      laterCount * 8 +
      later.size * 64 +
      shared.byteLength,
  };
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
