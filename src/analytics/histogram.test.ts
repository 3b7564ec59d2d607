import fc from "fast-check";
import { expect, test } from "vitest";
import { quantileOf } from "./histogram.ts";

const bounds = [10, 20, 50];

test("a share lies in the bin in which the value of its rank lies, and nothing has no shares", () => {
  expect(quantileOf([0, 0, 0, 0], bounds, 0.5)).toBeNull();
  expect(quantileOf([4, 0, 0, 0], bounds, 0.5)).toBe(5);
  expect(quantileOf([0, 0, 0, 3], bounds, 0.5)).toBe(50);
  const values = fc.array(fc.integer({ min: 0, max: 49 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, share) => {
      const bins = [0, 0, 0, 0];
      const binOf = (value: number) => bounds.filter((bound) => value >= bound).length;
      for (const value of given) bins[binOf(value)] = (bins[binOf(value)] ?? 0) + 1;
      const sorted = [...given].sort((a, b) => a - b);
      const exact = sorted[Math.ceil(share * given.length - 1e-9) - 1] ?? 0;
      const found = quantileOf(bins, bounds, share) ?? -1;
      const bin = binOf(exact);
      expect(found).toBeGreaterThanOrEqual(bin === 0 ? 0 : (bounds[bin - 1] ?? 0));
      expect(found).toBeLessThanOrEqual(bounds[bin] ?? 50);
    }),
  );
});
