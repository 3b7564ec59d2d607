import { deflateSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { tinyDocx, tinyParagraph, tinyZip } from "../../../test/documents/tiny-docx.ts";
import { pdfOfStreams, tinyPdf } from "../../../test/documents/tiny-pdf.ts";
import { createDocumentParser } from "./document-parser.ts";
import { usualBounds } from "./parsed.ts";

const mb = 1024 * 1024;
const bounds = { ...usualBounds, inflatedBytesMax: 4 * mb, pagesMax: 50 };
const parser = createDocumentParser({ bounds });
afterAll(() => parser.close());

const good = { bytes: Buffer.from("Still here"), mime: "text/plain" };
const entities = Array.from(
  { length: 9 },
  (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
).join("");

test.each<[string, Uint8Array, string, string]>([
  [
    "an archive that unpacks to much",
    tinyDocx("", [{ name: "word/styles.xml", content: Buffer.alloc(40 * mb) }]),
    "a.docx",
    "document-too-complex",
  ],
  [
    "an archive that lies about it",
    tinyZip([{ name: "word/document.xml", content: Buffer.alloc(40 * mb), statedBytes: 500 }]),
    "a.docx",
    "document-damaged",
  ],
  [
    "elements within elements in Word",
    tinyDocx("<w:sdt>".repeat(100_000)),
    "a.docx",
    "document-too-complex",
  ],
  [
    "elements within elements on a page",
    Buffer.from(`${"<div>".repeat(100_000)}x`),
    "a.html",
    "document-too-complex",
  ],
  ["quotes within quotes", Buffer.from(`${"> ".repeat(5_000)}x`), "a.md", "document-too-complex"],
  [
    "many pages",
    tinyPdf(Array.from({ length: 10_000 }, () => [])),
    "a.pdf",
    "document-too-complex",
  ],
  [
    "a page that unpacks to much",
    pdfOfStreams([deflateSync(Buffer.alloc(100 * mb, 32))], { isPacked: true }),
    "a.pdf",
    "document-too-complex",
  ],
])("%s end with a clear problem, and the next document is read", async (_, bytes, name, code) => {
  await expect(parser.parse({ bytes, name })).rejects.toMatchObject({ name: "ProblemError", code });
  expect((await parser.parse(good)).blocks[0]?.text).toBe("Still here");
});

test("entities that a Word file declares are not expanded", async () => {
  const xml = `<!DOCTYPE d [<!ENTITY l0 "l">${entities}]><w:document><w:body>${tinyParagraph("A &l9; B")}</w:body></w:document>`;
  const { blocks } = await parser.parse({
    bytes: tinyZip([{ name: "word/document.xml", content: xml }]),
  });
  expect(blocks.map(({ text }) => text.length)).toEqual([8]);
});

test("the caller keeps its bytes", async () => {
  const bytes = new Uint8Array(Buffer.from("Hello"));
  await parser.parse({ bytes });
  expect(bytes).toHaveLength(5);
});

test("more documents than threads wait for each other", async () => {
  const texts = ["one", "two", "three", "four", "five"];
  const read = await Promise.all(texts.map((text) => parser.parse({ bytes: Buffer.from(text) })));
  expect(read.map(({ blocks }) => blocks[0]?.text)).toEqual(texts);
});

const endless = { bytes: Buffer.from("*a_".repeat(100_000)), mime: "text/markdown" };

test("who gives up waiting is told so at once, and the thread is replaced", async () => {
  const given = new AbortController();
  const reading = parser.parse(endless, given.signal);
  const waiting = parser.parse(good, AbortSignal.abort(new Error("not wanted")));
  await expect(waiting).rejects.toThrow("not wanted");
  given.abort(new Error("removed"));
  await expect(reading).rejects.toThrow("removed");
  expect((await parser.parse(good)).blocks[0]?.text).toBe("Still here");
});

test("what takes too long is ended", async () => {
  const hasty = createDocumentParser({ bounds: { ...bounds, timeoutMs: 1_000 } });
  await expect(hasty.parse(endless)).rejects.toMatchObject({ code: "document-too-complex" });
  await hasty.close();
});

test("what takes too much memory is ended, not the server", async () => {
  const small = createDocumentParser({ bounds: { ...bounds, memoryMbMax: 48, timeoutMs: 60_000 } });
  const bytes = Buffer.from("<p>a b</p>".repeat(1_500_000));
  await expect(small.parse({ bytes, mime: "text/html" })).rejects.toMatchObject({
    code: "document-too-complex",
    message: expect.stringContaining("memory"),
  });
  expect((await small.parse(good)).blocks[0]?.text).toBe("Still here");
  await small.close();
});

test("closing ends what is being read", async () => {
  const other = createDocumentParser({ bounds });
  const reading = other.parse(endless);
  await Promise.all([expect(reading).rejects.toThrow("stopping"), other.close()]);
});
