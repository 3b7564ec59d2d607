import { z } from "zod";
import { CsvError, type CsvRecord, readCsv, withoutMark } from "../lib/csv.ts";
import { ProblemError } from "../lib/problems.ts";
import { type ItemChange, itemFields } from "./catalogue.schema.ts";
import { toMinor } from "./currency.ts";
import { ExternalId, line } from "./fields.ts";
import { refuseContradiction, refuseReversed } from "./refuse-item.ts";

/** What a file of items may say. */
const columns = [
  "external_id",
  "name",
  "category",
  "description",
  "price",
  "currency",
  "variants",
  "is_available",
  "contains",
  "may_contain",
  "free_of",
  "diets",
  "first_date",
  "last_date",
  "position",
] as const;
type Column = (typeof columns)[number];

const aliases: Readonly<Record<string, Column>> = {
  id: "external_id",
  sku: "external_id",
  available: "is_available",
  sizes: "variants",
  allergens: "contains",
};

const rowsMax = 5_000;

/** A row of JSON: as a line of CSV, with lists as lists. Prices are texts, so that no cent is lost on the way. */
const ImportItem = z
  .object({
    external_id: ExternalId,
    name: line(200).min(1),
    category: line(200).optional().describe("By name; one that is not there yet is made."),
    description: itemFields.description,
    price: z.string().max(30).optional().describe("Such as `12.50`."),
    currency: z.string().max(10).optional().describe("Must be the location's."),
    variants: z
      .array(
        z.object({
          name: line(100).min(1),
          price: z.string().max(30),
          is_available: z.boolean().default(true),
        }),
      )
      .max(30)
      .optional(),
    is_available: itemFields.is_available,
    contains: itemFields.contains,
    may_contain: itemFields.may_contain,
    free_of: itemFields.free_of,
    diets: itemFields.diets,
    first_date: itemFields.first_date,
    last_date: itemFields.last_date,
    position: itemFields.position,
  })
  .meta({ id: "CatalogueImportItem" });

/** One row of a file: what it says of which item, or why it cannot be used. */
export type ImportRow =
  | { line: number; externalId: string; category: string | undefined; change: ItemChange }
  | { line: number; error: string };

/**
 * Reads a CSV file of items. The first line names the columns; an empty cell says nothing.
 * @throws ProblemError when the whole file cannot be used.
 */
export function readCsvRows(text: string, currency: string): ImportRow[] {
  if (text.includes("\0")) throw refused("The file holds a NUL character.");
  const [header, ...records] = readRecords(text);
  if (header === undefined) throw refused("The file is empty.");
  const names = header.cells.map(columnOf);
  for (const needed of ["external_id", "name"] as const) {
    if (!names.includes(needed)) throw refused(`The file has no column \`${needed}\`.`);
  }
  const rows = records.map((record) => ({ line: record.line, value: readCells(record, names) }));
  return readRows(rows, currency);
}

/** Reads items of JSON; their lines are counted from 1. */
export function readJsonRows(items: readonly unknown[], currency: string): ImportRow[] {
  return readRows(
    items.map((value, at) => ({ line: at + 1, value })),
    currency,
  );
}

function readRows(
  rows: ReadonlyArray<{ line: number; value: unknown }>,
  currency: string,
): ImportRow[] {
  if (rows.length > rowsMax) throw refused(`A file has at most ${rowsMax} items.`);
  const lineOf = new Map<string, number>();
  return rows.map((row) => {
    const read = readRow(row, currency);
    if ("error" in read) return read;
    const first = lineOf.get(read.externalId);
    if (first !== undefined) {
      return { line: row.line, error: `external_id: line ${first} has the same` };
    }
    lineOf.set(read.externalId, row.line);
    return read;
  });
}

function readRow(row: { line: number; value: unknown }, currency: string): ImportRow {
  const failed = (error: string): ImportRow => ({ line: row.line, error });
  if (typeof row.value === "string") return failed(row.value);
  const parsed = ImportItem.safeParse(row.value);
  if (!parsed.success) return failed(whyNot(parsed.error));
  const { external_id: externalId, category, price, currency: stated, ...plain } = parsed.data;
  if (stated !== undefined && stated.toUpperCase() !== currency) {
    return failed(`currency: prices of this location are in ${currency}`);
  }
  const change: ItemChange = { ...plain, external_id: externalId, variants: undefined };
  if (price !== undefined) {
    const minor = toMinor(price, currency);
    if (minor === null) return failed(`price: "${price}" is no amount in ${currency}`);
    change.price_minor = minor;
  }
  if (plain.variants !== undefined) {
    const variants = plain.variants.map((variant) => ({
      name: variant.name,
      price_minor: toMinor(variant.price, currency),
      is_available: variant.is_available,
    }));
    const wrong = variants.findIndex(({ price_minor }) => price_minor === null);
    if (wrong >= 0) {
      return failed(`variants: "${plain.variants[wrong]?.price}" is no amount in ${currency}`);
    }
    change.variants = variants;
  }
  try {
    refuseContradiction(change);
    refuseReversed(change.first_date ?? null, change.last_date ?? null);
  } catch (error) {
    if (error instanceof ProblemError) return failed(error.message);
    throw error;
  }
  return { line: row.line, externalId, category: category === "" ? undefined : category, change };
}

function whyNot(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "cannot be used";
  return issue.path.length === 0 ? issue.message : `${issue.path.join(".")}: ${issue.message}`;
}

function readRecords(text: string): CsvRecord[] {
  try {
    return readCsv(text);
  } catch (error) {
    if (error instanceof CsvError) throw refused(error.message);
    throw error;
  }
}

function columnOf(cell: string): Column {
  const name = cell
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
  const column = columns.find((known) => known === (aliases[name] ?? name));
  if (column !== undefined) return column;
  throw refused(`No item has a column "${cell.slice(0, 50)}". There are: ${columns.join(", ")}.`);
}

/** Cells as the values that they stand for; what cannot be read stays as it is, and is refused by name later. A text says why the line cannot be used at all. */
function readCells({ cells }: CsvRecord, names: readonly Column[]): unknown {
  if (cells.length > names.length) return "more cells than the first line has";
  const given: Record<string, unknown> = {};
  for (const [at, cell] of cells.entries()) {
    const column = names[at];
    const text = withoutMark(cell).trim();
    if (column !== undefined && text !== "") given[column] = readCell(column, text);
  }
  return given;
}

const yes = new Set(["true", "yes", "1", "x"]);
const no = new Set(["false", "no", "0"]);

function readCell(column: Column, text: string): unknown {
  switch (column) {
    case "contains":
    case "may_contain":
    case "free_of":
    case "diets":
      return partsOf(text, /[;,|]/).map((part) => part.toLowerCase());
    case "variants":
      return partsOf(text, /[;|]/).map((part) => {
        const [name = "", price = ""] = part.split(/=(?=[^=]*$)/).map((side) => side.trim());
        return { name, price };
      });
    case "is_available":
      if (yes.has(text.toLowerCase())) return true;
      return no.has(text.toLowerCase()) ? false : text;
    case "position":
      return Number(text);
    default:
      return text;
  }
}

function partsOf(text: string, separator: RegExp): string[] {
  return text.split(separator).flatMap((part) => (part.trim() === "" ? [] : [part.trim()]));
}

function refused(detail: string): ProblemError {
  return new ProblemError("invalid-request", detail);
}
