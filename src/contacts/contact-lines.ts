import { z } from "zod";
import { CsvError, type CsvRecord, readCsv, withoutMark, writeCsvLine } from "../lib/csv.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Contact, type ContactChange, NewContact, readNumber } from "./contact.schema.ts";

/** What a file of contacts may say, and what an export says. */
const columns = [
  "numbers",
  "name",
  "email",
  "company",
  "language",
  "tags",
  "do_not_call",
  "do_not_call_reason",
  "custom",
] as const;
type Column = (typeof columns)[number];

/** Columns of an export that an import reads past: nobody can set them. */
const figures = ["id", "call_count", "first_call_at", "last_call_at"] as const;
const aliases: Readonly<Record<string, Column>> = {
  number: "numbers",
  phone: "numbers",
  phone_number: "numbers",
};
const linesMax = 5_000;

export const exportHeader = writeCsvLine([...columns, ...figures]);

/** A contact as one line of an export. */
export function writeContactLine(contact: Contact): string {
  const { custom } = contact;
  return writeCsvLine([
    contact.numbers.join(" "),
    contact.name,
    contact.email,
    contact.company,
    contact.language,
    contact.tags.join(";"),
    contact.do_not_call ? "true" : "",
    contact.do_not_call_reason,
    Object.keys(custom).length === 0 ? "" : JSON.stringify(custom),
    contact.id,
    String(contact.call_count),
    contact.first_call_at ?? "",
    contact.last_call_at ?? "",
  ]);
}

/** One line of a file: what it says of whom, or why it cannot be used. */
export type ContactLine =
  | { line: number; numbers: string[]; change: ContactChange }
  | { line: number; error: string };

/**
 * Reads a file of contacts. The first line names the columns; an empty cell says nothing. A number may stand in one line only.
 * @throws ProblemError when the whole file cannot be used.
 */
export function readContactLines(text: string): ContactLine[] {
  if (text.includes("\0")) throw refused("The file holds a NUL character.");
  const [header, ...records] = readRecords(text);
  if (header === undefined) throw refused("The file is empty.");
  const names = header.cells.map(columnOf);
  if (!names.includes("numbers")) throw refused("The file has no column `numbers`.");
  if (records.length > linesMax) throw refused(`A file has at most ${linesMax} contacts.`);
  const lineOf = new Map<string, number>();
  return records.map((record) => {
    const read = readLine(record, names);
    if ("error" in read) return read;
    for (const number of read.numbers) {
      const first = lineOf.get(number);
      if (first !== undefined) {
        return { line: read.line, error: `numbers: line ${first} has the same number` };
      }
    }
    for (const number of read.numbers) lineOf.set(number, read.line);
    return read;
  });
}

function readRecords(text: string): CsvRecord[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw refused(error.message);
    throw error;
  }
}

function columnOf(cell: string): Column | null {
  const name = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const column = columns.find((known) => known === (aliases[name] ?? name));
  if (column !== undefined) return column;
  if (figures.some((known) => known === name)) return null;
  throw refused(
    `No contact has a column "${cell.slice(0, 50)}". There are: ${columns.join(", ")}.`,
  );
}

function readLine({ line, cells }: CsvRecord, names: readonly (Column | null)[]): ContactLine {
  if (cells.length > names.length) return { line, error: "more cells than the first line has" };
  const given: Record<string, unknown> = {};
  for (const [at, cell] of cells.entries()) {
    const column = names[at];
    const text = withoutMark(cell).trim();
    if (column === null || column === undefined || text === "") continue;
    const value = readCell(column, text);
    if (value === undefined) return { line, error: `${column}: cannot be read` };
    given[column] = value;
  }
  const parsed = NewContact.safeParse(given);
  if (!parsed.success) return { line, error: whyNot(parsed.error) };
  const { numbers, ...change } = parsed.data;
  try {
    return { line, numbers: [...new Set(numbers.map(readNumber))], change };
  } catch (error) {
    if (error instanceof ProblemError) return { line, error: `numbers: ${error.message}` };
    throw error;
  }
}

function whyNot(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "cannot be used";
  return issue.path[0] === "numbers" && issue.code === "invalid_type"
    ? "numbers: there is none"
    : `${issue.path.join(".")}: ${issue.message}`;
}

const yes = new Set(["true", "yes", "1", "x"]);
const no = new Set(["false", "no", "0"]);

/** The value that a cell stands for; undefined for none. */
function readCell(column: Column, text: string): unknown {
  switch (column) {
    case "numbers":
      // Within a number there may be blanks, so several are parted by more than that.
      return text.split(/[;,|]|\s+(?=\+)/).flatMap((one) => (one.trim() === "" ? [] : [one]));
    case "tags":
      return text.split(/[;,]/).flatMap((tag) => (tag.trim() === "" ? [] : [tag]));
    case "do_not_call":
      if (yes.has(text.toLowerCase())) return true;
      return no.has(text.toLowerCase()) ? false : undefined;
    case "custom":
      try {
        return JSON.parse(text);
      } catch {
        return undefined;
      }
    default:
      return text;
  }
}

function refused(detail: string): ProblemError {
  return new ProblemError("invalid-request", detail);
}

/** What became of a line. */
export const LineReport = z
  .object({
    line: z.number().int().describe("The line of the file in which the contact begins."),
    outcome: z.enum(["created", "updated", "failed"]),
    contact_id: z.string().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: "ContactImportLine" });
export type LineReport = z.infer<typeof LineReport>;
