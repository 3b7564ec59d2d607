import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainSearch } from "../../../test/plain-search.ts";
import { type SearchUnit, wordsOf } from "../index.ts";
import { emptyIndex, openIndex } from "./lexical-index.ts";
import { createPartsBuilder } from "./parts.ts";
import { type QueryWord, queryWords } from "./query.ts";
import { documentScoring } from "./score.ts";

const vocabulary = [
  "room",
  "price",
  "breakfast",
  "parking",
  "dog",
  "late",
  "cancel",
  "pool",
  "wine",
];
const word = fc.constantFrom(...vocabulary);
const line = fc.array(word, { maxLength: 8 }).map((words) => words.join(" "));
const unitOf = (id: fc.Arbitrary<string>): fc.Arbitrary<SearchUnit> =>
  fc.record({
    id,
    words: fc.tuple(line, line, line, line, line).map((lines) => lines.join("\n")),
    category: fc.constantFrom(null, "a", "b"),
    validFrom: fc.constantFrom(null, 10, 20),
    validUntil: fc.constantFrom(null, 30, 40),
  });
const units = fc.uniqueArray(unitOf(fc.nat(60).map((number) => `chk_${number}`)), {
  selector: ({ id }) => id,
  maxLength: 60,
});
const asked = fc
  .uniqueArray(word, { minLength: 1, maxLength: 5 })
  .chain((words) =>
    fc
      .array(fc.constantFrom(0.3, 1, 1.6), { minLength: words.length, maxLength: words.length })
      .map((weights) =>
        words.map((text, at): QueryWord => ({ said: text, word: text, weight: weights[at] ?? 1 })),
      ),
  );

function built(of: readonly SearchUnit[]) {
  const builder = createPartsBuilder();
  builder.add(of);
  return openIndex(builder.finish());
}

function expectSame(
  found: ReadonlyArray<{ id: string; score: number }>,
  expected: ReadonlyArray<{ id: string; score: number }>,
) {
  expect(found.map(({ score }) => score.toFixed(9))).toEqual(
    expected.map(({ score }) => score.toFixed(9)),
  );
  const scoreOf = new Map(expected.map(({ id, score }) => [id, score]));
  for (const { id, score } of found) expect(score).toBeCloseTo(scoreOf.get(id) ?? -1, 9);
}

describe("scores", () => {
  test("are those of plain BM25F", () => {
    fc.assert(
      fc.property(units, asked, (all, words) => {
        const known = words.filter(({ word: text }) =>
          all.some((unit) => unit.words.includes(text)),
        );
        const { units: found } = built(all).search(known, { limit: 100 });
        expectSame(found, plainSearch(all, known, documentScoring));
      }),
    );
  });

  test("of the best are the same whether all words are added up or not", () => {
    // So many units that common words are passed over once the best are known.
    const many = Array.from({ length: 6_000 }, (_, at): SearchUnit => {
      const rare = at % 997 === 0 ? "truffle truffle" : "";
      const uncommon = at % 61 === 0 ? "terrace" : "";
      return {
        id: `chk_${at}`,
        words:
          `${at % 3 === 0 ? "hotel" : ""}\n\n\n\n${rare} ${uncommon} ${vocabulary.filter((_, place) => (at >> place) & 1).join(" ")}`.replace(
            / +/g,
            " ",
          ),
        category: at % 2 === 0 ? "even" : "odd",
        validFrom: null,
        validUntil: null,
      };
    }).map((unit) => ({ ...unit, words: unit.words.replace(/^ | $/gm, "") }));
    const index = built(many);
    for (const text of [
      "truffle terrace hotel room",
      "truffle room dog",
      "terrace wine pool",
      "room",
    ]) {
      const words = text.split(" ").map((asking) => ({ said: asking, word: asking, weight: 1 }));
      const expected = plainSearch(many, words, documentScoring);
      expectSame(index.search(words, { limit: 5 }).units, expected.slice(0, 5));
      const even = expected.filter(({ id }) => Number(id.slice(4)) % 2 === 0).slice(0, 5);
      expectSame(index.search(words, { limit: 5, filter: { category: "even" } }).units, even);
    }
  });
});

test("the best of many are those of plain BM25F, wherever the units lie and whatever was removed", () => {
  // Lengths and repetitions differ widely: what a word can give at most decides what is passed over.
  const unitsOf = (seed: number) => {
    let state = seed;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const draw = () => vocabulary[Math.floor(random() ** 3 * vocabulary.length)] ?? "";
    const lineOf = (most: number) =>
      Array.from({ length: Math.floor(random() ** 2 * most) }, draw).join(" ");
    return Array.from({ length: 1_200 }, (_, at): SearchUnit => {
      const words = [lineOf(2), lineOf(3), "", "", lineOf(40)].join("\n");
      return { ...{ id: `chk_${at}`, words }, category: null, validFrom: null, validUntil: null };
    });
  };
  fc.assert(
    fc.property(fc.nat(), asked, fc.constantFrom(1, 5, 50), (seed, words, limit) => {
      const all = unitsOf(seed);
      const index = built(all.slice(0, 900));
      for (const unit of all.slice(900)) index.put(unit);
      for (const { id } of all.slice(0, 100)) index.remove(id);
      const kept = all.slice(100);
      const expected = plainSearch(kept, words, documentScoring).slice(0, limit);
      expectSame(index.search(words, { limit }).units, expected);
    }),
    { numRuns: 20 },
  );
});

