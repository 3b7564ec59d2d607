import fc from "fast-check";
import { expect, test } from "vitest";
import { toEpochMs, toIso } from "./time.ts";

const at = Date.UTC(2026, 10, 20, 18, 40, 3);

test.each([
  [at],
  [at / 1000],
  [at * 1000],
  [String(at)],
  [String(at / 1000)],
  ["2026-11-20T18:40:03Z"],
  ["2026-11-20T18:40:03"],
  ["2026-11-20 18:40:03"],
  ["2026-11-20T20:40:03+02:00"],
  ["Fri, 20 Nov 2026 18:40:03 +0000"],
])("%j is the same instant", (value) => {
  expect(toEpochMs(value)).toBe(at);
});

test("what is no instant between 1990 and 2200 is null, whatever it is", () => {
  for (const value of [
    0,
    -1,
    NaN,
    Infinity,
    1e17,
    1,
    "soon",
    "",
    "0000-01-01T00:00:00Z",
    null,
    {},
  ]) {
    expect(toEpochMs(value)).toBeNull();
  }
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const ms = toEpochMs(value);
      if (ms !== null) expect(toIso(ms)).toMatch(/^(?:19|2[01])\d\d-.*\.\d{3}Z$/);
    }),
    { numRuns: 2_000 },
  );
});
