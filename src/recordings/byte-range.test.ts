import fc from "fast-check";
import { expect, test } from "vitest";
import { readRange } from "./byte-range.ts";

const size = fc.integer({ min: 0, max: 1_000_000 });

test("every range that is read lies within the content and is what was asked for", () => {
  fc.assert(
    fc.property(size, fc.option(size), fc.option(size), (bytes, first, last) => {
      const range = readRange(`bytes=${first ?? ""}-${last ?? ""}`, bytes);
      if (range === null) {
        expect((first === null && last === null) || (last ?? 0) < (first ?? 0)).toBe(true);
      } else if (range === "unsatisfiable") {
        expect(first === null ? last === 0 || bytes === 0 : first >= bytes).toBe(true);
      } else {
        expect(range.start).toBeLessThan(range.end);
        expect(range.end).toBeLessThanOrEqual(bytes);
        expect(range.start).toBe(first ?? Math.max(0, bytes - (last ?? 0)));
        if (first !== null) expect(range.end).toBe(Math.min((last ?? bytes - 1) + 1, bytes));
      }
    }),
  );
});

test("anything else is no range, and never a failure", () => {
  for (const header of [undefined, "", "items=0-1", "bytes=", "bytes=-", "bytes=a-b"]) {
    expect(readRange(header, 10)).toBeNull();
  }
  expect(readRange("bytes=0-1,3-4", 10)).toBeNull();
  fc.assert(fc.property(fc.string(), size, (text, bytes) => void readRange(text, bytes)));
});
