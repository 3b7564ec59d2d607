import fc from "fast-check";
import { expect, test } from "vitest";
import { microsToUsd, usdToMicros } from "./money.ts";

test("an amount of whole micro-dollars survives being written and read", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (micros) => {
      expect(usdToMicros(microsToUsd(micros))).toBe(micros === 0 ? 0 : micros);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [0.1, 0, 100_000],
  ["0.1832", 0, 183_200],
  [18.32, -2, 183_200],
  ["1e-7", 0, 0],
  ["0.0000005", 0, 1],
  ["-0.0000005", 0, -1],
  [".5", 0, 500_000],
  [" 2. ", 0, 2_000_000],
])("%j with scale %j is %j micro-dollars, halves away from zero", (amount, scale, micros) => {
  expect(usdToMicros(amount, scale)).toBe(micros);
});

test("what is no finite amount of a sane size is null, whatever it is", () => {
  for (const value of [
    NaN,
    Infinity,
    1e300,
    "1e999",
    "",
    ".",
    "abc",
    "1,5",
    "0x10",
    null,
    {},
    [],
  ]) {
    expect(usdToMicros(value)).toBeNull();
  }
  fc.assert(
    fc.property(fc.anything(), fc.integer({ min: -3, max: 3 }), (value, scale) => {
      const micros = usdToMicros(value, scale);
      expect(micros === null || Number.isSafeInteger(micros)).toBe(true);
    }),
  );
});

test("dollars are written without trailing zeros", () => {
  expect([0, 1, -1, 183_200, 1_000_000, 12_500_000].map(microsToUsd)).toEqual([
    "0",
    "0.000001",
    "-0.000001",
    "0.1832",
    "1",
    "12.5",
  ]);
});
