import fc from "fast-check";
import { expect, test } from "vitest";
import { pauseAfterFailure, pausesMs, readRetryAfter } from "./back-off.ts";

const day = 24 * 3_600_000;
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** The instants of all tries of a message that always fails, from the first. */
function triesOf(randoms: readonly number[], retryAfterMs: number | null = null): number[] {
  const tries = [0];
  for (let n = 1; ; n++) {
    const elapsedMs = tries.at(-1) ?? 0;
    const random = () => randoms[n % randoms.length] ?? 0;
    const pause = pauseAfterFailure({ tries: n, elapsedMs, retryAfterMs, random });
    if (pause === null) return tries;
    tries.push(elapsedMs + pause);
  }
}

test("every message is tried eight times, the last time a day or more after the first", () => {
  fc.assert(
    fc.property(fc.array(unit, { minLength: 8, maxLength: 8 }), (randoms) => {
      const tries = triesOf(randoms);
      expect(tries).toHaveLength(8);
      expect(tries.at(-1)).toBeGreaterThanOrEqual(day);
      for (const [index, longest] of pausesMs.slice(0, -1).entries()) {
        expect((tries[index + 1] ?? 0) - (tries[index] ?? 0)).toBeLessThanOrEqual(longest);
      }
    }),
  );
});

test("pauses are spread over all of their length", () => {
  const pause = (random: number) =>
    pauseAfterFailure({ tries: 3, elapsedMs: 0, retryAfterMs: null, random: () => random });
  expect([pause(0), pause(0.5), pause(0.999_999)]).toEqual([0, 60_000, 120_000]);
});

test("a receiver that names a time is not asked before it", () => {
  fc.assert(
    fc.property(unit, fc.integer({ min: 0, max: day }), (random, retryAfterMs) => {
      const failure = { tries: 1, elapsedMs: 0, retryAfterMs, random: () => random };
      expect(pauseAfterFailure(failure)).toBeGreaterThanOrEqual(retryAfterMs);
    }),
  );
});

test("Retry-After is read as seconds or as a date, and never means more than a day", () => {
  const now = Date.UTC(2026, 10, 20, 12);
  expect(readRetryAfter("120", now)).toBe(120_000);
  expect(readRetryAfter(" 0 ", now)).toBe(0);
  expect(readRetryAfter("Fri, 20 Nov 2026 12:00:30 GMT", now)).toBe(30_000);
  expect(readRetryAfter("Fri, 20 Nov 2026 11:00:00 GMT", now)).toBe(0);
  expect(readRetryAfter("999999999", now)).toBe(day);
  expect(readRetryAfter("Fri, 20 Nov 2096 12:00:30 GMT", now)).toBe(day);
  for (const nonsense of [null, "", "soon", "-5", "1.5", "2026"]) {
    const read = readRetryAfter(nonsense, now);
    expect([nonsense, read]).toEqual([nonsense, nonsense === "2026" ? 2_026_000 : null]);
  }
});
