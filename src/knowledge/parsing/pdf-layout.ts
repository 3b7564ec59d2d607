import type { BlockWriter } from "./block-writer.ts";
import { mostOf, type PdfLine } from "./pdf-lines.ts";

/** What is usual in this document; the rest is judged against it. */
interface Usual {
  size: number;
  font: string;
  /** Distance of lines, in ems of their size. */
  leading: number;
  /** Sizes of headings, largest first. */
  headingSizes: number[];
  right: number;
}

const itemStart = /^(?:[•‣◦▪●·∙○■□➢✓–*-]|\(?\d{1,3}[.)]|[a-z][.)])\s+\S/u;
const sentenceEnd = /[.!?:;…]["')\]»”]?$/u;

/**
 * Makes paragraphs, headings, lists and tables of a PDF's lines. A PDF says only where letters stand, so all of this is guessed from
 * size, font and distance; a wrong guess costs a heading or joins two paragraphs, never words.
 */
export function writeLayout(lines: readonly PdfLine[], writer: BlockWriter): void {
  const usual = usualOf(lines);
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    writer.startPage(line.page);
    if (isRow(lines, at)) at = writeTable(lines, at, writer);
    else if (headingLevel(lines, at, usual) !== undefined)
      at = writeHeading(lines, at, usual, writer);
    else if (itemStart.test(textOf(line))) at = writeList(lines, at, usual, writer);
    else at = writeParagraph(lines, at, usual, writer);
  }
}

function usualOf(lines: readonly PdfLine[]): Usual {
  const sizes = new Map<number, number>();
  const fonts = new Map<string, number>();
  const leadings = new Map<number, number>();
  let right = 0;
  lines.forEach((line, index) => {
    const length = textOf(line).length;
    add(sizes, rounded(line.size), length);
    add(fonts, line.font, length);
    right = Math.max(right, line.right);
    const before = lines[index - 1];
    if (before === undefined || before.page !== line.page) return;
    const leading = Math.round(((before.y - line.y) / line.size) * 10) / 10;
    if (leading > 0.5 && leading < 3) add(leadings, leading, 1);
  });
  const size = mostOf(sizes) || 10;
  const headingSizes = [...sizes.keys()]
    .filter((each) => each >= size * 1.13)
    .sort((a, b) => b - a);
  return { size, font: mostOf(fonts), leading: mostOf(leadings) || 1.2, headingSizes, right };
}

/** Larger than the text; or alone on a short line in another font, as bold headings are, with text below. */
function headingLevel(lines: readonly PdfLine[], at: number, usual: Usual): number | undefined {
  const line = lines[at];
  if (line === undefined) return undefined;
  const text = textOf(line);
  if (!/\p{L}/u.test(text) || text.length > 200 || line.cells.length > 2) return undefined;
  const rank = usual.headingSizes.indexOf(rounded(line.size));
  if (rank >= 0) return Math.min(rank + 1, 6);
  const below = lines[at + 1];
  const isShort = text.length <= 80 && line.right < usual.right * 0.9 && !/[.,;:]$/.test(text);
  const standsOut =
    line.font !== usual.font && rounded(line.size) >= usual.size && below?.font === usual.font;
  if (!isShort || !standsOut || itemStart.test(text) || !startsParagraph(lines, at, usual))
    return undefined;
  return Math.min(usual.headingSizes.length + 1, 7);
}

function writeHeading(
  lines: readonly PdfLine[],
  start: number,
  usual: Usual,
  writer: BlockWriter,
): number {
  const level = headingLevel(lines, start, usual) ?? 1;
  const size = lines[start]?.size;
  let at = start + 1;
  while (
    at < lines.length &&
    at - start < 4 &&
    lines[at]?.size === size &&
    headingLevel(lines, at, usual) === level &&
    !startsParagraph(lines, at, usual)
  ) {
    at++;
  }
  writer.heading(level, join(lines.slice(start, at)));
  return at;
}

