import type { CatalogueItem } from "./catalogue.ts";
import type { DietWish } from "./diet.ts";
import { speakAllergens, speakWish } from "./diet-words.ts";
import type { ItemAnswer, ItemMatch } from "./find-items.ts";
import { phrasesOf } from "./phrases.ts";
import { speakInstant, speakList, speakMoney } from "./speak.ts";
import type { Zone } from "./zone.schema.ts";

interface Listener {
  now: number;
  timeZone: string;
  locale: string;
}

/** What it costs to have something delivered into a zone. */
export function speakZone(zone: Zone, locale: string): string {
  const phrases = phrasesOf(locale);
  const money = (minor: number) => speakMoney(minor, zone.currency, locale);
  const { fee_minor: fee, min_order_minor: min, free_from_minor: freeFrom } = zone;
  const isFree = fee === 0;
  return [
    fee === null ? phrases.deliverUnpriced : phrases.deliver(isFree ? null : money(fee)),
    ...(min === null || min === 0 ? [] : [phrases.minimum(money(min))]),
    ...(freeFrom === null || isFree ? [] : [phrases.freeFrom(money(freeFrom))]),
  ].join(" ");
}

/** That a zone is served at another time, and when, where that is known. */
export function speakNotNow(opensAt: number | null, listener: Listener): string {
  const { notNow, againAt } = phrasesOf(listener.locale);
  return opensAt === null ? notNow : `${notNow} ${againAt(speakInstant(opensAt, listener))}`;
}

interface Menu {
  currency: string;
  locale: string;
  diet: DietWish | null;
}

/** How many names are read out before nobody listens any more. */
const spokenMax = 6;

/** What a catalogue knows of what was asked, in a sentence or two. */
export function speakItems(answer: ItemAnswer, menu: Menu): string {
  const phrases = phrasesOf(menu.locale);
  switch (answer.kind) {
    case "unknown":
    case "not_found":
      return phrases.notFound;
    case "ambiguous":
      return phrases.which(speakList(namesOf(answer.matches), menu.locale, "disjunction"));
    case "found":
      return speakMatch(answer.match, menu);
    case "list":
      return speakMatches(answer, menu);
  }
}

function namesOf(matches: readonly ItemMatch[]): string[] {
  return [...new Set(matches.map(({ item }) => item.name))].slice(0, spokenMax);
}

function speakMatch(match: ItemMatch, menu: Menu): string {
  const first = match.isAvailable
    ? speakPrices(match, menu)
    : phrasesOf(menu.locale).soldOut(match.item.name);
  return `${first} ${speakSuitability(match, menu)}`.trim();
}

function speakPrices({ item, variants }: ItemMatch, { currency, locale }: Menu): string {
  const phrases = phrasesOf(locale);
  const rows =
    variants.length === 0
      ? [{ name: item.name, price_minor: item.price_minor, is_available: true }]
      : variants.map((one) => ({ ...one, name: `${item.name}, ${one.name}` }));
  return rows
    .slice(0, spokenMax)
    .map(({ name, price_minor: price, is_available }) => {
      if (!is_available) return phrases.soldOut(name);
      return price === null
        ? phrases.unpriced(name)
        : phrases.costs(name, speakMoney(price, currency, locale));
    })
    .join(" ");
}

/** What is stated about an item and a diet. What is not stated is said to be unknown. */
function speakSuitability({ item, suitability }: ItemMatch, { diet, locale }: Menu): string {
  if (diet === null || suitability === null) return "";
  const phrases = phrasesOf(locale);
  const wish = speakWish(diet, locale);
  switch (suitability) {
    case "suits":
      return phrases.freeOf(wish, item.name);
    case "contains":
      return phrases.contains(item.name, met(item, "contains", diet, locale));
    case "may_contain":
      return phrases.mayContain(item.name, met(item, "may_contain", diet, locale));
    case "not_stated":
      return phrases.notStatedOf(item.name, wish);
  }
}

function met(
  item: CatalogueItem,
  list: "contains" | "may_contain",
  { free_of }: DietWish,
  locale: string,
): string {
  return speakAllergens(
    item[list].filter((allergen) => free_of.includes(allergen)),
    locale,
  );
}

function speakMatches(answer: Extract<ItemAnswer, { kind: "list" }>, menu: Menu): string {
  const phrases = phrasesOf(menu.locale);
  const names = speakList(
    namesOf(answer.matches.filter(({ isAvailable }) => isAvailable)),
    menu.locale,
  );
  const rest = answer.notStated > 0 ? ` ${phrases.notStated}` : "";
  if (menu.diet === null) {
    const said = names === "" ? phrases.notFound : phrases.have(names);
    return answer.category === null || names === "" ? said : `${answer.category}: ${names}.`;
  }
  const wish = speakWish(menu.diet, menu.locale);
  return `${names === "" ? phrases.noneFreeOf(wish) : phrases.freeOf(wish, names)}${rest}`;
}
