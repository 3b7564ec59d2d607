import type { CatalogueItem } from "../api.ts";
import type { Faults } from "../lib/faults.ts";
import { minorToText, noAmount, textToMinor } from "../lib/minor.ts";
import { t } from "../lib/text.ts";
import type { ItemFields } from "./catalogue-client.ts";
import { type DraftWeek, fromWeek, toWeek } from "./hours-draft.ts";

type Allergen = CatalogueItem["contains"][number];
type Diet = CatalogueItem["diets"][number];

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
  not_stated: t("Not stated"),
  contains: t("Contains"),
  may_contain: t("May contain"),
  free_of: t("Free of"),
} as const;
export type Statement = keyof typeof statements;

/** A size with its own price. */
export interface DraftSize {
  key: string;
  name: string;
  price: string;
  isAvailable: boolean;
}

/** What is stated about allergens and ways of eating. */
export interface DietDraft {
  stated: Readonly<Partial<Record<Allergen, Statement>>>;
  diets: readonly Diet[];
}

type DietFacts = Pick<CatalogueItem, "contains" | "may_contain" | "free_of" | "diets">;

export function toDietDraft(facts: DietFacts | undefined): DietDraft {
  const stated: Partial<Record<Allergen, Statement>> = {};
  for (const statement of ["contains", "may_contain", "free_of"] as const) {
    for (const allergen of facts?.[statement] ?? []) stated[allergen] = statement;
  }
  return { stated, diets: facts?.diets ?? [] };
}

export function fromDietDraft({ stated, diets: stand }: DietDraft): DietFacts {
  const statedAs = (statement: Statement) =>
    allergens.filter((allergen) => stated[allergen] === statement);
  return {
    contains: statedAs("contains"),
    may_contain: statedAs("may_contain"),
    free_of: statedAs("free_of"),
    diets: [...stand],
  };
}

export interface ItemDraft extends DietDraft {
  name: string;
  description: string;
  categoryId: string;
  price: string;
  sizes: readonly DraftSize[];
  isAvailable: boolean;
  firstDate: string;
  lastDate: string;
  /** Null: whenever it is open. */
  week: DraftWeek | null;
  groupIds: readonly string[];
}

export function toItemDraft(item: CatalogueItem | undefined, currency: string): ItemDraft {
  return {
    ...toDietDraft(item),
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
    week: item?.weekly ? toWeek(item.weekly) : null,
    groupIds: item?.modifier_group_ids ?? [],
  };
}

/** What the API takes, or why it would not. */
export function readItemDraft(
  draft: ItemDraft,
  currency: string,
): { fields: ItemFields } | { faults: Faults } {
  const faults: Record<string, string> = {};
  const amount = (text: string, place: string) => {
    const minor = textToMinor(text, currency);
    if (minor === undefined) faults[place] = noAmount(currency);
    return minor ?? null;
  };
  const variants = draft.sizes.map((size, at) => ({
    name: size.name.trim(),
    price_minor: amount(size.price, `variants.${at}.price_minor`),
    is_available: size.isAvailable,
  }));
  const price = variants.length > 0 ? null : amount(draft.price, "price_minor");
  if (Object.keys(faults).length > 0) return { faults };
  return {
    fields: {
      name: draft.name.trim(),
      description: draft.description.trim(),
      category_id: draft.categoryId === "" ? null : draft.categoryId,
      price_minor: price,
      variants,
      is_available: draft.isAvailable,
      weekly: draft.week && fromWeek(draft.week),
      first_date: draft.firstDate === "" ? null : draft.firstDate,
      last_date: draft.lastDate === "" ? null : draft.lastDate,
      modifier_group_ids: [...draft.groupIds],
      ...fromDietDraft(draft),
    },
  };
}
