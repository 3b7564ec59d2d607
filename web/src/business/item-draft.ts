import type { CatalogueItem } from "../api.ts";
import { minorToText, textToMinor } from "../lib/minor.ts";
import type { ItemFields } from "./catalogue-client.ts";

export type Allergen = CatalogueItem["contains"][number];
export type Diet = CatalogueItem["diets"][number];

/** Every allergen; the compiler says when the API knows another. */
const allergenSet: Record<Allergen, true> = {
  ...{ gluten: true, crustaceans: true, eggs: true, fish: true, peanuts: true },
  ...{ soy: true, milk: true, lactose: true, nuts: true, celery: true },
  ...{ mustard: true, sesame: true, sulphites: true, lupin: true, molluscs: true },
};
export const allergens = Object.keys(allergenSet) as Allergen[];
const dietSet: Record<Diet, true> = {
  ...{ vegan: true, vegetarian: true, pescatarian: true, halal: true, kosher: true },
};
export const diets = Object.keys(dietSet) as Diet[];

/** What is stated about an allergen; nothing follows from what is not. */
export const statements = {
  not_stated: "Not stated",
  contains: "Contains",
  may_contain: "May contain",
  free_of: "Free of",
} as const;
export type Statement = keyof typeof statements;

/** A size with its own price. */
export interface DraftSize {
  key: string;
  name: string;
  price: string;
  isAvailable: boolean;
}

export interface ItemDraft {
  name: string;
  description: string;
  categoryId: string;
  price: string;
  sizes: readonly DraftSize[];
  isAvailable: boolean;
  firstDate: string;
  lastDate: string;
  stated: Readonly<Partial<Record<Allergen, Statement>>>;
  diets: readonly Diet[];
}

export function toItemDraft(item: CatalogueItem | undefined, currency: string): ItemDraft {
  const stated: Partial<Record<Allergen, Statement>> = {};
  for (const statement of ["contains", "may_contain", "free_of"] as const) {
    for (const allergen of item?.[statement] ?? []) stated[allergen] = statement;
  }
  return {
    name: item?.name ?? "",
    description: item?.description ?? "",
    categoryId: item?.category_id ?? "",
    price: minorToText(item?.price_minor ?? null, currency),
    sizes: (item?.variants ?? []).map((variant) => ({
      key: crypto.randomUUID(),
      name: variant.name,
      price: minorToText(variant.price_minor, currency),
      isAvailable: variant.is_available,
    })),
    isAvailable: item?.is_available ?? true,
    firstDate: item?.first_date ?? "",
    lastDate: item?.last_date ?? "",
    stated,
    diets: item?.diets ?? [],
  };
}

/** What the API takes, or why it would not. */
export function readItemDraft(
  draft: ItemDraft,
  currency: string,
): { fields: ItemFields } | { fault: string } {
  const price = textToMinor(draft.price, currency);
  if (price === undefined) return { fault: `The price is no amount in ${currency}.` };
  const variants: NonNullable<ItemFields["variants"]> = [];
  for (const size of draft.sizes) {
    const minor = textToMinor(size.price, currency);
    if (minor === undefined) {
      return { fault: `The price of "${size.name}" is no amount in ${currency}.` };
    }
    variants.push({ name: size.name.trim(), price_minor: minor, is_available: size.isAvailable });
  }
  const statedAs = (statement: Statement) =>
    allergens.filter((allergen) => draft.stated[allergen] === statement);
  return {
    fields: {
      name: draft.name.trim(),
      description: draft.description.trim(),
      category_id: draft.categoryId === "" ? null : draft.categoryId,
      price_minor: variants.length > 0 ? null : price,
      variants,
      is_available: draft.isAvailable,
      first_date: draft.firstDate === "" ? null : draft.firstDate,
      last_date: draft.lastDate === "" ? null : draft.lastDate,
      contains: statedAs("contains"),
      may_contain: statedAs("may_contain"),
      free_of: statedAs("free_of"),
      diets: [...draft.diets],
    },
  };
}
