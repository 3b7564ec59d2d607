import { expect, test } from "vitest";
import type { FoundUnit, Match } from "../search/index.ts";
import { type BaseAnswer, merge } from "./search-answer.ts";

const base = {
  ...{ id: "kb_a", name: "a", language: "en", location_id: null, version: 1, is_large: false },
  ...{ answers_version: 0, vectors: null, vector_set: null },
};
const match = (said: string): Match => ({
  ...{ said, word: said, isRepaired: false, fields: ["text"], weight: 1, score: 1 },
});
const unit = (id: string, coverage: number, ...said: string[]): FoundUnit => ({
  ...{ id, score: coverage, coverage, matches: said.map(match) },
});
const firstOf = (units: FoundUnit[]) => {
  const lexical = { units, words: [], confidence: 0.9 };
  const near = { ids: ["near", "nearer", "far"], weight: 1, confidence: 0.9 };
  const answer: BaseAnswer = { base, lexical, vectors: near };
  return merge([answer])[0]?.id;
};

test("a chunk with the code that was asked for comes before what lies near the question", () => {
  expect(firstOf([unit("words", 0.5, "filter")])).toBe("near");
  expect(firstOf([unit("words", 0.5, "filter", "hb 350")])).toBe("words");
});

test("the only chunk that has nearly all of the question comes first; one of several like it does not", () => {
  expect(firstOf([unit("words", 0.9), unit("other", 0.4)])).toBe("words");
  expect(firstOf([unit("words", 0.9), unit("other", 0.9)])).toBe("near");
});
