import { expect, test } from "vitest";
import type { FoundUnit, Match } from "../search/index.ts";
import { type BaseAnswer, byNearness, confidenceOf, merge } from "./search-answer.ts";

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

test("a nearness counts by how far it is above what is usual in the base", () => {
  const near = (score: number) => [{ baseId: "kb_1", chunkId: "chk_1", score }];
  const usual = { mean: 0.25, deviation: 0.125 };
  expect(byNearness(near(0.5), usual)).toMatchObject({ weight: 1, confidence: 0.5 });
  expect(byNearness(near(0.375), usual).weight).toBe(0.5);
  expect(byNearness(near(0.125), usual)).toMatchObject({ weight: 0.1, confidence: 0 });
  expect(byNearness(near(0.9), null)).toMatchObject({ weight: 1, confidence: 0 });
  expect(byNearness([], usual)).toMatchObject({ ids: [], confidence: 0 });
});

test("words say how sure an answer is, meaning only where they have nothing", () => {
  const vectors = { ids: ["near"], weight: 1, confidence: 0.9 };
  const sure = (confidence: number) =>
    confidenceOf({ base, lexical: { units: [], words: [], confidence }, vectors });
  expect(sure(0.2)).toBe(0.2);
  expect(sure(0)).toBe(0.9);
});

test("the only chunk that has nearly all of the question comes first; one of several like it does not", () => {
  expect(firstOf([unit("words", 0.9), unit("other", 0.4)])).toBe("words");
  expect(firstOf([unit("words", 0.9), unit("other", 0.9)])).toBe("near");
});
