import fc from "fast-check";
import { expect, test } from "vitest";
import { type CallPrice, type CallQuantities, estimateCall } from "./estimate.ts";

const call: CallQuantities = {
  ...{ agentId: "front", happenedAt: 1_000, disposition: "completed", startedAt: 1_000 },
  ...{ durationMs: 61_000, models: [], characters: null },
};
const price: CallPrice = {
  ...{ id: "prc_1", agentId: "", component: "platform", unit: "minute", incrementSeconds: 60 },
  ...{ currency: "USD", micros: 70_000, validFromAt: 0 },
};

test("an estimate is the exact sum of its parts, each rounded once, whatever the amounts", () => {
  const amounts = fc.array(
    fc.record({ micros: fc.nat(10_000_000), step: fc.integer({ min: 1, max: 90 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
  fc.assert(
    fc.property(amounts, fc.nat(20_000_000), (given, durationMs) => {
      const components = ["platform", "telephony", "tts", "llm"] as const;
      const prices = given.map(({ micros, step }, place) => ({
        ...{ ...price, id: `prc_${place}`, micros, incrementSeconds: step },
        component: components[place] ?? ("other" as const),
      }));
      const exact = given.map(({ micros, step }) => {
        const seconds =
          ((BigInt(durationMs) + BigInt(step) * 1000n - 1n) / (BigInt(step) * 1000n)) *
          BigInt(step);
        const sixtieths = seconds * BigInt(micros);
        return sixtieths / 60n + (sixtieths % 60n >= 30n ? 1n : 0n);
      });
      const found = estimateCall(prices, { ...call, durationMs });
      expect(found.state).toBe("priced");
      expect(BigInt(found.micros ?? -1)).toBe(exact.reduce((sum, one) => sum + one, 0n));
    }),
    { numRuns: 200 },
  );
});

test("of each component and unit the newest price counts, and an agent's own before its provider's", () => {
  const later = { ...price, id: "later", validFromAt: 1_000, micros: 80_000 };
  const future = { ...price, id: "future", validFromAt: 1_001 };
  const own = { ...price, id: "own", agentId: "front", micros: 10_000 };
  const others = { ...price, id: "others", agentId: "back", validFromAt: 900 };
  const used = (prices: CallPrice[], agentId = "front") =>
    estimateCall(prices, { ...call, agentId }).parts.map((part) => part.price_id);
  expect(used([price, later, future])).toEqual(["later"]);
  expect(used([later, own, others, price])).toEqual(["own"]);
  expect(used([own, others, later, price], "")).toEqual(["later"]);
  expect(used([future])).toEqual([]);
  expect(used([price, { ...later, unit: "call", incrementSeconds: null }])).toEqual([
    "later",
    "prc_1",
  ]);
});

test("what is not known has no total, a call that reached nobody costs nothing, and currencies are never added", () => {
  const none = { currency: null, micros: null };
  expect(estimateCall([], call)).toEqual({ state: "no_price", ...none, parts: [] });
  expect(estimateCall([price], call)).toMatchObject({ state: "priced", micros: 140_000 });
  const unknown = { ...call, durationMs: null };
  expect(estimateCall([price], unknown)).toMatchObject({ state: "quantity_unknown", ...none });
  const unreached = { ...unknown, startedAt: null, disposition: "busy" as const };
  expect(estimateCall([price], unreached)).toMatchObject({ state: "priced", micros: 0 });
  const fee = { ...price, id: "fee", unit: "call" as const, incrementSeconds: null };
  expect(estimateCall([price, { ...fee, currency: "EUR" }], call)).toMatchObject({
    ...{ state: "several_currencies", ...none },
    parts: [
      { currency: "EUR", quantity: 1, micros: 70_000 },
      { currency: "USD", quantity: 120, micros: 140_000 },
    ],
  });
  const words = { ...price, component: "tts" as const, unit: "thousand_characters" as const };
  const tokens = { ...price, component: "llm" as const, unit: "thousand_tokens" as const };
  expect(estimateCall([words], call)).toMatchObject({ state: "quantity_unknown" });
  expect(estimateCall([words], { ...call, characters: 1_500 })).toMatchObject({ micros: 105_000 });
  const models = [
    { role: "LLM", tokens: 1_000 },
    { role: "LLM", tokens: 1 },
  ] as const;
  expect(estimateCall([tokens], { ...call, models })).toMatchObject({ micros: 70_070 });
  expect(estimateCall([tokens], { ...call, models: [...models, { role: "LLM" }] })).toMatchObject(
    none,
  );
});
