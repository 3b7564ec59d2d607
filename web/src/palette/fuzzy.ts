/**
 * How well a text answers what was typed, or null where it does not: every letter must come, in this order.
 *
 * Letters that begin a word or follow one another count more, so that "ak" finds "API keys" before "Make a key".
 */
function scoreOf(text: string, typed: string): number | null {
  const letters = plain(typed).replace(/\s+/g, "");
  const within = plain(text);
  let score = 0;
  let last = -1;
  for (const letter of letters) {
    const at = bestPlace(within, letter, last);
    if (at < 0) return null;
    score += worthOf(within, at, last);
    last = at;
  }
  return score - within.length / 100;
}

/** The best first: of what was typed, or all as they come where nothing was. */
export function bestOf<Entry>(
  entries: readonly Entry[],
  typed: string,
  textOf: (entry: Entry) => string,
): Array<{ entry: Entry; score: number }> {
  return entries
    .flatMap((entry) => {
      const score = scoreOf(textOf(entry), typed);
      return score === null ? [] : [{ entry, score }];
    })
    .sort((a, b) => (typed === "" ? 0 : b.score - a.score));
}

const plain = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The next letter if it follows at once, else the next one that begins a word, else the next. */
function bestPlace(text: string, letter: string, last: number): number {
  if (text[last + 1] === letter) return last + 1;
  for (let at = last + 1; at < text.length; at++) {
    if (text[at] === letter && isStart(text, at)) return at;
  }
  return text.indexOf(letter, last + 1);
}

function worthOf(text: string, at: number, last: number): number {
  if (isStart(text, at)) return 3;
  return at === last + 1 ? 2 : 0.5;
}

const isStart = (text: string, at: number) => at === 0 || /[^\p{L}\p{N}]/u.test(text[at - 1] ?? "");
