/** Which words hold which groups of three letters, by a hash of the group: two groups may share a place, so what is found here is compared again. */
export interface GramTable {
  offsets: Uint32Array<ArrayBuffer>;
  words: Uint32Array<ArrayBuffer>;
}

/** Places of the table. */
const placeBits = 14;
const placeCount = 1 << placeBits;

/** Numbers are never taken for one another, and of shorter words too little is left to compare. */
const charactersMin = 4;
const isRepairable = /^\D*$/;

/** Whether a word may be taken for another that is spelt alike. */
export function canResemble(word: string): boolean {
  return word.length >= charactersMin && isRepairable.test(word);
}

/** Groups of three letters, with two spaces before and one behind the word, as PostgreSQL's pg_trgm makes them. */
export function gramsOf(word: string): string[] {
  const padded = `  ${word} `;
  const grams = new Set<string>();
  for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3));
  return [...grams];
}

/** The place of a group in a table. */
export function gramPlace(gram: string): number {
  let hash = 0;
  for (let at = 0; at < 3; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x9e3779b1);
  return (hash >>> (32 - placeBits)) & (placeCount - 1);
}

/** Makes the table of all words of an index. */
export function createGramTable(words: readonly string[]): GramTable {
  const offsets = new Uint32Array(placeCount + 1);
  const places: number[] = [];
  const owners: number[] = [];
  for (const [wordId, word] of words.entries()) {
    if (!canResemble(word)) continue;
    for (const gram of gramsOf(word)) {
      const place = gramPlace(gram);
      places.push(place);
      owners.push(wordId);
      offsets[place + 1] = (offsets[place + 1] ?? 0) + 1;
    }
  }
  for (let place = 0; place < placeCount; place++) {
    offsets[place + 1] = (offsets[place + 1] ?? 0) + (offsets[place] ?? 0);
  }
  const sorted = new Uint32Array(owners.length);
  const next = offsets.slice();
  for (const [at, place] of places.entries()) {
    const to = next[place] ?? 0;
    next[place] = to + 1;
    sorted[to] = owners[at] ?? 0;
  }
  return { offsets, words: sorted };
}

/** How alike two words are: the share of their groups that both have, from 0 to 1. */
export function similarity(grams: ReadonlySet<string>, word: string): number {
  const others = gramsOf(word);
  let shared = 0;
  for (const gram of others) if (grams.has(gram)) shared++;
  return shared / (grams.size + others.length - shared);
}
