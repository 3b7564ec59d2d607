import { cutText } from "../../lib/text.ts";

/** Abbreviations of the languages we serve after which a sentence goes on, in lower case and without the last dot. */
const abbreviations = new Set(
  (
    "mr mrs ms dr prof st no nos vs approx dept est inc ltd co corp fig tel ext ave blvd rd jr sr e.g i.e a.m p.m u.s cf ca " +
    "z.b d.h bzw ggf inkl exkl evtl nr str hr fr u.a v.a tel.nr abs art vgl max min sog zzgl " +
    "m mme mlle p.ex env av bd sra srta av pág núm ud uds p.ej sig dott ing geom pag ecc es dra exa bijv dhr mevr blz enz incl excl"
  ).split(" "),
);

const boundary = /[.!?…]+["'”’»)\]]*\s+(?=["'“„«(¿¡[]*[\p{Lu}\p{N}])|[。！？]["'”』」]*/gu;

/**
 * Divides a paragraph into sentences. A dot after an abbreviation, an initial or the number of a list ends none; a line break of the author does.
 *
 * Joined by one space, they are the paragraph again, but for the white space between them.
 */
export function sentencesOf(text: string): string[] {
  return text.split("\n").flatMap(divideLine);
}

function divideLine(line: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const match of line.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith(".") && isAbbreviated(line.slice(start, match.index))) continue;
    sentences.push(line.slice(start, end).trim());
    start = end;
  }
  sentences.push(line.slice(start).trim());
  return sentences.filter((sentence) => sentence !== "");
}

function isAbbreviated(before: string): boolean {
  // Not the whole sentence: a search back over all of it for each dot would be quadratic.
  const word = /[^\s("'“„«]*$/u.exec(before.slice(-40))?.[0] ?? "";
  if (/^(?:\p{L}|\p{N}{1,2})$/u.test(word)) return word !== "I";
  return abbreviations.has(word.toLowerCase());
}

/** How many words a text counts for. A "word" longer than any is a script without spaces, or no language: six characters count as one. */
export function countWords(text: string): number {
  let count = 0;
  for (const [word] of text.matchAll(/\S+/gu)) {
    count += word.length <= 40 ? 1 : Math.ceil(word.length / 6);
  }
  return count;
}

/** Parts of at most so many words, cut between words where there are any. For sentences that no chunk holds whole. */
export function cutSentence(text: string, wordsMax: number): string[] {
  const parts: string[] = [];
  let part: string[] = [];
  let words = 0;
  for (const piece of text.split(/\s+/u).flatMap((word) => cutWord(word, wordsMax * 6))) {
    const more = countWords(piece);
    if (words + more > wordsMax && part.length > 0) {
      parts.push(part.join(" "));
      part = [];
      words = 0;
    }
    part.push(piece);
    words += more;
  }
  if (part.length > 0) parts.push(part.join(" "));
  return parts;
}

function cutWord(word: string, charactersMax: number): string[] {
  const parts: string[] = [];
  for (let rest = word; rest !== ""; ) {
    const part = cutText(rest, charactersMax);
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return parts;
}
