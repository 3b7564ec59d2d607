import { fold } from "./fold.ts";
import { rulesOf } from "./languages.ts";

/** Languages that write several words as one. */
const compounding = new Set(["de", "nl"]);
/** Shorter words are hardly ever two. */
const charactersMin = 8;
/** Of shorter parts too many words would seem to be made. */
const partMin = 3;
const partsMax = 3;
/** What stands between two parts, beside nothing: Hochzeit-s-feier, Terrasse-n-platz. Left out where that leaves a word. */
const links = ["", "s", "es", "n", "en"];
const isWord = /^\p{L}+$/u;

/**
 * The words that a long word is made of, as they are searched, or none: Terrassenplatz is Terrasse and Platz where `isKnown` has both. Two parts rather than three, and the cut that leaves
 * the shortest part longest: it says most about what was meant.
 */
export function compoundParts(
  said: string,
  language: string,
  isKnown: (word: string) => boolean,
): string[] {
  const whole = fold(said);
  const key = language.slice(0, 2).toLowerCase();
  if (!compounding.has(key) || whole.length < charactersMin || !isWord.test(whole)) return [];
  const { stem, isStop } = rulesOf(language);
  const known = (text: string): string | undefined => {
    if (text.length < partMin || isStop(text)) return undefined;
    const word = stem(text);
    return isKnown(word) ? word : undefined;
  };
  const head = (text: string) => {
    const bare = links
      .filter((link) => text.endsWith(link))
      .map((link) => known(text.slice(0, text.length - link.length)));
    return bare.find((word) => word !== undefined);
  };
  const split = (text: string, count: number): string[] => {
    if (count === 1) {
      const last = known(text);
      return last === undefined ? [] : [last];
    }
    let best: string[] = [];
    let longest = 0;
    for (let at = partMin; at <= text.length - partMin; at++) {
      const shortest = Math.min(at, text.length - at);
      if (shortest <= longest) continue;
      const first = head(text.slice(0, at));
      const rest = first === undefined ? [] : split(text.slice(at), count - 1);
      if (first === undefined || rest.length === 0) continue;
      best = [first, ...rest];
      longest = shortest;
    }
    return best;
  };
  for (let count = 2; count <= partsMax; count++) {
    const parts = split(whole, count);
    if (parts.length > 0) return parts;
  }
  return [];
}
