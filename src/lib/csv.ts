/** One record of a CSV text, and the line it begins in. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

/** Why a text is no CSV. */
export class CsvError extends Error {
  override readonly name = "CsvError";
}

/**
 * Reads CSV as RFC 4180 describes it and spreadsheets write it: commas or semicolons, whichever the first line has more of, quoted cells with line breaks in them,
 * a byte order mark in front. Empty lines are left out.
 * @throws CsvError naming the line in which a quotation mark is wrong.
 */
export function readCsv(text: string): CsvRecord[] {
  const source = text.replace(/^\uFEFF/, "");
  const separator = separatorOf(source);
  const records: CsvRecord[] = [];
  let line = 1;
  let at = 0;
  while (at < source.length) {
    const record: CsvRecord = { line, cells: [] };
    for (;;) {
      const cell = readCell(source, at, separator, line);
      record.cells.push(cell.text);
      line += cell.lineBreaks;
      at = cell.end;
      if (source[at] !== separator) break;
      at++;
    }
    if (source[at] === "\r") at++;
    if (source[at] === "\n") at++;
    line++;
    if (record.cells.some((cell) => cell.trim() !== "")) records.push(record);
  }
  return records;
}

function separatorOf(source: string): string {
  const first = /^[^\r\n]*/.exec(source)?.[0] ?? "";
  const count = (separator: string) => first.split(separator).length;
  return count(";") > count(",") ? ";" : ",";
}

function readCell(source: string, start: number, separator: string, line: number) {
  if (source[start] !== '"') {
    let end = start;
    while (end < source.length && !isEnd(source[end], separator)) end++;
    return { text: source.slice(start, end), end, lineBreaks: 0 };
  }
  let text = "";
  let at = start + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote < 0) throw new CsvError(`The quotation mark in line ${line} has no end.`);
    text += source.slice(at, quote);
    at = quote + 1;
    if (source[at] !== '"') break;
    text += '"';
    at++;
  }
  if (at < source.length && !isEnd(source[at], separator)) {
    throw new CsvError(`There is text behind a quotation mark in line ${line}.`);
  }
  return { text, end: at, lineBreaks: text.split(/\r\n|\r|\n/).length - 1 };
}

function isEnd(character: string | undefined, separator: string): boolean {
  return character === separator || character === "\n" || character === "\r";
}

/** What makes a spreadsheet take a cell for a formula, and our own mark against that. */
const looksLikeFormula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20']/;

/** Writes one line. A cell that a spreadsheet would run as a formula gets an apostrophe in front. */
export function writeCsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(looksLikeFormula.test(cell) ? `'${cell}` : cell)).join(",")}\r\n`;
}

function quoted(cell: string): string {
  return /[",;\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Takes away the apostrophe that {@link writeCsvLine} put in front. */
export function withoutMark(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula.test(cell.slice(1)) ? cell.slice(1) : cell;
}
