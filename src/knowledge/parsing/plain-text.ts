import type { BlockWriter } from "./block-writer.ts";

const itemStart = /^\s*(?:[-*•‣◦▪●·–]|\(?\d{1,3}[.)])\s+\S/u;
const underline = /^\s*(?:={3,}|-{3,})\s*$/;

/** Paragraphs between empty lines; lines with bullets or numbers as lists; underlined, `#` and all-capital lines as headings. */
export function parsePlainText(text: string, writer: BlockWriter): void {
  let lines: string[] = [];
  for (const line of text.replace(/\r\n?/g, "\n").split("\n")) {
    if (line.trim() !== "") {
      lines.push(line);
      continue;
    }
    writeGroup(lines, writer);
    lines = [];
  }
  writeGroup(lines, writer);
}

function writeGroup(lines: readonly string[], writer: BlockWriter): void {
  let at = 0;
  while (at < lines.length) {
    const heading = headingAt(lines, at);
    if (heading !== undefined) {
      writer.heading(heading.level, heading.text);
      at += heading.lines;
      continue;
    }
    const isList = itemStart.test(lines[at] ?? "");
    const start = at++;
    while (
      at < lines.length &&
      headingAt(lines, at) === undefined &&
      continues(lines[at] ?? "", isList)
    )
      at++;
    const group = lines.slice(start, at);
    if (isList) writer.list(joinItems(group));
    else writer.paragraph(group.join("\n"));
  }
}

/** A list goes on with items and with indented lines of one; a paragraph until an item begins. */
function continues(line: string, isList: boolean): boolean {
  return isList ? itemStart.test(line) || /^\s{2,}\S/.test(line) : !itemStart.test(line);
}

function joinItems(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    if (itemStart.test(line) || items.length === 0) items.push(line);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return items;
}

function headingAt(
  lines: readonly string[],
  at: number,
): { level: number; text: string; lines: number } | undefined {
  const line = (lines[at] ?? "").trim();
  const marked = /^(#{1,6})\s+(.+?)\s*#*$/.exec(line);
  if (marked?.[1] && marked[2]) return { level: marked[1].length, text: marked[2], lines: 1 };
  const next = lines[at + 1];
  if (next !== undefined && underline.test(next) && line.length <= 120 && !underline.test(line)) {
    return { level: next.trim().startsWith("=") ? 1 : 2, text: line, lines: 2 };
  }
  if (at === 0 && isShout(line)) return { level: 2, text: line, lines: 1 };
  return undefined;
}

/** `OPENING HOURS`: a few words, all in capitals, no figure that would make it a code or a price. */
function isShout(line: string): boolean {
  return line.length <= 60 && /^[\p{Lu}\s&/'’:-]{4,}$/u.test(line) && /\p{Lu}{3}/u.test(line);
}
