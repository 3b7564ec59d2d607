import { expect, test } from "vitest";
import { type SearchUnit, wordsOf } from "../unit.ts";
import { openIndex } from "./lexical-index.ts";
import { createPartsBuilder } from "./parts.ts";
import type { Statistics } from "./resolve.ts";
import { askWidely, searchSome } from "./search-some.ts";
import { weigh } from "./weigh.ts";

const things = ["pool", "garage", "breakfast", "spa", "wifi", "bicycle", "sauna", "terrace"];
const language = "en";
const units = Array.from({ length: 400 }, (_, at): SearchUnit => {
  const thing = (by: number) => things[Math.floor(at / by) % things.length] ?? "";
  const text = `The ${thing(1)} opens at ${at % 24}, the ${thing(8)} costs ${at % 7} euros ${"more ".repeat(at % 5)}`;
  return {
    id: `chk_${at}`,
    words: wordsOf({ title: thing(3), text }, language),
    category: at % 3 === 0 ? "house" : null,
    validFrom: null,
    validUntil: null,
  };
});

function statisticsOf(words: Iterable<string>): Statistics {
  const weighed = units.map((unit) => weigh(unit));
  const length = weighed.reduce((sum, one) => sum + one.length, 0);
  const holders = (word: string) => weighed.filter(({ counts }) => counts.has(word)).length;
  const holding = new Map([...words].map((word) => [word, holders(word)]));
  return { size: units.length, meanLength: length / units.length, holding };
}

test("units that were picked out score as among all of the scope, when its statistics are given", () => {
  const builder = createPartsBuilder();
  builder.add(units);
  const whole = openIndex(builder.finish());
  const queries = ["When does the pool open?", "sauna 3 euros", "wifi on the terrace at 7", "spa"];
  for (const query of queries) {
    const question = askWidely({ query, language });
    const statistics = statisticsOf(question.weights.keys());
    const picked = units.filter((unit) =>
      [...question.weights.keys()].some((word) => weigh(unit).counts.has(word)),
    );
    for (const filter of [{}, { category: "house" }]) {
      const options = { limit: 5, filter };
      const found = searchSome(picked, question, { ...options, statistics });
      expect(found).toEqual(whole.search(question.words, options));
      expect(found.units).toHaveLength(5);
    }
  }
});

test("a word that the scope has is known although no unit that was picked out holds it", () => {
  const question = askWidely({ query: "pool bicycle", language });
  const statistics = statisticsOf(question.weights.keys());
  const withoutBicycle = units.filter((unit) => !weigh(unit).counts.has("bicycl"));
  const options = { limit: 1, filter: {}, statistics };
  const { words, units: found } = searchSome(withoutBicycle, question, options);
  expect(words.map(({ searched }) => searched.length > 0)).toEqual([true, true]);
  expect(found[0]?.coverage).toBeLessThan(1);
});
