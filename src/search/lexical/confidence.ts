import type { ResolvedWord } from "./resolve.ts";

/** What of a question counts for how sure an answer is. */
export interface MeasuredQuestion {
  words: readonly ResolvedWord[];
  /** How much each word says; 0 for neighbours taken for one, which stand for their parts. */
  weights: readonly number[];
  /** For each word the places of those that stand for it together with others. */
  joinedAt: ReadonlyArray<readonly number[]>;
  total: number;
  /** Words of the question itself, not of what was said before it. */
  asked: number;
  /** How surely a thing was asked for that no text names, from 0 to 1. */
  missing: number;
}

/** A word of talk about anything that no text has. */
const everydayWeight = 0.2;
/** A long question has more around it, up to here. */
const askedMax = 12;

/**
 * How sure an answer is, as the sum of what speaks for it. The numbers are those of a logistic regression over the questions of bench/knowledge (split `dev`), the first one set so
 * that 0.5 is where an eighth of the questions with an answer is given up.
 */
const evidence = { base: -0.65, coverage: 1.9, asked: 0.2, missing: -1.2 };

/** Works out once what is the same for every unit. */
export function measureQuestion(words: readonly ResolvedWord[]): MeasuredQuestion {
  const joinedAt = words.map(({ word, parts }) =>
    parts !== undefined ? [] : [...words.keys()].filter((at) => words[at]?.parts?.includes(word)),
  );
  const weights = words.map((one) => {
    if (one.parts !== undefined) return 0;
    return one.weight * one.rarity * (one.isKnown ? 1 : generality(one));
  });
  const asked = words.filter(({ weight, parts }) => weight >= 1 && parts === undefined);
  const missing = words.map((one, at) => {
    if (one.parts !== undefined || one.weight < 1 || one.isKnown) return 0;
    const stands = [at, ...(joinedAt[at] ?? [])].flatMap((place) => words[place]?.searched ?? []);
    return generality(one) * (1 - Math.max(0, ...stands.map(({ likeness }) => likeness)));
  });
  return {
    ...{ words, weights, joinedAt },
    total: weights.reduce((sum, weight) => sum + weight, 0),
    asked: Math.min(asked.length, askedMax),
    missing: Math.max(0, ...missing),
  };
}

function generality(word: ResolvedWord): number {
  return word.isEveryday ? everydayWeight : 1;
}

/** The share of the question that a unit covers. `likeness` says how much of each word it has. */
export function coverageOf(question: MeasuredQuestion, likeness: readonly number[]): number {
  const { weights, joinedAt, total } = question;
  if (total === 0) return 0;
  let covered = 0;
  for (const [at, weight] of weights.entries()) {
    const joined = joinedAt[at]?.map((place) => likeness[place] ?? 0) ?? [];
    covered += weight * Math.max(likeness[at] ?? 0, ...joined);
  }
  return covered / total;
}

/** How likely it is that what covers so much of the question answers it. */
export function confidenceOf({ asked, missing }: MeasuredQuestion, coverage: number): number {
  if (coverage === 0) return 0;
  const sum =
    evidence.base +
    evidence.coverage * coverage +
    evidence.asked * asked +
    evidence.missing * missing;
  return 1 / (1 + Math.exp(-sum));
}
