import type { Neighbours } from "./neighbours.ts";
import { type Scratch, saturation, type Tally, type TallyNeeds, type Term } from "./score.ts";
import { fieldsIn, frequencyIn } from "./weigh.ts";

export interface Spread {
  neighbours: Neighbours;
  /** What one word gives, before it is added. */
  scratch: Scratch;
  /** Words in more turns than that do not reach beyond their own. */
  wideMax: number;
}

/** What a word counts at one to four turns from where it was said. */
const reach = [0.5, 0.4, 0.3, 0.2];
/** A turn of somebody whom the question names. */
const namedWeight = 1.2;

/**
 * Adds up what each word gives to each turn: the most of what it gives there and, the farther the less, in the turns around. The maximum and not the sum, so that turns count
 * which lie near many of the words, not near one often.
 */
export function tallyTurns(terms: readonly Term[], needs: TallyNeeds, spread: Spread): Tally {
  const { scores, touched } = needs.scratch;
  const named = new Set<number>();
  let size = 0;
  for (const term of terms) {
    const reached = reachOf(term, needs, spread, named);
    for (let at = 0; at < reached; at++) {
      const slot = spread.scratch.touched[at] ?? 0;
      if (scores[slot] === 0) touched[size++] = slot;
      scores[slot] = (scores[slot] ?? 0) + (spread.scratch.scores[slot] ?? 0);
      spread.scratch.scores[slot] = 0;
    }
  }
  const reached = touched.slice(0, size);
  const slots = needs.accepts === null ? reached : reached.filter(needs.accepts);
  const found = Float64Array.from(
    slots,
    (slot) => (scores[slot] ?? 0) * (named.has(slot) ? namedWeight : 1),
  );
  for (let at = 0; at < size; at++) scores[touched[at] ?? 0] = 0;
  return { slots, scores: found };
}

/** Writes the most of what one word, or another in its place, gives to each turn; returns how many turns it gives something. */
function reachOf(term: Term, needs: TallyNeeds, spread: Spread, named: Set<number>): number {
  const { scores, touched } = spread.scratch;
  let size = 0;
  const raise = (slot: number, score: number) => {
    const known = scores[slot] ?? 0;
    if (known === 0) touched[size++] = slot;
    if (score > known) scores[slot] = score;
  };
  for (const { runs, factor } of term) {
    const isWide = runs.reduce((sum, { from, to }) => sum + to - from, 0) > spread.wideMax;
    for (const run of runs) {
      for (let at = run.from; at < run.to; at++) {
        const slot = run.slots[at] ?? 0;
        const count = run.counts[at] ?? 0;
        // The speaker's name is the title of a turn: once more than said, and counted as said.
        const isName = fieldsIn(count).includes("title");
        if (isName) named.add(slot);
        const frequency = frequencyIn(count) - (isName ? 1 : 0);
        const length = needs.lengths[slot] ?? 0;
        const score = factor * saturation(frequency, length, needs.meanLength, needs.scoring);
        raise(slot, score);
        if (!isWide) raiseAround(slot, score, spread.neighbours, raise);
      }
    }
  }
  return size;
}

function raiseAround(
  slot: number,
  score: number,
  { before, after }: Neighbours,
  raise: (slot: number, score: number) => void,
): void {
  for (const links of [before, after]) {
    let next = links[slot] ?? 0;
    for (const part of reach) {
      if (next === 0) break;
      raise(next - 1, score * part);
      next = links[next - 1] ?? 0;
    }
  }
}
