import type { SearchUnit } from "../unit.ts";
import { canResemble, gramsOf, similarity } from "./grams.ts";
import { openIndex } from "./lexical-index.ts";
import { createPartsBuilder } from "./parts.ts";
import { type QueryWord, queryWords, type Turns } from "./query.ts";
import type { Statistics } from "./resolve.ts";
import { rarity } from "./score.ts";
import type { Found, SearchFilter } from "./search-index.ts";
import { similarityMin } from "./vocabulary.ts";
import { weigh } from "./weigh.ts";

/** The words of a unit, each once, and its length as it is weighed. */
export function wordsIn(unit: Pick<SearchUnit, "words">): { words: string[]; length: number } {
  const { counts, length } = weigh(unit);
  return { words: [...counts.keys()], length };
}

/** The groups of letters by which a word is found for others that are like it; none where it never is. */
export function repairGrams(word: string): string[] {
  return canResemble(word) ? gramsOf(word) : [];
}

/** A question to a scope that is too large for memory. */
export interface WideQuestion {
  words: readonly QueryWord[];
  /** Every word that is searched for it, with what it counts at most. */
  weights: ReadonlyMap<string, number>;
}

/** Takes the words of a question, and what else they are called. */
export function askWidely(turns: Turns): WideQuestion {
  const words = queryWords(turns);
  const weights = new Map<string, number>();
  for (const { word, weight, synonyms = [] } of words) {
    for (const one of [word, ...synonyms]) {
      weights.set(one, Math.max(weights.get(one) ?? 0, weight));
    }
  }
  return { words, weights };
}

/** The words of the question that no unit has and that may have been heard wrongly, with the groups of letters by which others are like them. */
export function missedWords(
  { words }: WideQuestion,
  holding: ReadonlyMap<string, number>,
): Array<{ word: string; weight: number; grams: string[] }> {
  return words
    .filter(({ word, parts, canResemble: may }) => {
      const isMissed = !holding.has(word) && canResemble(word);
      return isMissed && (parts === undefined || may === true);
    })
    .map(({ word, weight }) => ({ word, weight, grams: gramsOf(word) }));
}

/** The few of some words that are spelt most like one. */
export function mostAlike(word: string, others: readonly string[], limit: number): string[] {
  const grams = new Set(gramsOf(word));
  return others
    .map((other) => ({ other, alike: similarity(grams, other) }))
    .filter(({ alike }) => alike >= similarityMin)
    .sort((a, b) => b.alike - a.alike || (a.other < b.other ? -1 : 1))
    .slice(0, limit)
    .map(({ other }) => other);
}

/** The share of a scope that words may be in whose units are all looked at. */
const rareShareMax = 0.02;
const rareMin = 2;

/**
 * The words by which units are picked out, with what each gives: those in few units, at least the two that are in the fewest, and more while they come to fewer than `enough` units.
 * What has none of them and yet ranks high has only words that much of the scope has.
 */
export function pickingWords(
  weights: ReadonlyMap<string, number>,
  { size, holding }: Pick<Statistics, "size" | "holding">,
  enough: number,
): Array<{ word: string; gives: number }> {
  let picked = 0;
  return [...holding]
    .sort(([a, many], [b, more]) => many - more || (a < b ? -1 : 1))
    .filter(([, count], at) => {
      const isTaken = at < rareMin || count <= size * rareShareMax || picked < enough;
      picked += isTaken ? count : 0;
      return isTaken;
    })
    .map(([word, count]) => ({ word, gives: (weights.get(word) ?? 0) * rarity(size, count) }));
}

/** Ranks some units of a scope as they would be among all of it. */
export function searchSome(
  units: readonly SearchUnit[],
  question: WideQuestion,
  options: { limit: number; filter: SearchFilter; statistics: Statistics },
): Found {
  // What has no statistics is no word of the scope, and would only be put in order.
  const builder = createPartsBuilder(options.statistics.holding);
  builder.add(units);
  return openIndex(builder.finish()).search(question.words, options);
}
