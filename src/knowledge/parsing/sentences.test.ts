import fc from "fast-check";
import { expect, test } from "vitest";
import { countWords, cutSentence, sentencesOf } from "./sentences.ts";

test.each([
  [
    "We open at 9 a.m. on Mondays. Dr. Smith is in.",
    ["We open at 9 a.m. on Mondays.", "Dr. Smith is in."],
  ],
  ["Wir öffnen z. B. am 3. Mai. Danach nicht.", ["Wir öffnen z. B. am 3. Mai.", "Danach nicht."]],
  ["It costs $3.50. Pay at no. 5!", ["It costs $3.50.", "Pay at no. 5!"]],
  ["“Really?” Yes. ¿Cuándo? Hoy.", ["“Really?”", "Yes.", "¿Cuándo?", "Hoy."]],
  ["12 Quay Street\nSpringfield", ["12 Quay Street", "Springfield"]],
])("sentences of %j", (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
});

test("no word is lost or moved between sentences", () => {
  const word = fc.constantFrom(
    "Dr.",
    "we",
    "Open",
    "9",
    "3.",
    "?",
    "“No”",
    "e.g.",
    "end.",
    "A",
    "!",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      expect(sentencesOf(words.join(" ")).join(" ")).toBe(words.join(" "));
    }),
  );
});

test("the parts of a long sentence are the sentence, and none is longer than allowed", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 3000, unit: "grapheme" }),
      fc.integer({ min: 1, max: 30 }),
      (text, max) => {
        const parts = cutSentence(text, max);
        expect(parts.join("").replace(/\s/gu, "")).toBe(text.replace(/\s/gu, ""));
        for (const part of parts)
          expect(countWords(part)).toBeLessThanOrEqual(Math.max(max, 1) + 1);
      },
    ),
  );
});
