/** What people cannot eat: the fourteen allergens that European law names, and lactose. */
export const allergens = [
  "gluten",
  "crustaceans",
  "eggs",
  "fish",
  "peanuts",
  "soy",
  "milk",
  "lactose",
  "nuts",
  "celery",
  "mustard",
  "sesame",
  "sulphites",
  "lupin",
  "molluscs",
] as const;
export type Allergen = (typeof allergens)[number];

/** Ways of eating. */
export const diets = ["vegan", "vegetarian", "pescatarian", "halal", "kosher"] as const;
export type DietName = (typeof diets)[number];

/** What somebody stated about a thing to eat. An allergen in none of the lists is not stated: then nothing is claimed about it. */
export interface DietFacts {
  contains: Allergen[];
  may_contain: Allergen[];
  free_of: Allergen[];
  diets: DietName[];
}

/** What somebody asks for. */
export interface DietWish {
  free_of: Allergen[];
  diets: DietName[];
}

export type DietStatement = "free_of" | "may_contain" | "contains" | "not_stated";

/** What is stated about one allergen. */
export function statementOf(facts: DietFacts, allergen: Allergen): DietStatement {
  if (facts.contains.includes(allergen)) return "contains";
  if (facts.may_contain.includes(allergen)) return "may_contain";
  return facts.free_of.includes(allergen) ? "free_of" : "not_stated";
}

/** How a thing stands to a wish: `suits` only where everything that was asked for is stated. Nothing follows from anything else: not even free of milk from vegan. */
export type Suitability = "suits" | "may_contain" | "contains" | "not_stated";

export function suitabilityOf(facts: DietFacts, wish: DietWish): Suitability {
  const statements = wish.free_of.map((allergen) => statementOf(facts, allergen));
  if (statements.includes("contains")) return "contains";
  if (statements.includes("may_contain")) return "may_contain";
  const isStated =
    !statements.includes("not_stated") && wish.diets.every((diet) => facts.diets.includes(diet));
  return isStated ? "suits" : "not_stated";
}

/** An allergen that stands in two of the lists, of which only one can be true. */
export function findContradiction(facts: Omit<DietFacts, "diets">): Allergen | null {
  const all = [facts.contains, facts.may_contain, facts.free_of].flatMap((list) => [
    ...new Set(list),
  ]);
  return all.find((allergen, at) => all.indexOf(allergen) !== at) ?? null;
}
