import type { ResolvedWord } from "./resolve.ts";

/** What of a question counts for how sure an answer is. */
export interface MeasuredQuestion {
  words: readonly ResolvedWord[];
  /** How much each word says; 0 for neighbours taken for one, which stand for their parts. */
  weights: readonly number[];
  /** For each word the places of those that stand for it together with others. */
  joinedAt: ReadonlyArray<readonly number[]>;
  total: number;
  /** Of words of the question itself, not of what was said before it; each from 0 to 1 but `missing`, which is their number. */
  asked: {
    /** How many things were asked for that no text names. */
    missing: number;
    missingShare: number;
    /** How surely one of them is missing where it was asked if there is such a thing. */
    missingWhether: number;
    everydayShare: number;
  };
}

/** How much of a question a unit has. */
export interface Covered {
  /** The share, each word by how much it says. */
  coverage: number;
  /** The share of its words that the unit has only as words spelt alike. */
  resembled: number;
}

/** A word of talk about anything that no text has. */
const everydayWeight = 0.2;
/** More things that are missing say no more. */
const missingMax = 3;
/** What stands for a word by another name has more of it. */
const resemblingMax = 0.8;

/**
 * How sure an answer is, as the sum of what speaks for it: a logistic regression over the questions of bench/knowledge (split `dev`), the first number set so that 0.5 is where a
 * tenth of the questions with an answer is given up. What counts was chosen by judging each business by the others. `missing` counts for an answer only beside its share: of a long
 * question something is always missing.
 */
const evidence = {
  base: -0.9,
  coverage: 2.2,
  resembled: 2.8,
  missing: 1,
  missingShare: -4.3,
  missingWhether: -1.7,
  everydayShare: 1.4,
};

/** Works out once what is the same for every unit. */
export function measureQuestion(words: readonly ResolvedWord[]): MeasuredQuestion {
  const joinedAt = words.map(({ word, parts }) =>
    parts !== undefined ? [] : [...words.keys()].filter((at) => words[at]?.parts?.includes(word)),
  );
  const weights = words.map((one) => {
    if (one.parts !== undefined) return 0;
    return one.weight * one.rarity * (one.isKnown ? 1 : generality(one));
  });
  const missing = words.map((one, at) => {
    if (!isAsked(one) || one.isKnown) return 0;
    const stands = [at, ...(joinedAt[at] ?? [])].flatMap((place) => words[place]?.searched ?? []);
    return generality(one) * (1 - Math.max(0, ...stands.map(({ likeness }) => likeness)));
  });
  const asked = words.filter(isAsked);
  const count = Math.max(1, asked.length);
  return {
    ...{ words, weights, joinedAt },
    total: sum(weights),
    asked: {
      missing: Math.min(missingMax, sum(missing)),
      missingShare: sum(missing) / count,
      missingWhether: words.some(({ isWhether }) => isWhether) ? Math.max(0, ...missing) : 0,
      everydayShare: asked.filter(({ isEveryday }) => isEveryday).length / count,
    },
  };
}

function isAsked({ weight, parts }: ResolvedWord): boolean {
  return weight >= 1 && parts === undefined;
}

function generality(word: ResolvedWord): number {
  return word.isEveryday ? everydayWeight : 1;
}

/** How much of the question a unit has. `likeness` says how much of each word. */
export function coveredBy(question: MeasuredQuestion, likeness: readonly number[]): Covered {
  const { words, weights, joinedAt, total } = question;
  let covered = 0;
  let single = 0;
  let resembled = 0;
  for (const [at, weight] of weights.entries()) {
    if (words[at]?.parts !== undefined) continue;
    const joined = joinedAt[at]?.map((place) => likeness[place] ?? 0) ?? [];
    const has = Math.max(likeness[at] ?? 0, ...joined);
    covered += weight * has;
    single++;
    if (has > 0 && has < resemblingMax) resembled++;
  }
  return {
    coverage: total === 0 ? 0 : covered / total,
    resembled: single === 0 ? 0 : resembled / single,
  };
}

/** How likely it is that one of some units, best first, answers the question. */
export function confidenceOf({ asked }: MeasuredQuestion, units: readonly Covered[]): number {
  const coverage = Math.max(0, ...units.map((unit) => unit.coverage));
  if (coverage === 0) return 0;
  const speaking =
    evidence.base +
    evidence.coverage * coverage +
    evidence.resembled * (units[0]?.resembled ?? 0) +
    evidence.missing * asked.missing +
    evidence.missingShare * asked.missingShare +
    evidence.missingWhether * asked.missingWhether +
    evidence.everydayShare * asked.everydayShare;
  return 1 / (1 + Math.exp(-speaking));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, number) => all + number, 0);
}
