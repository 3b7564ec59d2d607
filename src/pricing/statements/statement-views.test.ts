import fc from "fast-check";
import { expect, test } from "vitest";
import { writeAmount } from "../money.ts";
import type { StatementRow } from "./statement.store.ts";
import { toSets } from "./statement-views.ts";

/** Sums may be larger than a double holds. */
const sum = fc.option(fc.bigInt({ min: 0n, max: 10n ** 20n }));
const rows = fc.array(
  fc.record({
    currency: fc.constantFrom("EUR", "USD", null),
    estimate: sum,
    reported: sum,
    count: fc.nat(1_000),
  }),
  { minLength: 1, maxLength: 12 },
);

function rowOf(given: {
  currency: string | null;
  estimate: bigint | null;
  reported: bigint | null;
  count: number;
}): StatementRow {
  const estimate = given.currency === null ? null : given.estimate;
  const isCompared = given.currency === "USD" && estimate !== null && given.reported !== null;
  return {
    ...{ provider: "retell", agent_id: "", agent_name: null, currency: given.currency },
    ...{ calls: given.count, duration_ms: "1", duration_unknown: 0, no_price: 0 },
    estimated: estimate === null ? 0 : given.count,
    estimate: estimate?.toString() ?? null,
    reported: given.reported === null ? 0 : given.count,
    reported_micros: given.reported?.toString() ?? null,
    compared: isCompared ? given.count : 0,
    compared_estimate: isCompared ? String(estimate) : null,
    compared_reported: isCompared ? String(given.reported) : null,
  };
}

const total = (values: ReadonlyArray<bigint | null>) => {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? null : writeAmount(known.reduce((all, one) => all + one, 0n));
};

test("a set's totals are the exact sums of its lines, each call is in one set, and markup is rounded once for each line", () => {
  fc.assert(
    fc.property(rows, fc.nat(99_999), (given, markup) => {
      const settings = { fromMonth: null, basis: "estimate", markup, budget: null } as const;
      const all = given.map(rowOf);
      const sets = toSets(all, settings, true);
      const counted = sets.flatMap(({ lines }) => lines).reduce((of, { calls }) => of + calls, 0);
      expect(counted).toBe(given.reduce((of, { count }) => of + count, 0));
      for (const set of sets) {
        const mine = all.filter(({ currency }) => currency === set.currency);
        const amounts = mine.map(({ estimate }) => (estimate === null ? null : BigInt(estimate)));
        const billed = amounts.map((amount) =>
          amount === null ? null : (amount * BigInt(10_000 + markup) * 2n + 10_000n) / 20_000n,
        );
        expect(set.total.estimate.total).toBe(total(amounts));
        expect(set.total.billed?.total).toBe(total(billed));
        expect(set.lines.map((line) => line.billed?.total)).toEqual(
          billed.map((one) => total([one])),
        );
        const reported = mine.map((row) => row.reported_micros);
        expect(set.total.reported.total_usd).toBe(
          total(reported.map((one) => (one === null ? null : BigInt(one)))),
        );
        if (set.currency !== "USD") expect(set.total.drift).toBeNull();
      }
    }),
    { numRuns: 200 },
  );
});
