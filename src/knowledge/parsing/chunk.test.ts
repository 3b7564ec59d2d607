import fc from "fast-check";
import { expect, test } from "vitest";
import { type Chunk, chunkBlocks } from "./chunk.ts";
import type { Block } from "./parsed.ts";
import { countWords } from "./sentences.ts";

const heading = (text: string, level = 1): Block => ({ kind: "heading", text, level });
const paragraph = (text: string): Block => ({ kind: "paragraph", text });

test("a short fact keeps the headings it stands under", () => {
  const blocks = [
    heading("Bakery"),
    heading("Hours", 2),
    paragraph("7 to 18."),
    heading("Cakes", 2),
    paragraph("$38."),
  ];
  expect(chunkBlocks(blocks)).toEqual([
    { place: 0, headingPath: ["Bakery", "Hours"], text: "7 to 18." },
    { place: 1, headingPath: ["Bakery", "Cakes"], text: "$38." },
  ]);
});

test("a heading with nothing below it is found as itself", () => {
  expect(
    chunkBlocks([heading("Closed on Mondays"), heading("Hours"), paragraph("7 to 18.")]),
  ).toMatchObject([{ text: "Closed on Mondays" }, { text: "7 to 18." }]);
});

test("question and answer stay together, apart from the next pair", () => {
  const blocks: Block[] = [
    heading("FAQ"),
    { kind: "question", text: "Do you deliver?" },
    paragraph("Yes, within three miles."),
    { kind: "question", text: "Is there parking?" },
    paragraph("Behind the house."),
    heading("Can I pay by card?", 2),
    paragraph("Yes."),
  ];
  expect(chunkBlocks(blocks)).toMatchObject([
    { question: "Do you deliver?", text: "Do you deliver?\nYes, within three miles." },
    { question: "Is there parking?", text: "Is there parking?\nBehind the house." },
    { question: "Can I pay by card?", headingPath: ["FAQ", "Can I pay by card?"], text: "Yes." },
  ]);
});

test("each group of a long table's rows stands under the header", () => {
  const rows = Array.from({ length: 40 }, (_, index) => `Dish ${index} | $${index}`);
  const text = ["Dish | Price", ...rows].join("\n");
  const chunks = chunkBlocks([{ kind: "table", text, hasHeader: true }], { wordsMax: 50 });
  expect(chunks.length).toBeGreaterThan(3);
  for (const chunk of chunks) expect(chunk.text).toMatch(/^Dish \| Price\nDish \d+ \| \$\d+/);
  const found = chunks.flatMap((chunk) => chunk.text.split("\n").slice(1));
  expect(found).toEqual(rows);
});

test("a list that fits is not cut, and stays with the line that leads to it", () => {
  const list = "- one two three\n- four five six\n- seven eight nine";
  const blocks: Block[] = [
    paragraph("Ten words to begin with are these ten words here. We ask for:"),
    { kind: "list", text: list },
  ];
  const chunks = chunkBlocks(blocks, { wordsMax: 20 });
  expect(chunks.map((chunk) => chunk.text)).toEqual([
    "Ten words to begin with are these ten words here.",
    `We ask for:\n${list}`,
  ]);
});

test("within a section a chunk begins with the last sentence of the one before", () => {
  const sentences = Array.from({ length: 12 }, (_, index) => `Sentence ${index} has five words.`);
  const chunks = chunkBlocks([paragraph(sentences.join(" "))], { wordsMax: 20 });
  expect(chunks.map((chunk) => chunk.text)).toEqual([
    sentences.slice(0, 4).join(" "),
    sentences.slice(3, 7).join(" "),
    sentences.slice(6, 10).join(" "),
    sentences.slice(9, 12).join(" "),
  ]);
});

const words = fc
  .array(
    fc.constantFrom("open", "Monday", "9.", "we", "bread?", "it", "Dr.", "cake.", "x".repeat(50)),
    { minLength: 1, maxLength: 80 },
  )
  .map((list) => list.join(" "));
const lines = fc.array(words, { minLength: 1, maxLength: 8 }).map((list) => list.join("\n"));
const block: fc.Arbitrary<Block> = fc.oneof(
  words.map(paragraph),
  lines.map((text): Block => ({ kind: "list", text })),
  lines.map((text): Block => ({ kind: "table", text, hasHeader: true })),
  words.map((text): Block => ({ kind: "question", text })),
);
const section = fc.array(block, { maxLength: 5 });
const documentOf = (sections: readonly Block[][]) =>
  sections.flatMap((blocks, index) => [heading(`Section ${index}`), ...blocks]);
const keyOf = ({ headingPath, question, text }: Chunk) =>
  JSON.stringify([headingPath, question, text]);

test("an edit in one section leaves the chunks of all others equal", () => {
  fc.assert(
    fc.property(
      fc.array(section, { minLength: 2, maxLength: 5 }),
      section,
      fc.nat(),
      (sections, other, which) => {
        const edited = which % sections.length;
        const changed = sections.map((each, index) => (index === edited ? other : each));
        const rest = (blocks: readonly Block[][]) =>
          chunkBlocks(documentOf(blocks), { wordsMax: 30 })
            .filter((chunk) => chunk.headingPath[0] !== `Section ${edited}`)
            .map(keyOf);
        expect(rest(changed)).toEqual(rest(sections));
      },
    ),
  );
});

test("no word is lost, no chunk is longer than allowed, and the same document makes the same chunks", () => {
  fc.assert(
    fc.property(fc.array(section, { maxLength: 4 }), (sections) => {
      const blocks = documentOf(sections);
      const chunks = chunkBlocks(blocks, { wordsMax: 30 });
      expect(chunkBlocks(blocks, { wordsMax: 30 })).toEqual(chunks);
      const found = new Set(
        chunks.flatMap((chunk) => [...chunk.headingPath, chunk.text].join(" ").split(/\s+/u)),
      );
      for (const word of blocks.flatMap(({ text }) => text.split(/\s+/u)))
        expect(found).toContain(word);
      for (const chunk of chunks) expect(countWords(chunk.text)).toBeLessThanOrEqual(31);
    }),
  );
});
