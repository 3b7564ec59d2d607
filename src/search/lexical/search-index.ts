import type { Field } from "../unit.ts";
import type { UnitColumns } from "./parts.ts";
import { countAt, type Postings, type Run } from "./postings.ts";
import type { QueryWord } from "./query.ts";
import { nthBest, rarity, type Scoring, type Scratch, saturation, tally } from "./score.ts";
import { type Spread, tallyTurns } from "./spread.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { fieldsIn, frequencyIn } from "./weigh.ts";

/** Which units may be found at all. */
export interface SearchFilter {
  category?: string | undefined;
  /** The moment at which they must be valid, in milliseconds. */
  at?: number | undefined;
}

/** Why a unit was found: what one word of the question gave to its score. */
export interface Match {
  said: string;
  /** The word as the unit has it. */
  word: string;
  /** Whether it was taken for what was said, which no unit has. */
  isRepaired: boolean;
  fields: Field[];
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
  /** The words that were searched in its place; itself when the scope has it, none when nothing is like it. */
  searched: Array<{ word: string; weight: number }>;
}

export interface FoundUnit {
  id: string;
  score: number;
  /** The share of the question that it covers, from 0 to 1: of all its words, weighed by how rare they are. */
  coverage: number;
  matches: Match[];
}

export interface Found {
  units: FoundUnit[];
  words: AskedWord[];
  /** The greatest coverage among the first units: what they do not cover was asked and is not answered. */
  confidence: number;
}

/** Alike at best as much as the word itself. */
const repairWeight = 0.8;
const repairsMax = 3;
/** A question of more words is searched by those that say most. */
const wordsMax = 64;
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
  isLive: (slot: number) => boolean;
  /** How many units that can be found are among postings. */
  holding: (runs: readonly Run[]) => number;
  size: number;
  meanLength: number;
  /** For turns of conversations; null: units stand for themselves. */
  spread: Omit<Spread, "wideMax"> | null;
}

interface Searched {
  wordId: number;
  word: string;
  /** 1 for the word itself. */
  likeness: number;
  runs: Run[];
  rarity: number;
}

interface ResolvedWord extends QueryWord {
  rarity: number;
  searched: Searched[];
}

export function searchIndex(needs: SearchNeeds): Found {
  const words = resolve(needs);
  const terms = words.flatMap(({ weight, searched }) =>
    searched.map((other) => ({
      runs: other.runs,
      factor: weight * other.likeness * other.rarity,
    })),
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
  const total = words.reduce((sum, word) => sum + word.weight * word.rarity, 0);
  const units = best
    .slice(0, needs.limit)
    .map(({ id, slot, score }) => ({ id, score, ...look(needs, words, slot, total) }));
  return {
    units,
    words: words.map(({ said, weight, rarity, searched }) => ({
      ...{ said, weight, rarity },
      searched: searched.map(({ word, likeness }) => ({ word, weight: likeness })),
    })),
    confidence: Math.max(0, ...units.slice(0, leadersMax).map(({ coverage }) => coverage)),
  };
}

/** Finds what to search for each word, and how much it says. */
function resolve(needs: SearchNeeds): ResolvedWord[] {
  const { vocabulary, postings, holding, size } = needs;
  const find = (wordId: number, likeness: number): Searched[] => {
    const runs = postings.runsOf(wordId);
    const count = holding(runs);
    if (count === 0) return [];
    const word = vocabulary.words[wordId] ?? "";
    return [{ wordId, word, likeness, runs, rarity: rarity(size, count) }];
  };
  const isUsed = (wordId: number) => holding(postings.runsOf(wordId)) > 0;
  const resolved = needs.words.map((asked): ResolvedWord => {
    const wordId = vocabulary.idOf(asked.word);
    const [own] = wordId === undefined ? [] : find(wordId, 1);
    if (own !== undefined) return { ...asked, rarity: own.rarity, searched: [own] };
    const searched = vocabulary
      .resembling(asked.word, repairsMax, isUsed)
      .flatMap((other) => find(other.wordId, repairWeight * other.similarity));
    // A word that nobody wrote says as much as one that was written once.
    return { ...asked, rarity: rarity(size, Math.min(1, size)), searched };
  });
  if (resolved.length <= wordsMax) return resolved;
  return resolved.sort((a, b) => b.weight * b.rarity - a.weight * a.rarity).slice(0, wordsMax);
}

function acceptance({ filter, columns, isLive }: SearchNeeds): (slot: number) => boolean {
  const { categoryOf, validFrom, validUntil } = columns;
  const category =
    filter.category === undefined ? undefined : (columns.categories.get(filter.category) ?? -1);
  const { at } = filter;
  return (slot) =>
    isLive(slot) &&
    (category === undefined || categoryOf[slot] === category) &&
    (at === undefined || ((validFrom[slot] ?? 0) <= at && at < (validUntil[slot] ?? 0)));
}

function look(needs: SearchNeeds, words: readonly ResolvedWord[], slot: number, total: number) {
  const { columns, meanLength, scoring } = needs;
  const length = columns.lengths[slot] ?? 0;
  const matches: Match[] = [];
  let covered = 0;
  for (const { said, weight, rarity, searched } of words) {
    let likest = 0;
    for (const other of searched) {
      const count = other.runs.reduce((found, run) => found || countAt(run, slot), 0);
      if (count === 0) continue;
      likest = Math.max(likest, other.likeness);
      const part = saturation(frequencyIn(count), length, meanLength, scoring);
      matches.push({
        ...{ said, weight, word: other.word, fields: fieldsIn(count) },
        isRepaired: other.likeness < 1,
        score: weight * other.likeness * other.rarity * part,
      });
    }
    covered += weight * rarity * likest;
  }
  return { coverage: total > 0 ? covered / total : 0, matches };
}