test("after any changes an index is what it would be if made anew", () => {
  const change = fc.oneof(
    { weight: 3, arbitrary: unitOf(fc.nat(20).map((number) => `chk_${number}`)) },
    { weight: 1, arbitrary: fc.nat(20).map((number) => `chk_${number}`) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
  fc.assert(
    fc.property(units, fc.array(change, { maxLength: 40 }), asked, (first, changes, words) => {
      let index = built(first);
      const kept = new Map(first.map((unit) => [unit.id, unit]));
      for (const step of changes) {
        if (step === null) index = index.compacted();
        else if (typeof step === "string") {
          index.remove(step);
          kept.delete(step);
        } else {
          index.put(step);
          kept.set(step.id, step);
        }
      }
      const anew = built([...kept.values()]);
      expect(index.size).toBe(anew.size);
      for (const filter of [{}, { category: "a" }, { at: 15 }, { category: "b", at: 35 }]) {
        const [now, then] = [index, anew].map((each) => each.search(words, { limit: 7, filter }));
        expect(now).toEqual(then);
      }
    }),
  );
});

describe("filters", () => {
  const unit = (id: string, more: Partial<SearchUnit>): SearchUnit => ({
    ...{ id, words: wordsOf({ text: "late checkout" }, "en"), category: null },
    ...{ validFrom: null, validUntil: null },
    ...more,
  });

  test("leave out before the best are cut: another category does not take places", () => {
    const others = Array.from({ length: 50 }, (_, at) => unit(`chk_a${at}`, { category: "spa" }));
    const index = built([...others, unit("chk_z", { category: "rooms" })]);
    const words = queryWords({ query: "late checkout", language: "en" });
    const ids = (category: string) =>
      index.search(words, { limit: 3, filter: { category } }).units.map(({ id }) => id);
    expect(ids("rooms")).toEqual(["chk_z"]);
    expect(ids("bar")).toEqual([]);
  });

  test("a unit is found from its first moment until before its last", () => {
    const index = built([unit("chk_1", { validFrom: 100, validUntil: 200 })]);
    const words = queryWords({ query: "checkout", language: "en" });
    const count = (at: number) => index.search(words, { limit: 3, filter: { at } }).units.length;
    expect([99, 100, 199, 200].map(count)).toEqual([0, 1, 1, 0]);
  });
});

describe("questions", () => {
  const unit = (id: string, title: string, text: string): SearchUnit => ({
    ...{ id, words: wordsOf({ title, text }, "en"), category: null },
    ...{ validFrom: null, validUntil: null },
  });
  const index = built([
    unit(
      "chk_cancel",
      "Cancellation",
      "Bookings can be cancelled free of charge until 48 hours before arrival.",
    ),
    unit(
      "chk_breakfast",
      "Breakfast",
      "Breakfast is served from seven to ten, on Sundays until noon.",
    ),
    unit("chk_pool", "Pool", "The heated pool is open from May to September."),
    unit("chk_sunday", "Spa", "The spa is closed on Sundays."),
    unit("chk_parking", "Parking", "Parking in the garage costs twelve euros a night."),
  ]);
  const ask = (query: string, history: string[] = []) =>
    index.search(queryWords({ query, history, language: "en" }), { limit: 5 });

  test("a question is about what was asked before it", () => {
    const [alone] = ask("and on Sundays?").units;
    const [after] = ask("and on Sundays?", ["When is breakfast?"]).units;
    expect([alone?.id, after?.id]).toEqual(["chk_sunday", "chk_breakfast"]);
    // What was said longer ago counts no more.
    const [late] = ask("and on Sundays?", ["When is breakfast?", "Hm.", "Okay."]).units;
    expect(late?.id).toBe("chk_sunday");
  });

  test("a mis-heard word is taken for what it resembles, and the answer says so", () => {
    const { units, words } = ask("until when is there brekfast");
    expect(units[0]?.id).toBe("chk_breakfast");
    const match = units[0]?.matches.find(({ said }) => said === "brekfast");
    expect(match).toMatchObject({ word: "breakfast", isRepaired: true });
    expect(match?.fields).toEqual(["title", "text"]);
    expect(words.find(({ said }) => said === "brekfast")?.searched[0]?.word).toBe("breakfast");
  });

  test("a word that speech recognition cut in two is one, spelt right or alike", () => {
    for (const text of [
      "how much is break fast",
      "how much is brek fast",
      "can sell ation terms",
    ]) {
      const [first] = ask(text).units;
      expect([text, first?.id]).toEqual([
        text,
        text.includes("fast") ? "chk_breakfast" : "chk_cancel",
      ]);
    }
    const { confidence, words } = ask("break fast");
    expect(confidence).toBeGreaterThan(0.5);
    expect(words.find(({ said }) => said === "break fast")?.searched[0]?.word).toBe("breakfast");
  });

  test("what is called otherwise is found, after what is called so", () => {
    const [first] = ask("what does it cost to leave my vehicle").units;
    expect(first?.id).toBe("chk_parking");
    const vehicles = built([
      unit("chk_1", "Cars", "Any car may stand in the yard."),
      unit("chk_2", "Vehicles", "Any vehicle may stand in the yard."),
    ]);
    const found = vehicles.search(queryWords({ query: "vehicle", language: "en" }), { limit: 2 });
    expect(found.units.map(({ id }) => id)).toEqual(["chk_2", "chk_1"]);
  });

  test("a code is found before what has only its parts, however it is said", () => {
    const parts = Array.from({ length: 8 }, (_, at) =>
      unit(`chk_${at}`, "Part 823 kx", "Part kx 823, kx 823 y and 1 q."),
    );
    const codes = built([...parts, unit("chk_code", "Pump", "Part kx823y1q, hose HB-350.")]);
    for (const query of ["what is part kx823y1q", "hb 350", "HB350", "hb-350"]) {
      const { units } = codes.search(queryWords({ query, language: "en" }), { limit: 3 });
      expect([query, units[0]?.id]).toEqual([query, "chk_code"]);
    }
  });

  test("a long German or Dutch word that no text has counts as the words it is made of", () => {
    const writtenIn = (id: string, title: string, text: string, language: string): SearchUnit => ({
      ...{ id, words: wordsOf({ title, text }, language), category: null },
      ...{ validFrom: null, validUntil: null },
    });
    const german = built([
      writtenIn("chk_terrace", "Terrasse", "Auf der Terrasse sind zwanzig Plätze frei.", "de"),
      writtenIn(
        "chk_wedding",
        "Hochzeit",
        "Zur Hochzeit decken wir für Ihre Feier den Saal.",
        "de",
      ),
      writtenIn("chk_child", "Kinder", "Für jedes Kind ein Stuhl, Plätze neben den Eltern.", "de"),
      writtenIn("chk_garden", "Außen", "Biergartentische stehen unter Kastanien.", "de"),
    ]);
    const dutch = built([
      writtenIn("chk_tax", "Toeristen", "Elke toerist betaalt belasting per nacht.", "nl"),
      writtenIn("chk_night", "Nacht", "De nacht begint om elf uur.", "nl"),
    ]);
    const first = (index: typeof german, query: string, language: string) =>
      index.search(queryWords({ query, language }), { limit: 3 });
    for (const [query, id] of [
      ["Gibt es Terrassenplätze?", "chk_terrace"],
      ["terrassenplaetze", "chk_terrace"],
      ["Hochzeitsfeier", "chk_wedding"],
      ["Kinderstuhl", "chk_child"],
      // The other way round: said apart, written as one.
      ["Biergarten Tische", "chk_garden"],
    ] as const) {
      expect([query, first(german, query, "de").units[0]?.id]).toEqual([query, id]);
    }
    expect(first(dutch, "toeristenbelasting", "nl").units[0]?.id).toBe("chk_tax");
    const { words, confidence } = first(german, "Hochzeitsfeier", "de");
    expect(words.map(({ searched }) => searched[0]?.word)).toEqual(["hochzeit", "feier"]);
    expect(confidence).toBeGreaterThan(0.5);
    // Said twice, it counts once; a language that writes words apart takes none apart.
    expect(first(german, "Hochzeitsfeier Hochzeit", "de").words).toHaveLength(2);
    expect(first(german, "Hochzeitsfeier", "en").words).toHaveLength(1);
  });

  test("numbers are never taken for others", () => {
    expect(ask("4849").units).toEqual([]);
  });

  test("confidence tells a question that is answered from one that is not", () => {
    const answered = [
      "how much is parking",
      "can I cancel my booking",
      "parking?",
      "is the pool heated",
    ];
    const unanswered = [
      "do you have a helicopter landing pad",
      "is there a dentist close to the opera house",
      "who won the championship",
      "xylophone",
    ];
    for (const text of answered) expect([text, ask(text).confidence >= 0.5]).toEqual([text, true]);
    for (const text of unanswered) expect([text, ask(text).confidence < 0.5]).toEqual([text, true]);
  });

  test("the parts of a score add up to it", () => {
    for (const { score, matches } of ask("free parking in the garage", ["how much?"]).units) {
      expect(matches.reduce((sum, match) => sum + match.score, 0)).toBeCloseTo(score, 9);
    }
  });

  test("nothing asked finds nothing", () => {
    for (const text of ["", "the of and", "???", "\u0000"]) {
      expect(ask(text)).toEqual({ units: [], words: [], confidence: 0 });
    }
    expect(
      emptyIndex().search(queryWords({ query: "pool", language: "en" }), { limit: 5 }),
    ).toMatchObject({
      units: [],
      confidence: 0,
    });
  });

  test("a very long question is searched by the words that say most", () => {
    const chatter = Array.from({ length: 10_000 }, (_, at) => `word${at}x`).join(" ");
    expect(ask(`parking garage ${chatter}`).words.length).toBeLessThanOrEqual(64);
  });
});
