import { type Allergen, allergens, type DietName, type DietWish, diets } from "./diet.ts";
import { speakList } from "./speak.ts";

/** The names of allergens and diets, in the order of {@link allergens} and {@link diets}. */
const words: Readonly<Record<string, string>> = {
  en: "gluten, crustaceans, eggs, fish, peanuts, soy, milk, lactose, nuts, celery, mustard, sesame, sulphites, lupin, molluscs, vegan, vegetarian, pescatarian, halal, kosher",
  de: "Gluten, Krebstiere, Eier, Fisch, Erdnüsse, Soja, Milch, Laktose, Nüsse, Sellerie, Senf, Sesam, Sulfite, Lupinen, Weichtiere, vegan, vegetarisch, pescetarisch, halal, koscher",
  fr: "gluten, crustacés, œufs, poisson, arachides, soja, lait, lactose, fruits à coque, céleri, moutarde, sésame, sulfites, lupin, mollusques, végan, végétarien, pescétarien, halal, casher",
  es: "gluten, crustáceos, huevos, pescado, cacahuetes, soja, leche, lactosa, frutos secos, apio, mostaza, sésamo, sulfitos, altramuces, moluscos, vegano, vegetariano, pescetariano, halal, kosher",
  it: "glutine, crostacei, uova, pesce, arachidi, soia, latte, lattosio, frutta a guscio, sedano, senape, sesamo, solfiti, lupini, molluschi, vegano, vegetariano, pescetariano, halal, kosher",
  pt: "glúten, crustáceos, ovos, peixe, amendoins, soja, leite, lactose, frutos de casca rija, aipo, mostarda, sésamo, sulfitos, tremoço, moluscos, vegano, vegetariano, pescetariano, halal, kosher",
  nl: "gluten, schaaldieren, eieren, vis, pinda's, soja, melk, lactose, noten, selderij, mosterd, sesam, sulfiet, lupine, weekdieren, veganistisch, vegetarisch, pescotarisch, halal, koosjer",
};

const without: Readonly<Record<string, string>> = {
  en: "without",
  de: "ohne",
  fr: "sans",
  es: "sin",
  it: "senza",
  pt: "sem",
  nl: "zonder",
};

/** What somebody asked for, as it is said: "without gluten and vegan". */
export function speakWish({ free_of, diets: wanted }: DietWish, locale: string): string {
  const said = [
    ...(free_of.length === 0
      ? []
      : [`${without[languageOf(locale)] ?? "without"} ${speakAllergens(free_of, locale)}`]),
    ...wanted.map((diet) => wordOf(diet, locale)),
  ];
  return speakList(said, locale);
}

/** Allergens as they are said. */
export function speakAllergens(given: readonly Allergen[], locale: string): string {
  return speakList(
    given.map((allergen) => wordOf(allergen, locale)),
    locale,
  );
}

function wordOf(tag: Allergen | DietName, locale: string): string {
  const names = (words[languageOf(locale)] ?? words.en ?? "").split(", ");
  return names[[...allergens, ...diets].indexOf(tag)] ?? tag;
}

function languageOf(locale: string): string {
  return locale.split("-")[0] ?? "en";
}
