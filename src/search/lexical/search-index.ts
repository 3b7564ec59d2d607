import type { Field } from "../unit.ts";
import { type Covered, confidenceOf, coveredBy, measureQuestion } from "./confidence.ts";
import type { UnitColumns } from "./parts.ts";
import { countIn, type Postings, type Run } from "./postings.ts";
import type { QueryWord } from "./query.ts";
import { type ResolvedWord, resolveWords, type Searched, type Statistics } from "./resolve.ts";
import {
  nthBest,
  type Scoring,
  type Scratch,
  saturation,
  type TallyNeeds,
  tally,
} from "./score.ts";
import { type Spread, tallyTurns } from "./spread.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { fieldsIn, frequencyIn } from "./weigh.ts";

/** Which units may be found at all. */
export interface SearchFilter {
  category?: string | undefined;
  /** Only units of one of these categories. */
  categories?: readonly string[] | undefined;
  /** The moment at which they must be valid, in milliseconds. */
  at?: number | undefined;
}

/** Why a unit was found: what one word of the question gave to its score. */
export interface Match {
  said: string;
  /** The word as the unit has it. */
  word: string;
  /** Whether it is spelt like what was said, which no unit has. */
  isRepaired: boolean;
  fields: readonly Field[];
  /** Of the word in the question. */
  weight: number;
  score: number;
}

/** What became of a word of the question. */
export interface AskedWord {
  said: string;
  weight: number;
  /** How much it says: the rarer in the scope, the more. */
  rarity: number;
  /** The words that were searched for it: itself when the scope has it, and others for the same; none when nothing is like it. */
  searched: Array<{ word: string; weight: number }>;
}

export interface FoundUnit {
  id: string;
  score: number;
  /** The share of the question that it covers, from 0 to 1: of all its words, weighed by how much they say. */
  coverage: number;
  matches: Match[];
}

export interface Found {
  units: FoundUnit[];
  words: AskedWord[];
  /** How likely it is that the first units answer the question, from 0 to 1. */
  confidence: number;
}

const leadersMax = 5;

/** Words that more of the turns have say nothing about what was said around them. */
const spreadShareMax = 0.15;
/** In a short conversation no word is in many. */
const spreadAlways = 20;

interface SearchNeeds {
  words: readonly QueryWord[];
  limit: number;
  filter: SearchFilter;
  scoring: Scoring;
  scratch: Scratch;
  columns: UnitColumns;
  vocabulary: Vocabulary;
  postings: Postings;
  /** Null where nothing was removed. */
  isLive: ((slot: number) => boolean) | null;
  /** How many units that can be found are among postings. */
  holding: (runs: readonly Run[]) => number;
  size: number;
  meanLength: number;
  /** For turns of conversations; null: units stand for themselves. */
  spread: Omit<Spread, "wideMax"> | null;
  statistics?: Statistics | undefined;
}

export function searchIndex(needs: SearchNeeds): Found {
  const words = resolveWords(needs);
  const terms = words
    .filter(({ searched }) => searched.length > 0)
    .map(({ weight, searched }) =>
      searched.map(({ runs, counts, rarity }) => ({ runs, factor: weight * counts * rarity })),
    );
  const tallyNeeds = {
    scratch: needs.scratch,
    lengths: needs.columns.lengths,
    meanLength: needs.meanLength,
    scoring: needs.scoring,
    accepts: acceptance(needs),
    limit: needs.limit,
  };
  const { slots, scores } =
    needs.spread === null
      ? tally(terms, tallyNeeds)
      : tallyTurns(terms, tallyNeeds, {
          ...needs.spread,
          wideMax: Math.max(needs.size * spreadShareMax, spreadAlways),
        });
  const bar = nthBest(scores, needs.limit);
  const best: Array<{ id: string; slot: number; score: number }> = [];
  for (let at = 0; at < slots.length; at++) {
    const score = scores[at] ?? 0;
    const slot = slots[at] ?? 0;
    if (score >= bar) best.push({ id: needs.columns.ids[slot] ?? "", slot, score });
  }
  // The same order in every replica, wherever the units lie in memory.
  best.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  const measured = measureQuestion(words);
  const leaders: Covered[] = [];
  const units = best.slice(0, needs.limit).map(({ id, slot, score }) => {
    const { likeness, matches } = look(needs, words, slot);
    const covered = coveredBy(measured, likeness);
    if (leaders.length < leadersMax) leaders.push(covered);
    return { id, score, coverage: covered.coverage, matches };
  });
  return {
    units,
    words: words.map(({ said, weight, rarity, searched }) => ({
      ...{ said, weight, rarity },
      searched: searched.map(({ word, counts }) => ({ word, weight: counts })),
    })),
    confidence: confidenceOf(measured, leaders),
  };
}

function acceptance({ filter, columns, isLive }: SearchNeeds): TallyNeeds["accepts"] {
  const { categoryOf, validFrom, validUntil, areTimed } = columns;
  const category =
    filter.category === undefined ? undefined : (columns.categories.get(filter.category) ?? -1);
  const oneOf =
    filter.categories && new Set(filter.categories.map((one) => columns.categories.get(one)));
  const at = areTimed ? filter.at : undefined;
  if (isLive === null && category === undefined && oneOf === undefined && at === undefined) {
    return null;
  }
  return (slot) =>
    (isLive === null || isLive(slot)) &&
    (category === undefined || categoryOf[slot] === category) &&
    (oneOf === undefined || oneOf.has(categoryOf[slot])) &&
    (at === undefined || ((validFrom[slot] ?? 0) <= at && at < (validUntil[slot] ?? 0)));
}

/** How much of each word a unit has, from 0 to 1, and what that gives to its score. */
function look(needs: SearchNeeds, words: readonly ResolvedWord[], slot: number) {
  const { columns, meanLength, scoring } = needs;
  const length = columns.lengths[slot] ?? 0;
  const matches: Match[] = [];
  const likeness = words.map(({ said, weight, searched }) => {
    let likest = 0;
    let best: Searched | undefined;
    let bestCount = 0;
    let bestScore = -1;
    for (const other of searched) {
      const count = countIn(other.runs, slot);
      if (count === 0) continue;
      likest = Math.max(likest, other.likeness);
      const part = saturation(frequencyIn(count), length, meanLength, scoring);
      const score = weight * other.counts * other.rarity * part;
      if (score <= bestScore) continue;
      best = other;
      bestCount = count;
      bestScore = score;
    }
    if (best !== undefined) {
      const { word, isRepaired } = best;
      matches.push({
        said,
        word,
        isRepaired,
        fields: fieldsIn(bestCount),
        weight,
        score: bestScore,
      });
    }
    return likest;
  });
  return { likeness, matches };
}
