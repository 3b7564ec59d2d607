import fc from "fast-check";
import { expect, test } from "vitest";
import { type CatalogueItem, isAvailableAt } from "./catalogue.ts";
import {
  type Allergen,
  allergens,
  type DietFacts,
  findContradiction,
  statementOf,
  suitabilityOf,
} from "./diet.ts";
import { findItems, type ItemQuestion } from "./find-items.ts";
import { likeness, tellingWordsOf } from "./names.ts";

const item = (name: string, given: Partial<CatalogueItem> = {}): CatalogueItem => ({
  ...{ id: `itm_${name}`, name, description: "", category: null, price_minor: 900 },
  ...{ variants: [], modifier_groups: [], contains: [], may_contain: [], free_of: [], diets: [] },
  availability: { is_available: true, weekly: null, first_date: null, last_date: null },
  ...given,
});
const sizes = (...prices: number[]) =>
  prices.map((price_minor, at) => ({
    name: ["Small", "Large", "Family size"][at] ?? "",
    price_minor,
    is_available: true,
  }));
const menu = [
  item("Margherita", { category: "Pizza", variants: sizes(900, 1400), free_of: ["nuts"] }),
  item("Pizza Funghi", { category: "Pizza", variants: sizes(1000, 1500) }),
  item("Crème brûlée", { category: "Desserts", free_of: ["gluten"], contains: ["milk", "eggs"] }),
  item("Green salad", { category: "Salads", free_of: ["gluten", "milk"], diets: ["vegan"] }),
  item("Greek salad", { category: "Salads", may_contain: ["gluten"], contains: ["milk"] }),
  item("Straßenbahn-Burger", { availability: { ...item("x").availability, is_available: false } }),
];
const ask = (query: string, given: Partial<ItemQuestion> = {}) =>
  findItems(menu, { query, diet: null, at: 0, timeZone: "UTC", ...given });
const namesOf = (answer: ReturnType<typeof ask>) =>
  answer.kind === "found"
    ? [answer.match.item.name]
    : "matches" in answer
      ? answer.matches.map((match) => match.item.name)
      : [];

test.each([
  ["margherita", "Margherita"],
  ["a Margarita, please", "Margherita"],
  ["pizza margherita", "Margherita"],
  ["MARGHERITA PIZZAS", "Margherita"],
  ["creme brulee", "Crème brûlée"],
  ["the funghi", "Pizza Funghi"],
  ["strassenbahn burger", "Straßenbahn-Burger"],
  ["greek salad", "Greek salad"],
])("%s is %s", (query, name) => {
  const answer = ask(query);
  expect([answer.kind, namesOf(answer)]).toEqual(["found", [name]]);
});

test("a size that is named is the one that is priced; without one all are", () => {
  const prices = (query: string) => {
    const answer = ask(query);
    return answer.kind === "found" ? answer.match.variants.map((one) => one.price_minor) : answer;
  };
  expect(prices("how much is the large margherita")).toEqual([1400]);
  expect(prices("large margherita")).toEqual([1400]);
  expect(prices("margherita")).toEqual([900, 1400]);
});

test("what fits several is ambiguous, and what fits nothing is not found", () => {
  expect(ask("salad")).toMatchObject({ kind: "list", category: "Salads" });
  expect(ask("how much is the large one").kind).toBe("ambiguous");
  expect(namesOf(ask("the large one"))).toEqual(["Margherita", "Pizza Funghi"]);
  expect(ask("sushi")).toEqual({ kind: "not_found" });
  expect(ask("desserts")).toMatchObject({ kind: "list", category: "Desserts" });
  expect(findItems([], { query: "x", diet: null, at: 0, timeZone: "UTC" }).kind).toBe("unknown");
});

test("what is gluten free is what is stated to be; the rest is counted as not stated", () => {
  const answer = ask("", { diet: { free_of: ["gluten"], diets: [] } });
  expect(answer).toMatchObject({ kind: "list", notStated: 3 });
  expect(namesOf(answer)).toEqual(["Crème brûlée", "Green salad"]);
  const salads = ask("salads", { diet: { free_of: ["milk"], diets: ["vegan"] } });
  expect([namesOf(salads), salads]).toMatchObject([["Green salad"], { notStated: 0 }]);
  const one = ask("margherita", { diet: { free_of: ["gluten"], diets: [] } });
  expect(one).toMatchObject({ kind: "found", match: { suitability: "not_stated" } });
});

test("what is not available is found, and said not to be", () => {
  expect(ask("burger strassenbahn")).toMatchObject({ match: { isAvailable: false } });
});

const tags = fc.subarray([...allergens]);

test("nothing is ever claimed to be free of what is not stated so", () => {
  const facts = fc.record({ contains: tags, may_contain: tags, free_of: tags });
  fc.assert(
    fc.property(facts, tags, (given, free_of) => {
      fc.pre(findContradiction(given) === null);
      const stated: DietFacts = { ...given, diets: [] };
      const isStated = free_of.every((one) => given.free_of.includes(one));
      expect(suitabilityOf(stated, { free_of, diets: [] }) === "suits").toBe(isStated);
      for (const one of allergens) {
        const isClaimed = statementOf(stated, one) === "free_of";
        expect(isClaimed).toBe(given.free_of.includes(one));
      }
    }),
  );
});

test("an allergen in two lists is a contradiction", () => {
  const facts = (contains: Allergen[], free_of: Allergen[]) => ({
    contains,
    free_of,
    may_contain: [],
  });
  expect(findContradiction(facts(["milk", "milk"], ["eggs"]))).toBe(null);
  expect(findContradiction(facts(["milk"], ["eggs", "milk"]))).toBe("milk");
});

test("availability has days, hours and a switch", () => {
  const lunch = {
    is_available: true,
    weekly: [{ dow: 3, start_min: 660, end_min: 840 }],
    first_date: "2026-11-01",
    last_date: "2026-11-30",
  };
  const isAt = (text: string, given = {}) =>
    isAvailableAt({ ...lunch, ...given }, { at: Date.parse(text), timeZone: "Europe/Berlin" });
  expect(isAt("2026-11-25T11:00:00Z")).toBe(true);
  expect(isAt("2026-11-25T13:00:00Z")).toBe(false);
  expect(isAt("2026-12-02T11:00:00Z")).toBe(false);
  expect(isAt("2026-10-28T11:00:00Z")).toBe(false);
  expect(isAt("2026-11-25T11:00:00Z", { is_available: false })).toBe(false);
});

test("likeness is the same both ways, one for the same word, and forgives one slip in a long one", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(word, word, (one, two) => {
      expect(likeness(one, two)).toBe(likeness(two, one));
      expect(likeness(one, one)).toBe(1);
    }),
  );
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{5,12}$/), fc.nat(), (one, place) => {
      const at = place % one.length;
      expect(likeness(one, one.slice(0, at) + one.slice(at + 1))).toBeGreaterThan(0.7);
    }),
  );
});

test("whatever is asked, an answer comes, and every name finds its item", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (query) => {
      expect(ask(query).kind).toMatch(/^(?:found|ambiguous|list|not_found)$/);
    }),
  );
  for (const one of menu) expect(namesOf(ask(one.name))).toContain(one.name);
  expect(tellingWordsOf("the one")).toEqual(["the", "one"]);
});
