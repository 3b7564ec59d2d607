import fc from "fast-check";
import { expect, test } from "vitest";
import { cutText } from "./text.ts";

test("a text that fits stays as it is", () => {
  expect(cutText("", 5)).toBe("");
  expect(cutText("seven 😀", 8)).toBe("seven 😀");
});

test("a longer text is cut at the limit, and before a character that would be split", () => {
  expect(cutText("abcdef", 3)).toBe("abc");
  expect(cutText("ab😀", 3)).toBe("ab");
  expect(cutText("ab😀c", 4)).toBe("ab😀");
  expect(cutText("😀", 0)).toBe("");
});

test("the cut of a well-formed text is well-formed, its beginning, and at most one unit short", () => {
  const text = fc.string({ unit: "binary", maxLength: 30 });
  fc.assert(
    fc.property(text, fc.nat(40), (whole, max) => {
      const cut = cutText(whole, max);
      expect(() => encodeURIComponent(cut)).not.toThrow();
      expect(whole.startsWith(cut)).toBe(true);
      expect(cut.length).toBeLessThanOrEqual(max);
      expect(cut.length).toBeGreaterThanOrEqual(Math.min(whole.length, max) - 1);
    }),
  );
});
