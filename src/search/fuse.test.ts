import { expect, test } from "vitest";
import { fuse } from "./index.ts";

const idsOf = (...rankings: Parameters<typeof fuse>[0]) => fuse(rankings).map(({ id }) => id);

test("what both ways found comes before what one found, and nothing is lost", () => {
  expect(idsOf({ ids: ["a", "b"], weight: 1 }, { ids: ["c", "b"], weight: 1 })).toEqual([
    "b",
    "a",
    "c",
  ]);
});

test("a way that weighs more decides", () => {
  const words = { ids: ["a", "b"], weight: 0.5 };
  expect(idsOf(words, { ids: ["b", "a"], weight: 1 })).toEqual(["b", "a"]);
  expect(idsOf(words, { ids: [], weight: 1 })).toEqual(["a", "b"]);
});

test("equals are in the order of their ids", () => {
  expect(idsOf({ ids: ["b"], weight: 1 }, { ids: ["a"], weight: 1 })).toEqual(["a", "b"]);
});
