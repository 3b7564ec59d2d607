import { expect, test } from "vitest";
import { counted, shortTime, table } from "./output.ts";

test("columns are as wide as their widest cell, and no line ends in blanks", () => {
  expect(
    table([
      ["a", "bb", "c"],
      ["aaa", "b", ""],
    ]),
  ).toBe("a    bb  c\naaa  b");
  expect(table([])).toBe("");
});

test("counts agree with their nouns", () => {
  expect([0, 1, 2].map((count) => counted(count, "event"))).toEqual([
    "0 events",
    "1 event",
    "2 events",
  ]);
  expect(counted(3, "delivery")).toBe("3 deliveries");
});

test("an instant is shown to the second", () => {
  expect(shortTime("2026-03-02T09:08:07.654Z")).toBe("2026-03-02 09:08:07");
  expect(shortTime(null)).toBe("-");
});
