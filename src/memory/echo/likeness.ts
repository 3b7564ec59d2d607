/** From here on two answers are the same answer. */
const echoLikeness = 0.85;
/** Shorter ones ("Yes, of course.") are said often and rightly. */
export const echoWordsMin = 8;

const shingleWords = 5;
/** Scripts that put no space between words count by letters. */
const word =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;

/** What is said, however it is written. */
export const wordsOf = (text: string): string[] =>
  text.normalize("NFKC").toLowerCase().match(word) ?? [];

/** The words run together: of a text that still grows, every earlier state is a beginning of the later one. */
export const lettersOf = (text: string): string => wordsOf(text).join("");

/**
 * How much two texts share of their runs of five words: 1 is the same in other punctuation. A changed word costs five runs, so that an answer of ordinary length with another day
 * or number in it is another answer. What is certain to be less than `least` is 0.
 */
export function likeness(one: string, other: string, least = echoLikeness): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (a.length === 0 || b.length === 0) return 0;
  const [few, many] = a.length < b.length ? [a, b] : [b, a];
  // No more can be shared than the shorter one has.
  if (runs(few) < least * runs(many)) return 0;
  const [these, those] = [shinglesOf(a), shinglesOf(b)];
  const shared = [...these].filter((shingle) => those.has(shingle)).length;
  const found = shared / (these.size + those.size - shared);
  return found < least ? 0 : found;
}

const runs = ({ length }: readonly string[]) => Math.max(1, length - shingleWords + 1);

/** Numbered, so that saying it twice in one answer is not the same as saying it once. */
function shinglesOf(words: readonly string[]): Set<string> {
  const seen = new Map<string, number>();
  const shingles = new Set<string>();
  for (let at = 0; at < runs(words); at++) {
    const shingle = words.slice(at, at + shingleWords).join(" ");
    const times = seen.get(shingle) ?? 0;
    seen.set(shingle, times + 1);
    shingles.add(`${shingle} ${times}`);
  }
  return shingles;
}

/** How alike an answer is to the one it is most like. */
export const nearest = (answer: string, others: readonly string[]): number =>
  others.reduce((most, other) => Math.max(most, likeness(answer, other)), 0);
