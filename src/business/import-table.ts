import { CsvError, type CsvRecord, readCsv, withoutMark } from "../lib/csv.ts";
import { ProblemError } from "../lib/problems.ts";

/** What the cells of a column hold. */
export type ColumnKind = "text" | "list" | "flag" | "number" | "json" | "sizes";

/** The columns that a file may have. */
export interface Columns {
  kinds: Readonly<Record<string, ColumnKind>>;
  /** Other names of columns. */
  aliases: Readonly<Record<string, string>>;
  /** Columns that a file must have. */
  needed: readonly string[];
}

/** A row before it is checked; a text instead of a value says why it cannot be used at all. */
export interface RawRow {
  line: number;
  value: unknown;
  /** The lines of its parts, where it is written in several. */
  parts?: readonly number[];
}

export const rowsMax = 5_000;

/**
 * Reads a CSV file. The first line names the columns; an empty cell says nothing.
 * @throws ProblemError when the whole file cannot be used.
 */
export function readTable(text: string, columns: Columns): RawRow[] {
  if (text.includes("\0")) throw unusable("The file holds a NUL character.");
  const [header, ...records] = readRecords(text);
  if (header === undefined) throw unusable("The file is empty.");
  const names = header.cells.map((cell) => columnOf(cell, columns));
  for (const needed of columns.needed) {
    if (!names.includes(needed)) throw unusable(`The file has no column \`${needed}\`.`);
  }
  return records.map((record) => ({
    line: record.line,
    value: readCells(record, names, columns),
  }));
}

/** A file that cannot be used as a whole. */
export function unusable(detail: string): ProblemError {
  return new ProblemError("invalid-request", detail);
}

function readRecords(text: string): CsvRecord[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw unusable(error.message);
    throw error;
  }
}

function columnOf(cell: string, { kinds, aliases }: Columns): string {
  const name = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const column = Object.hasOwn(aliases, name) ? aliases[name] : name;
  if (column !== undefined && Object.hasOwn(kinds, column)) return column;
  const known = Object.keys(kinds).join(", ");
  throw unusable(`There is no column "${cell.slice(0, 50)}". There are: ${known}.`);
}

/** Cells as the values that they stand for; what cannot be read stays as it is, and is refused by name later. */
function readCells({ cells }: CsvRecord, names: readonly string[], { kinds }: Columns): unknown {
  if (cells.length > names.length) return "more cells than the first line has";
  const given: Record<string, unknown> = {};
  for (const [at, cell] of cells.entries()) {
    const column = names[at];
    const text = withoutMark(cell).trim();
    if (column !== undefined && text !== "") given[column] = readCell(kinds[column], text);
  }
  return given;
}

const yes = new Set(["true", "yes", "1", "x"]);
const no = new Set(["false", "no", "0"]);

function readCell(kind: ColumnKind | undefined, text: string): unknown {
  switch (kind) {
    case "list":
      return partsOf(text, /[;,|]/);
    case "sizes":
      return partsOf(text, /[;|]/).map((part) => {
        const [name = "", price = ""] = part.split(/=(?=[^=]*$)/).map((side) => side.trim());
        return { name, price };
      });
    case "flag":
      if (yes.has(text.toLowerCase())) return true;
      return no.has(text.toLowerCase()) ? false : text;
    case "number":
      return Number(text);
    case "json":
      return readJson(text);
    default:
      return text;
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function partsOf(text: string, separator: RegExp): string[] {
  return text.split(separator).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}
