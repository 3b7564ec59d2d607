import fc from "fast-check";
import { expect, test } from "vitest";
import { bestPart } from "./best-part.ts";

const filler = "Guests are asked to leave the room tidy and to mind the quiet hours. ";
const part = (text: string, question: string) =>
  bestPart(text, { question, language: "en", charactersMax: 200 });

test("what answers is heard, wherever in a long passage it stands", () => {
  const answer = "Bicycles are rented at the reception for twelve dollars a day.";
  for (const before of [0, 3, 9]) {
    const text = `${filler.repeat(before)}${answer} ${filler.repeat(9 - before)}`.trim();
    expect([before, part(text, "can I rent a bicycle")]).toEqual([
      before,
      expect.stringContaining(answer),
    ]);
  }
  expect(part("Short.", "anything")).toBe("Short.");
  expect(part(filler.repeat(9), "bicycle").startsWith(filler.trim())).toBe(true);
});

test("whatever the text, the part is no longer than may be, and is of the text", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 900 }), fc.string({ maxLength: 50 }), (text, question) => {
      const found = part(text, question);
      expect(found.length).toBeLessThanOrEqual(200);
      expect(text.replace(/\s/g, "")).toContain(found.replace(/[\s…]/g, ""));
    }),
    { numRuns: 200 },
  );
});
