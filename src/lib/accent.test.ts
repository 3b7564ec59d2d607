import fc from "fast-check";
import { expect, test } from "vitest";
import { contrastOf, readableAccent } from "./accent.ts";

test("whatever the colour of a brand is, it can be read in both themes, and what stands on it too", () => {
  const channel = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(fc.tuple(channel, channel, channel), (channels) => {
      const hex = channels.map((value) => value.toString(16).padStart(2, "0")).join("");
      const { light, dark } = readableAccent(`#${hex}`);
      for (const background of ["#ffffff", "#fbfbfc", "#f2f2f6", "#eeeefc"]) {
        expect(contrastOf(light, background)).toBeGreaterThanOrEqual(4.5);
      }
      for (const background of ["#0e0f12", "#15161a", "#1d1f25", "#101126", "#232545"]) {
        expect(contrastOf(dark, background)).toBeGreaterThanOrEqual(4.5);
      }
    }),
    { numRuns: 200 },
  );
  // One that can be read already stays what it is.
  expect(readableAccent("#4a4fd0").light).toBe("#4a4fd0");
  expect(readableAccent("#9599ff").dark).toBe("#9599ff");
  expect(contrastOf("#000000", "#ffffff")).toBeCloseTo(21);
});
