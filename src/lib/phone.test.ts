import fc from "fast-check";
import { expect, test } from "vitest";
import { tidyPhone } from "./phone.ts";

test.each([
  ["+1 (212) 555-0147", "+12125550147"],
  ["sip:+12125550147@carrier.example.net;user=phone", "+12125550147"],
  ['"Ines" <sip:+12125550147@carrier.example.net>;tag=7f3a', "+12125550147"],
  ["tel:+1-212-555-0147", "+12125550147"],
  ["<sip:ines >", "sip:ines"],
  [`${"x".repeat(254)} y`, "x".repeat(254)],
  ["client:ines", "client:ines"],
  ["anonymous", "anonymous"],
  ["2125550147", "2125550147"],
  ["  ", null],
  ["", null],
  [null, null],
  [undefined, null],
])("%j is tidied to %j", (value, expected) => {
  expect(tidyPhone(value)).toBe(expected);
});

test("tidying once is enough, and gives text that a database can hold", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 400 }),
    fc.integer({ min: 200, max: 310 }).map((length) => `${"x".repeat(length)}😀😀`),
  );
  fc.assert(
    fc.property(text, (value) => {
      const tidy = tidyPhone(value);
      if (tidy === null) return;
      expect(tidyPhone(tidy)).toBe(tidy);
      expect(tidy.length).toBeLessThanOrEqual(255);
      expect(tidy.isWellFormed()).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
