import fc from "fast-check";
import { expect, test } from "vitest";
import { builtInPrices, costMicros, type ModelPrice } from "./model-prices.ts";

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const tokens = fc.integer({ min: 0, max: 1_000_000_000 });

test("a cost is exact to half a millionth of a dollar, however much was used, and unknown without a price", () => {
  fc.assert(
    fc.property(amount, amount, amount, tokens, tokens, tokens, (...given) => {
      const [inputMicros, cachedInputMicros, outputMicros, fresh, cachedInput, output] = given;
      const price = { inputMicros, cachedInputMicros, outputMicros, validFrom: "2026-01-01" };
      const used = { input: fresh + cachedInput, cachedInput, output };
      const cost = costMicros(price, used);
      const exact =
        BigInt(fresh) * BigInt(inputMicros) +
        BigInt(cachedInput) * BigInt(cachedInputMicros) +
        BigInt(output) * BigInt(outputMicros);
      const off = BigInt(cost ?? 0) * 1_000_000n - exact;
      // What is larger than a number holds exactly is far beyond any bill.
      if (Number.isSafeInteger(cost)) expect(off > -500_000n && off <= 500_000n).toBe(true);
      expect(costMicros(undefined, used)).toBeNull();
    }),
  );
});

test("cached input costs less where it has a price of its own, and as other input where not", () => {
  const used = { input: 1_000_000, cachedInput: 400_000, output: 100_000 };
  const price = builtInPrices.get("gpt-4o-mini") as ModelPrice;
  expect(costMicros(price, used)).toBe(90_000 + 30_000 + 60_000);
  expect(costMicros({ ...price, cachedInputMicros: null }, used)).toBe(210_000);
});
