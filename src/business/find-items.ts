import { type CatalogueItem, isAvailableAt, type Variant } from "./catalogue.ts";
import { type DietWish, type Suitability, suitabilityOf } from "./diet.ts";
import { likeness, tellingWordsOf, wordsOf } from "./names.ts";

/** An item that fits what was asked. */
export interface ItemMatch {
  item: CatalogueItem;
  /** The variants that were named; all of the item's where none was. */
  variants: Variant[];
  isAvailable: boolean;
  /** Null when nobody asked for a diet. */
  suitability: Suitability | null;
  score: number;
}

/** What a catalogue knows of what was asked. */
export type ItemAnswer =
  | { kind: "found"; match: ItemMatch }
  /** Several fit equally well: whoever asked has to say which. */
  | { kind: "ambiguous"; matches: ItemMatch[] }
  /** What was asked for is a category, or a diet. */
  | { kind: "list"; category: string | null; matches: ItemMatch[]; notStated: number }
  | { kind: "not_found" }
  /** Nothing was written into the catalogue. */
  | { kind: "unknown"; reason: "no_catalogue" };

export interface ItemQuestion {
  query: string;
  diet: DietWish | null;
  at: number;
  timeZone: string;
}

/** How much of what was asked must be met in an item's names. */
const coverageMin = 0.6;
/** What scores this close to the best fits as well. */
const tieWithin = 0.05;
const categoryWeight = 0.7;

/** Looks for items by name, variant, category and diet. Nothing is claimed of a diet that is not stated. */
export function findItems(items: readonly CatalogueItem[], question: ItemQuestion): ItemAnswer {
  if (items.length === 0) return { kind: "unknown", reason: "no_catalogue" };
  const words = tellingWordsOf(question.query);
  if (words.length === 0) return listOf(items, question, null);
  const category = categoryNamed(items, words);
  if (category !== null) {
    const within = items.filter((item) => item.category === category);
    return listOf(within, question, category);
  }
  const matches = items
    .flatMap((item) => scoreItem(item, words, question))
    .sort((a, b) => b.score - a.score || (a.item.name < b.item.name ? -1 : 1));
  const [best] = matches;
  if (best === undefined) return { kind: "not_found" };
  const equal = matches.filter(({ score }) => best.score - score < tieWithin);
  return equal.length === 1
    ? { kind: "found", match: best }
    : { kind: "ambiguous", matches: equal };
}

/** All of some items; where a diet was asked for, those that are stated to suit. */
function listOf(
  items: readonly CatalogueItem[],
  question: ItemQuestion,
  category: string | null,
): ItemAnswer {
  const all = items.map((item) => toMatch(item, item.variants, 1, question));
  if (question.diet === null) return { kind: "list", category, matches: all, notStated: 0 };
  return {
    kind: "list",
    category,
    matches: all.filter(({ suitability }) => suitability === "suits"),
    notStated: all.filter(({ suitability }) => suitability === "not_stated").length,
  };
}

/** The category that was asked for, unless an item has the same name. */
function categoryNamed(items: readonly CatalogueItem[], words: readonly string[]): string | null {
  const isNamed = (name: string) => {
    const own = tellingWordsOf(name);
    return own.length === words.length && own.every((word, at) => likeness(word, words[at] ?? ""));
  };
  if (items.some(({ name }) => isNamed(name))) return null;
  return items.find(({ category }) => category !== null && isNamed(category))?.category ?? null;
}

function scoreItem(
  item: CatalogueItem,
  words: readonly string[],
  question: ItemQuestion,
): ItemMatch[] {
  const own = tellingWordsOf(item.name);
  const variants = item.variants.map((variant) => ({ variant, words: wordsOf(variant.name) }));
  const inName = words.map((word) => best(word, own));
  const inVariant = words.map((word) =>
    best(
      word,
      variants.flatMap((one) => one.words),
    ),
  );
  const ofCategory = wordsOf(item.category ?? "");
  const found = words.map((word, at) =>
    Math.max(inName[at] ?? 0, inVariant[at] ?? 0, best(word, ofCategory) * categoryWeight),
  );
  // A category alone is no item.
  const isNamed = inName.some((one) => one > 0) || inVariant.some((one) => one > 0);
  const coverage = mean(found);
  if (!isNamed || coverage < coverageMin) return [];
  const named = mean(own.map((word) => best(word, words)));
  // What stands only in a variant tells which one is meant.
  const telling = words.filter((_, at) => (inVariant[at] ?? 0) > (inName[at] ?? 0));
  const meant = variants.filter(
    (one) => telling.length > 0 && one.words.some((word) => best(word, telling) > 0),
  );
  const chosen = meant.length > 0 ? meant.map(({ variant }) => variant) : item.variants;
  return [toMatch(item, chosen, 0.7 * coverage + 0.3 * named, question)];
}

function toMatch(
  item: CatalogueItem,
  variants: Variant[],
  score: number,
  question: ItemQuestion,
): ItemMatch {
  const { diet } = question;
  const isWholeAvailable = isAvailableAt(item.availability, question);
  const isAny = variants.length === 0 || variants.some(({ is_available }) => is_available);
  return {
    item,
    variants,
    isAvailable: isWholeAvailable && isAny,
    suitability: diet === null ? null : suitabilityOf(item, diet),
    score,
  };
}

function best(word: string, words: readonly string[]): number {
  return words.reduce((most, other) => Math.max(most, likeness(word, other)), 0);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
