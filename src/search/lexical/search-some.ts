import type { SearchUnit } from "../unit.ts";
import { openIndex } from "./lexical-index.ts";
import { createPartsBuilder } from "./parts.ts";
import { type QueryWord, queryWords, type Turns } from "./query.ts";
import type { Statistics } from "./resolve.ts";
import type { Found, SearchFilter } from "./search-index.ts";

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

/** Ranks some units of a scope as they would be among all of it. */
export function searchSome(
  units: readonly SearchUnit[],
  question: WideQuestion,
  options: { limit: number; filter: SearchFilter; statistics: Statistics },
): Found {
  const builder = createPartsBuilder();
  builder.add(units);
  return openIndex(builder.finish()).search(question.words, options);
}
