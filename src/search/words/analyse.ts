import { fold } from "./fold.ts";
import { type LanguageRules, rulesOf } from "./languages.ts";

/** Longer runs of letters are no words; their beginning still finds them. */
const wordCharactersMax = 40;
const words = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu;
/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const hasUnspaced = new RegExp(unspaced.source, "u");
/** Words that are written as one: `wi-fi`, `HB-350`. */
const hyphenated = /[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*/gu;
/** Letters and digits in one word, other than a number with its unit (`5pm`, `20kg`). */
const isCode = /^(?!\p{N}+\p{L}{1,3}$)(?=.*\p{L}).*\p{N}/u;
const hasLetter = /\p{L}/u;
const hasDigit = /\p{N}/u;
const isAscii = /^[ -~\s]*$/;
const pieces = /\p{N}+|[\p{L}\p{M}]+/gu;
const thousands = /(?<![\p{N}.,])(\d{1,3})((?:[.,]\d{3})+)(?![\p{N}])/gu;

/** Whether what was said is a code, in one word or apart: of a part, a form, a model. It means nothing but itself. */
export function isCodeSaid(said: string): boolean {
  return isCode.test(said.replaceAll(" ", ""));
}

/** A word as it was written, folded, and as it is searched. */
export interface AnalysedWord {
  said: string;
  word: string;
}

/**
 * Makes the words of a text as they are searched: folded, without stop words, reduced to stems. The same for documents when they are written and for questions when they are asked.
 *
 * `5pm` and `5 pm` are the same two words, `1,000` and `1000` the same one. What is written as one word of several parts, `HB-350` or `wi-fi`, is there as its parts and once more as a whole
 * (`hb350`): however it is asked for, it is found ({@link joinedWords}). A language that we do not know (see {@link languages}) keeps all its words as they are.
 */
export function analyse(text: string, language: string): string[] {
  const parts = analyseWords(text, language).map(({ word }) => word);
  const wholes = (fold(text).match(hyphenated) ?? [])
    .filter((run) => run.length <= wordCharactersMax && (run.includes("-") || isCode.test(run)))
    .map((run) => run.replaceAll("-", ""))
    .filter((whole) => hasLetter.test(whole) && !hasUnspaced.test(whole))
    .map((whole) => stemOf(whole, language, rulesOf(language)));
  return wholes.length === 0 ? parts : [...parts, ...wholes];
}

/** What neighbouring words of a question would be as one. */
export interface JoinedWord extends AnalysedWord {
  /** What is searched for its parts. */
  parts: string[];
  /** Whether it may be mis-heard, too: two words without digits. */
  canResemble: boolean;
}

const joinedMax = 3;
const joinedCharacters = { min: 3, max: 24 };
/** What is said in a minute. */
const joinableMax = 150;

/** Every two and three neighbours as one word, and each code: speech recognition writes `sear vice` and `HB 350`. Most of these are no words at all. */
export function joinedWords(text: string, language: string): JoinedWord[] {
  const rules = rulesOf(language);
  const runs = (fold(text).match(words) ?? []).slice(0, joinableMax).map((run) => ({
    said: run,
    bare: run.replaceAll("'", ""),
    parts: wordsOf(run, language, rules).map(({ word }) => word),
  }));
  const found: JoinedWord[] = [];
  const { min, max } = joinedCharacters;
  for (const [from, first] of runs.entries()) {
    let { said, bare: whole, parts } = first;
    for (let count = 1; ; count++) {
      const isWord = parts.length > 0 && (count > 1 || parts.length > 1);
      const isLong = whole.length >= min && whole.length <= max;
      if (isWord && isLong && hasLetter.test(whole) && !rules.isStop(whole)) {
        const canResemble = count === 2 && !hasDigit.test(whole);
        found.push({ said, word: stemJoined(whole, language, rules), parts, canResemble });
      }
      const next = runs[from + count];
      if (count === joinedMax || next === undefined || whole.length > max) break;
      said = `${said} ${next.said}`;
      whole += next.bare;
      parts = [...parts, ...next.parts];
    }
  }
  return found;
}

/** The parts of {@link analyse}, with what each was made of. */
export function analyseWords(text: string, language: string): AnalysedWord[] {
  const rules = rulesOf(language);
  const folded = fold(text).replace(thousands, (number) => number.replace(/[.,]/g, ""));
  return (folded.match(words) ?? []).flatMap((run) => wordsOf(run, language, rules));
}

function wordsOf(run: string, language: string, rules: LanguageRules): AnalysedWord[] {
  return cut(run, rules)
    .filter((said) => !rules.isStop(said))
    .map((said) => ({ said, word: stemOf(said, language, rules) }));
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
const stemOf = remembering(rememberedMax);
/** Apart from the words themselves: most neighbours taken for one are no words, and would drive those out. */
const rememberedJoinedMax = 10_000;
const stemJoined = remembering(rememberedJoinedMax);

function remembering(max: number) {
  const languages = new Map<string, Map<string, string>>();
  let count = 0;
  return (word: string, language: string, rules: LanguageRules): string => {
    let stems = languages.get(language);
    const known = stems?.get(word);
    if (known !== undefined) return known;
    const stem = rules.stem(word);
    if (count >= max) {
      languages.clear();
      count = 0;
      stems = undefined;
    }
    if (stems === undefined) {
      stems = new Map();
      languages.set(language, stems);
    }
    stems.set(word, stem);
    count++;
    return stem;
  };
}
