import { ProblemError } from "../../lib/problems.ts";
import type { Block, ParseBounds } from "./parsed.ts";

// Invisible characters that only steer how text is drawn or broken; in the middle of a word they would hide it from every search.
const steering = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;

/** Text as it is searched and shown: whole characters, single spaces, no control characters; line breaks stay. */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replace(steering, "")
    .replace(control, " ")
    .replace(/[^\S\n]+/gu, " ")
    .replace(/ ?\n ?/gu, "\n")
    .replace(/\n{2,}/gu, "\n")
    .trim();
}

/** The same, on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll("\n", " ");
}

/** Collects the blocks of one document, cleans their text and passes over empty ones. */
export function createBlockWriter(bounds: ParseBounds) {
  const blocks: Block[] = [];
  let characters = 0;
  let page: number | undefined;

  function write(block: Block): void {
    if (block.text === "") return;
    characters += block.text.length;
    if (characters > bounds.charactersMax) {
      throw new ProblemError(
        "document-too-complex",
        `The document has more than ${bounds.charactersMax} characters of text. Divide it.`,
      );
    }
    blocks.push(page === undefined ? block : { ...block, page });
  }

  return {
    blocks,
    /** Everything that follows begins on this page. */
    startPage(number: number): void {
      page = number;
    },
    heading(level: number, text: string): void {
      write({ kind: "heading", level: Math.min(Math.max(level, 1), 9), text: cleanLine(text) });
    },
    paragraph(text: string): void {
      write({ kind: "paragraph", text: cleanText(text) });
    },
    question(text: string): void {
      write({ kind: "question", text: cleanLine(text) });
    },
    list(items: readonly string[]): void {
      const lines = items.map(cleanItem).filter((line) => line.trim() !== "");
      write({ kind: "list", text: lines.join("\n") });
    },
    /** A table of one column is no table: its cells become paragraphs. */
    table(rows: readonly (readonly string[])[], hasHeader: boolean): void {
      const cells = rows.map((row) => row.map(cleanLine)).filter((row) => row.some(Boolean));
      if (cells.every((row) => row.length < 2)) {
        for (const [text = ""] of cells) write({ kind: "paragraph", text });
        return;
      }
      const text = cells.map((row) => row.join(" | ").trimEnd()).join("\n");
      write({ kind: "table", text, ...(hasHeader && cells.length > 1 && { hasHeader: true }) });
    },
  };
}

export type BlockWriter = ReturnType<typeof createBlockWriter>;

/** Keeps the indent that says how deep an item lies. */
function cleanItem(item: string): string {
  const indent = /^ */.exec(item)?.[0] ?? "";
  return indent + cleanLine(item);
}
