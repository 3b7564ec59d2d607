import { fold } from "./fold.ts";
import { type LanguageRules, rulesOf } from "./languages.ts";

/** Longer runs of letters are no words; their beginning still finds them. */
const wordCharactersMax = 40;
const words = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu;
/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const hasUnspaced = new RegExp(unspaced.source, "u");
const isAscii = /^[ -~\s]*$/;
const pieces = /\p{N}+|[\p{L}\p{M}]+/gu;
const thousands = /(?<![\p{N}.,])(\d{1,3})((?:[.,]\d{3})+)(?![\p{N}])/gu;

/** A word as it was written, folded, and as it is searched. */
export interface AnalysedWord {
  said: string;
  word: string;
}

/**
 * Makes the words of a text as they are searched: folded, without stop words, reduced to stems. The same for documents when they are written and for questions when they are asked.
 *
 * `5pm` and `5 pm` are the same two words, `1,000` and `1000` the same one. A language that we do not know (see {@link languages}) keeps all its words as they are.
 */
export function analyse(text: string, language: string): string[] {
  return analyseWords(text, language).map(({ word }) => word);
}

/** As {@link analyse}, with what each word was made of. */
export function analyseWords(text: string, language: string): AnalysedWord[] {
  const rules = rulesOf(language);
  const found: AnalysedWord[] = [];
  const folded = fold(text).replace(thousands, (number) => number.replace(/[.,]/g, ""));
  for (const [run] of folded.matchAll(words)) {
    for (const said of cut(run, rules)) {
      if (!rules.isStop(said)) found.push({ said, word: stemOf(said, language, rules) });
    }
  }
  return found;
}

/** One run of characters can be several words, or none. */
function cut(word: string, rules: LanguageRules): string[] {
  if (rules.isStop(word)) return [];
  const bare = withoutApostrophes(word, rules);
  if (!isAscii.test(bare) && hasUnspaced.test(bare)) return cutUnspaced(bare);
  return (bare.match(pieces) ?? []).map((piece) => piece.slice(0, wordCharactersMax));
}

function withoutApostrophes(word: string, rules: LanguageRules): string {
  if (!word.includes("'")) return word;
  if (rules.elides) return word.slice(word.lastIndexOf("'") + 1);
  return word.replace(/'(?:s|t|d|m|ll|re|ve)$/, "").replaceAll("'", "");
}

/** Every two neighbouring characters are taken for a word. */
function cutUnspaced(word: string): string[] {
  const found: string[] = [];
  let from = 0;
  for (const run of word.matchAll(unspaced)) {
    found.push(...(word.slice(from, run.index).match(pieces) ?? []));
    const characters = [...run[0]];
    if (characters.length === 1) found.push(run[0]);
    for (let at = 1; at < characters.length; at++) {
      found.push(`${characters[at - 1]}${characters[at]}`);
    }
    from = run.index + run[0].length;
  }
  found.push(...(word.slice(from).match(pieces) ?? []));
  return found;
}

/** Stemming takes microseconds and words repeat: what was stemmed is remembered, within a bound. */
const rememberedMax = 50_000;
const remembered = new Map<string, string>();

function stemOf(word: string, language: string, rules: LanguageRules): string {
  const key = `${language} ${word}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const stem = rules.stem(word);
  if (remembered.size >= rememberedMax) remembered.clear();
  remembered.set(key, stem);
  return stem;
}
