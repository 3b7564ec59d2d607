import type { BlockWriter } from "./block-writer.ts";

/** One table whose first row names the columns. Comma, semicolon or tab, whichever the first line has most of. */
export function parseCsv(text: string, writer: BlockWriter): void {
  const firstLine = text.slice(0, text.search(/[\r\n]|$/));
  const count = (mark: string) => firstLine.split(mark).length;
  const [delimiter = ","] = [",", ";", "\t"].sort((a, b) => count(b) - count(a));
  writer.table(readRows(text, delimiter), true);
}

function readRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = readCell(text, at, delimiter);
    row.push(cell.value);
    at = cell.end;
    if (text[at] === delimiter) {
      at++;
      continue;
    }
    rows.push(row);
    row = [];
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** A quoted cell may hold anything, a quote written twice; what stands between its end and the next mark is dropped. */
function readCell(text: string, start: number, delimiter: string): { value: string; end: number } {
  if (text[start] !== '"') {
    const end = nextMark(text, start, delimiter);
    return { value: text.slice(start, end), end };
  }
  let at = start + 1;
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) break;
    if (text[quote + 1] !== '"') {
      const value = text.slice(start + 1, quote).replaceAll('""', '"');
      return { value, end: nextMark(text, quote + 1, delimiter) };
    }
    at = quote + 2;
  }
  // Never closed: taken as it stands to the end of the line, so that one stray quote does not swallow the file.
  const end = nextMark(text, start, delimiter);
  return { value: text.slice(start, end), end };
}

function nextMark(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}
