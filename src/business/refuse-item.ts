import { ProblemError } from "../lib/problems.ts";
import { type DietFacts, findContradiction } from "./diet.ts";

/** @throws ProblemError `diet-contradictory` for an allergen of which two things are stated. */
export function refuseContradiction(
  facts: {
    [Key in keyof DietFacts]?: DietFacts[Key] | undefined;
  } & { name?: string | undefined },
) {
  const { contains = [], may_contain = [], free_of = [], name } = facts;
  const allergen = findContradiction({ contains, may_contain, free_of });
  if (allergen === null) return;
  throw new ProblemError(
    "diet-contradictory",
    `${allergen} stands in more than one of contains, may_contain and free_of${name ? ` of ${name}` : ""}.`,
  );
}

/** @throws ProblemError `invalid-request` for a choice that nobody can make. */
export function refuseImpossibleChoice(choice: {
  min: number;
  max: number | null;
  options: number;
}): void {
  const { min, max, options } = choice;
  if (max !== null && max < min) {
    throw new ProblemError("invalid-request", "max must not be less than min.");
  }
  if (min > options) {
    throw new ProblemError("invalid-request", "min must not be more than there are options.");
  }
}

/** @throws ProblemError `invalid-request` for days that end before they begin. */
export function refuseReversed(first: string | null, last: string | null): void {
  if (first === null || last === null || first <= last) return;
  throw new ProblemError("invalid-request", "last_date must not be before first_date.");
}
