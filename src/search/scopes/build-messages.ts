import type { IndexParts } from "../lexical/parts.ts";
import type { SearchUnit } from "../unit.ts";

/** What the building thread is told. Several scopes may be under way, each with a number. */
export type BuildTask =
  | { build: number; units: SearchUnit[] }
  | { build: number; isLast: true }
  | { build: number; isGivenUp: true };

/** What it answers to each of the first two. */
export type BuildAnswer = { build: number; parts: IndexParts | null };
