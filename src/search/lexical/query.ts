import { analyseWords, joinedWords } from "../words/analyse.ts";
import { isEveryday } from "../words/everyday.ts";
import { synonymsOf } from "../words/synonyms.ts";
import { asksWhether } from "../words/whether.ts";

/** A word that is asked for. */
export interface QueryWord {
  /** As it was said. */
  said: string;
  /** As it is searched. */
  word: string;
  /** The language it was said in: one that writes several words as one has it taken apart where the scope lacks it. */
  language?: string;
  /** At least 1 in the question itself, less in what was only said before it. */
  weight: number;
  /** What else it is called, as it is searched. */
  synonyms?: readonly string[];
  /** Whether it is a word of talk about anything: where no text has it, it was hardly asked for. */
  isEveryday?: boolean;
  /** Whether the question is if there is such a thing at all. */
  isWhether?: boolean;
  /** Of neighbours taken for one word: what is searched for them. Such a word counts where the scope has it, and is not missed elsewhere. */
  parts?: readonly string[];
  /** Whether neighbours taken for one may have been mis-heard, too. */
  canResemble?: boolean;
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
  const isWhether = asksWhether(query, language);
  const add = (text: string, weight: number) => {
    const inTurn = new Set<string>();
    for (const { said, word } of analyseWords(text, language)) {
      if (inTurn.has(word)) continue;
      inTurn.add(word);
      const known = found.get(word);
      if (known !== undefined) known.weight += weight;
      else {
        const synonyms = synonymsOf(word, language);
        const asked = { said, word, language, weight, synonyms };
        found.set(word, { ...asked, isEveryday: isEveryday(said, language), isWhether });
      }
    }
  };
  add(query, 1);
  for (const turn of history.slice(-turnsBeforeMax)) add(turn, weightBefore);
  for (const joined of joinedWords(query, language)) {
    if (!found.has(joined.word)) found.set(joined.word, { ...joined, weight: 1 });
  }
  return [...found.values()];
}
