import { refusedAt } from "../lib/refused-at.ts";
import { type DietFacts, findContradiction } from "./diet.ts";

/**
 * @param place where these facts stand, such as `options.2`; left out, at the top.
 * @throws ProblemError `diet-contradictory` for an allergen of which two things are stated.
 */
export function refuseContradiction(
  facts: {
    [Key in keyof DietFacts]?: DietFacts[Key] | undefined;
  } & { name?: string | undefined },
  place?: string,
) {
  const { contains = [], may_contain = [], free_of = [], name } = facts;
  const allergen = findContradiction({ contains, may_contain, free_of });
  if (allergen === null) return;
  throw refusedAt(
    "diet-contradictory",
    place === undefined ? "contains" : `${place}.contains`,
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
    throw refusedAt(
      "invalid-request",
      "max",
      "It must not be less than what is asked for at least.",
    );
  }
  if (min > options) {
    throw refusedAt("invalid-request", "min", "It must not be more than there are options.");
  }
}

/** @throws ProblemError `invalid-request` for days that end before they begin. */
export function refuseReversed(first: string | null, last: string | null): void {
  if (first === null || last === null || first <= last) return;
  throw refusedAt("invalid-request", "last_date", "It must not be before the first day.");
}
