import { analyseWords } from "../words/analyse.ts";

/** A word that is asked for. */
export interface QueryWord {
  /** As it was said. */
  said: string;
  /** As it is searched. */
  word: string;
  /** 1 in the question itself, less in what was said before it. */
  weight: number;
}

export interface Turns {
  query: string;
  /** What the same person said before, oldest first. */
  history?: readonly string[] | undefined;
  language: string;
}

const turnsBeforeMax = 2;
const weightBefore = 0.3;

/** The words of a question together with those of the two turns before it, which weigh less: "and on Sundays?" is about what was asked before. */
export function queryWords({ query, history = [], language }: Turns): QueryWord[] {
  const found = new Map<string, QueryWord>();
  const add = (text: string, weight: number) => {
    const inTurn = new Set<string>();
    for (const { said, word } of analyseWords(text, language)) {
      if (inTurn.has(word)) continue;
      inTurn.add(word);
      const known = found.get(word);
      if (known === undefined) found.set(word, { said, word, weight });
      else known.weight += weight;
    }
  };
  add(query, 1);
  for (const turn of history.slice(-turnsBeforeMax)) add(turn, weightBefore);
  return [...found.values()];
}
