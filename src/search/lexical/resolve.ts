import { compoundParts } from "../words/compounds.ts";
import type { Postings, Run } from "./postings.ts";
import type { QueryWord } from "./query.ts";
import { rarity } from "./score.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A word of the scope that is searched for a word of the question. */
export interface Searched {
  word: string;
  /** Its weight in scores: 1 for the word itself. */
  counts: number;
  /** How much of the word that was said it stands for, from 0 to 1. */
  likeness: number;
  isRepaired: boolean;
  runs: Run[];
  rarity: number;
}

/** A word of the question with what is searched for it. */
export interface ResolvedWord extends QueryWord {
  /** How much it says: the rarer in the scope, the more. */
  rarity: number;
  /** Whether the scope has the word itself. */
  isKnown: boolean;
  searched: Searched[];
}

export interface ResolveNeeds {
  words: readonly QueryWord[];
  vocabulary: Vocabulary;
  postings: Postings;
  /** How many units that can be found are among postings. */
  holding: (runs: readonly Run[]) => number;
  size: number;
  statistics?: Statistics | undefined;
}

/** What is true of a whole scope, for an index that holds only some units of it. */
export interface Statistics {
  /** How many units there are. */
  size: number;
  /** Of their weighted lengths, in halves. */
  meanLength: number;
  /** How many units hold a word. Words that are not among these are no words of the scope. */
  holding: ReadonlyMap<string, number>;
}

/** Alike at best as much as the word itself. */
const repairWeight = 0.8;
const repairsMax = 3;
/** Two words that are taken for one must be more alike to it than a word to another. */
const joinedLikenessMin = 0.4;
const joinedRepairsMax = 2;
/** Another word for the same: beside the word itself, and in its place. */
const synonymWeight = { beside: 0.5, instead: 0.6 };
const synonymLikeness = 0.8;
/** Words that were joined although each has its own meaning. */
const joinedKnownWeight = 0.7;
/** A question of more words is searched by those that say most. */
const wordsMax = 64;

/** Finds what to search for each word, and how much it says. */
export function resolveWords(needs: ResolveNeeds): ResolvedWord[] {
  const resolver = createResolver(needs);
  const single = needs.words.filter(({ parts }) => parts === undefined).flatMap(resolver.single);
  const joined = needs.words.flatMap((asked) => resolver.joined(asked, single));
  const resolved = [...single, ...joined];
  if (resolved.length <= wordsMax) return resolved;
  return resolved.sort((a, b) => b.weight * b.rarity - a.weight * a.rarity).slice(0, wordsMax);
}

function createResolver({ words, vocabulary, postings, holding, size, statistics }: ResolveNeeds) {
  // A word that nobody wrote says as much as one that was written once.
  const unknownRarity = rarity(size, Math.min(1, size));
  const runsOf = (word: string) => {
    const wordId = vocabulary.idOf(word);
    return wordId === undefined ? [] : postings.runsOf(wordId);
  };
  const countOf = (word: string, runs: readonly Run[]) =>
    statistics === undefined ? holding(runs) : (statistics.holding.get(word) ?? 0);
  const isUsed = (wordId: number) =>
    countOf(vocabulary.words[wordId] ?? "", postings.runsOf(wordId)) > 0;
  const find = (word: string, how: Pick<Searched, "counts" | "likeness">) => {
    const runs = runsOf(word);
    const count = countOf(word, runs);
    if (count === 0) return [];
    return [{ word, ...how, isRepaired: false, runs, rarity: rarity(size, count) }];
  };
  const own = (word: string) => find(word, { counts: 1, likeness: 1 });
  const alike = (said: string, limit: number, least = 0) =>
    vocabulary
      .resembling(said, limit, isUsed)
      .filter(({ similarity }) => similarity >= least)
      .flatMap(({ word, similarity }) =>
        find(word, { counts: repairWeight * similarity, likeness: similarity }),
      )
      .map((found) => ({ ...found, isRepaired: true }));
  const synonyms = ({ synonyms: others = [] }: QueryWord, counts: number) =>
    others.flatMap((other) => find(other, { counts, likeness: synonymLikeness }));

  const isKnown = (word: string) => countOf(word, runsOf(word)) > 0;
  /** A part that was asked for anyway counts once. */
  const isAsked = (part: string, { weight }: QueryWord) =>
    words.some((other) => other.word === part && other.weight >= weight);
  const single = (asked: QueryWord): ResolvedWord[] => {
    const [itself] = own(asked.word);
    if (itself !== undefined) {
      const searched = [itself, ...synonyms(asked, synonymWeight.beside)];
      return [{ ...asked, rarity: itself.rarity, isKnown: true, searched }];
    }
    const parts = compoundParts(asked.said, asked.language ?? "", isKnown);
    if (parts.length > 0) {
      return [...new Set(parts)]
        .filter((word) => !isAsked(word, asked))
        .flatMap((word) => single({ ...asked, word, synonyms: [], isEveryday: false }));
    }
    const searched = [...alike(asked.word, repairsMax), ...synonyms(asked, synonymWeight.instead)];
    return [{ ...asked, rarity: unknownRarity, isKnown: false, searched }];
  };

  /** Neighbours as one word where the scope has it; where it has not all of them, also the word that it resembles more than they do. */
  const joined = (asked: QueryWord, singles: readonly ResolvedWord[]): ResolvedWord[] => {
    if (asked.parts === undefined) return [];
    const parts = singles.filter(({ word }) => asked.parts?.includes(word));
    const areKnown = parts.every(({ isKnown }) => isKnown);
    const weight = asked.weight * (areKnown ? joinedKnownWeight : 1);
    const [itself] = own(asked.word);
    if (itself !== undefined) {
      return [{ ...asked, weight, rarity: itself.rarity, isKnown: true, searched: [itself] }];
    }
    if (areKnown || asked.canResemble !== true) return [];
    const best = Math.max(0, ...parts.map(repairedLikeness));
    const searched = alike(asked.word, joinedRepairsMax, joinedLikenessMin).filter(
      ({ word, likeness }) => likeness > best && !singles.some((one) => one.word === word),
    );
    if (searched.length === 0) return [];
    return [{ ...asked, weight, rarity: unknownRarity, isKnown: false, searched }];
  };
  return { single, joined };
}

function repairedLikeness({ searched }: ResolvedWord): number {
  return Math.max(0, ...searched.map((one) => (one.isRepaired ? one.likeness : 0)));
}