function writeParagraph(
  lines: readonly PdfLine[],
  start: number,
  usual: Usual,
  writer: BlockWriter,
): number {
  let at = start + 1;
  while (at < lines.length && !beginsAnew(lines, at, usual)) at++;
  writer.paragraph(join(lines.slice(start, at)));
  return at;
}

function writeList(
  lines: readonly PdfLine[],
  start: number,
  usual: Usual,
  writer: BlockWriter,
): number {
  const items: string[] = [];
  let at = start;
  while (at < lines.length && itemStart.test(textOf(lines[at])) && !isRow(lines, at)) {
    const first = at++;
    while (at < lines.length && !beginsAnew(lines, at, usual)) at++;
    items.push(join(lines.slice(first, at)));
  }
  writer.list(items);
  return at;
}

function writeTable(lines: readonly PdfLine[], start: number, writer: BlockWriter): number {
  let at = start;
  while (isRow(lines, at)) at++;
  const rows = lines.slice(start, at).map((line) => line.cells);
  const hasFigure = (row: readonly string[] = []) => row.some((cell) => /\p{N}/u.test(cell));
  const figures = rows.slice(1).filter(hasFigure).length;
  writer.table(rows, !hasFigure(rows[0]) && figures * 2 >= rows.length - 1);
  return at;
}

/** One of at least two lines below each other that have columns. */
function isRow(lines: readonly PdfLine[], at: number): boolean {
  const page = lines[at]?.page;
  const isPart = (index: number) => lines[index]?.page === page && hasColumns(lines, index);
  return isPart(at) && (isPart(at - 1) || isPart(at + 1));
}

/** Where columns stand close, a row between two others looks like one text; that it begins where they do gives it away. */
function hasColumns(lines: readonly PdfLine[], at: number): boolean {
  const [before, line, after] = [lines[at - 1], lines[at], lines[at + 1]];
  if (line === undefined || line.cells.length > 1) return line !== undefined;
  const isLike = (row: PdfLine | undefined) =>
    row !== undefined &&
    row.cells.length > 1 &&
    row.page === line.page &&
    Math.abs(row.x - line.x) < 1;
  return isLike(before) && isLike(after);
}

function beginsAnew(lines: readonly PdfLine[], at: number, usual: Usual): boolean {
  if (itemStart.test(textOf(lines[at])) || isRow(lines, at)) return true;
  if (headingLevel(lines, at, usual) !== undefined) return true;
  return startsParagraph(lines, at, usual);
}

/** Whether the line does not go on with what the one before it says. */
function startsParagraph(lines: readonly PdfLine[], at: number, usual: Usual): boolean {
  const before = lines[at - 1];
  const line = lines[at];
  if (before === undefined || line === undefined) return true;
  const isCut = !sentenceEnd.test(textOf(before)) && /^\p{Ll}/u.test(textOf(line));
  const leading = (before.y - line.y) / line.size;
  // The next column or page: only a sentence that is not over goes on there.
  if (before.page !== line.page || leading < 0) return !isCut;
  if (rounded(before.size) !== rounded(line.size) && !isCut) return true;
  if (leading > usual.leading + 0.3) return true;
  return sentenceEnd.test(textOf(before)) && before.right < usual.right * 0.75;
}

function textOf(line: PdfLine | undefined): string {
  return line === undefined ? "" : line.cells.join(" ").trim();
}

/** A word divided at the end of a line is one word again. */
function join(lines: readonly PdfLine[]): string {
  let text = "";
  for (const line of lines) {
    const next = textOf(line);
    if (/\p{L}[-\u00ad\u2010]$/u.test(text) && /^\p{Ll}/u.test(next))
      text = text.slice(0, -1) + next;
    else text += text === "" ? next : ` ${next}`;
  }
  return text;
}

function rounded(size: number): number {
  return Math.round(size * 2) / 2;
}

function add<T>(counts: Map<T, number>, value: T, count: number): void {
  counts.set(value, (counts.get(value) ?? 0) + count);
}
