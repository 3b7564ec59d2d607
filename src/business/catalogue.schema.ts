import { z } from "zod";
import { allergens, diets } from "./diet.ts";
import { CalendarDate, entryFields, line, Minor, shownFields, WeeklySpan } from "./fields.ts";

const Allergens = z.array(z.enum(allergens)).max(allergens.length);
const Diets = z.array(z.enum(diets)).max(diets.length);

const dietFields = {
  contains: Allergens,
  may_contain: Allergens,
  free_of: Allergens.describe("Only what is stated here is ever called free of something."),
  diets: Diets,
};
const optionalDiet = {
  contains: Allergens.optional(),
  may_contain: Allergens.optional(),
  free_of: Allergens.optional(),
  diets: Diets.optional(),
};

export const NewCategory = z.object({
  ...entryFields,
  name: line(200).min(1),
  description: line(2000).optional(),
});
export const CategoryChange = NewCategory.partial();
export type CategoryChange = z.infer<typeof CategoryChange>;
export const Category = z
  .object({ ...shownFields, name: z.string(), description: z.string() })
  .meta({ id: "CatalogueCategory" });
export type Category = z.infer<typeof Category>;

const ModifierOption = z
  .object({
    name: line(200).min(1),
    price_minor: Minor.default(0).describe("What it adds to the price."),
    is_available: z.boolean().default(true),
    contains: Allergens.default([]),
    may_contain: Allergens.default([]),
    free_of: Allergens.default([]),
    diets: Diets.default([]),
  })
  .meta({ id: "ModifierOption" });

const modifierGroupFields = {
  ...entryFields,
  name: line(200).min(1),
  description: line(2000).optional(),
  min: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(0)
    .describe("More than 0: something must be chosen."),
  max: z.number().int().min(1).max(100).nullable().default(null),
  options: z.array(ModifierOption).min(1).max(100),
};
export const NewModifierGroup = z.object(modifierGroupFields);
export type NewModifierGroup = z.infer<typeof NewModifierGroup>;
export const ModifierGroupChange = z.object({
  ...modifierGroupFields,
  name: modifierGroupFields.name.optional(),
  min: z.number().int().min(0).max(100).optional(),
  max: z.number().int().min(1).max(100).nullable().optional(),
  options: modifierGroupFields.options.optional(),
});
export type ModifierGroupChange = z.infer<typeof ModifierGroupChange>;
export const ModifierGroupView = z
  .object({
    ...shownFields,
    name: z.string(),
    description: z.string(),
    min: z.number().int(),
    max: z.number().int().nullable(),
    options: z.array(ModifierOption),
  })
  .meta({ id: "ModifierGroup" });
export type ModifierGroupView = z.infer<typeof ModifierGroupView>;

const VariantBody = z
  .object({
    name: line(100).min(1),
    price_minor: Minor.nullable(),
    is_available: z.boolean().default(true),
  })
  .meta({ id: "ItemVariant" });

export const itemFields = {
  ...entryFields,
  name: line(200).min(1),
  category_id: z.string().max(100).nullable().optional(),
  description: line(4000).optional(),
  price_minor: Minor.nullable().optional().describe("Of an item without variants."),
  variants: z.array(VariantBody).max(30).optional().describe("Sizes or kinds with own prices."),
  is_available: z.boolean().optional(),
  weekly: z.array(WeeklySpan).max(70).nullable().optional().describe("Null: whenever it is open."),
  first_date: CalendarDate.nullable().optional(),
  last_date: CalendarDate.nullable().optional(),
  modifier_group_ids: z.array(z.string().max(100)).max(20).optional(),
  ...optionalDiet,
};
export const NewItem = z.object(itemFields);
export const ItemChange = NewItem.partial();
export type ItemChange = z.infer<typeof ItemChange>;

export const ItemFilters = z.object({
  q: line(200).optional().describe("Part of the name or description."),
  category_id: z.string().max(100).optional(),
  is_available: z.stringbool().optional(),
});
export type ItemFilters = z.infer<typeof ItemFilters>;

export const Item = z
  .object({
    ...shownFields,
    name: z.string(),
    description: z.string(),
    category_id: z.string().nullable(),
    currency: z.string(),
    price_minor: z.number().int().nullable(),
    variants: z.array(VariantBody),
    is_available: z.boolean(),
    weekly: z.array(WeeklySpan).nullable(),
    first_date: z.string().nullable(),
    last_date: z.string().nullable(),
    modifier_group_ids: z.array(z.string()),
    ...dietFields,
    image: z.object({ type: z.string(), bytes: z.number().int() }).nullable(),
  })
  .meta({ id: "CatalogueItem" });
export type Item = z.infer<typeof Item>;

export const ItemsQuestion = z.object({
  query: line(200).default(""),
  free_of: Allergens.default([]),
  diets: Diets.default([]),
  at: z.iso.datetime({ offset: true }).optional().describe("Left out, now."),
  language: z.string().max(35).optional().describe("Left out, the location's."),
});

const Price = z.object({
  name: z.string().nullable().describe("Of the variant; null for an item without."),
  price_minor: z.number().int().nullable(),
  is_available: z.boolean(),
});

const FoundItem = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string().nullable(),
    currency: z.string(),
    prices: z.array(Price),
    is_available: z.boolean(),
    suitability: z
      .enum(["suits", "may_contain", "contains", "not_stated"])
      .nullable()
      .describe("How it stands to the diet that was asked for; null when none was."),
    ...dietFields,
    modifiers: z.array(
      z.object({
        name: z.string(),
        min: z.number().int(),
        max: z.number().int().nullable(),
        options: z.array(ModifierOption),
      }),
    ),
  })
  .meta({ id: "FoundItem" });

export const ItemsAnswer = z
  .object({
    kind: z
      .enum(["found", "ambiguous", "list", "not_found", "unknown"])
      .describe(
        "ambiguous: several fit equally well. list: a category or a diet was asked for. unknown: there is no catalogue, or it could not be read in time.",
      ),
    reason: z.string().nullable(),
    category: z.string().nullable(),
    items: z.array(FoundItem),
    more: z.number().int().describe("How many more there are than are shown."),
    not_stated: z
      .number()
      .int()
      .describe("Of how many items nothing is stated about the diet that was asked for."),
    text: z.string().describe("To be spoken."),
  })
  .meta({ id: "ItemsAnswer" });
export type ItemsAnswer = z.infer<typeof ItemsAnswer>;
