import type { z } from "zod";
import { type Columns, type RawRow, readTable, rowsMax, unusable } from "./import-table.ts";

/** A file as it came: the text of a CSV, or the value of a JSON. */
export type ImportFile = { csv: string } | { json: unknown };

/** One row of a file: what it says of which entry, or why it cannot be used. */
export type ImportRow<Change> = GoodRow<Change> | { line: number; error: string };
export interface GoodRow<Change> {
  line: number;
  name: string;
  externalId: string | undefined;
  change: Change;
}

/** What a row says of the entry that it means. */
interface Named {
  external_id?: string | undefined;
  name?: string;
  title?: string;
}

/** Rows of CSV or JSON, each checked for itself; none may name what another names. */
export function readRows<Schema extends z.ZodType<Named>, Change>(
  file: ImportFile,
  columns: Columns,
  { schema, toChange }: RowShape<Schema, Change>,
): ImportRow<Change>[] {
  if ("csv" in file) return checkRows(readTable(file.csv, columns), { schema, toChange });
  if (!Array.isArray(file.json)) throw unusable("The file holds no list.");
  const rows = file.json.map((value: unknown, at) => ({ line: at + 1, value }));
  return checkRows(rows, { schema, toChange });
}

interface RowShape<Schema extends z.ZodType<Named>, Change> {
  schema: Schema;
  toChange: (read: z.output<Schema>) => Change;
}

/** The same of rows that were already read. */
export function checkRows<Schema extends z.ZodType<Named>, Change>(
  rows: readonly RawRow[],
  { schema, toChange }: RowShape<Schema, Change>,
): ImportRow<Change>[] {
  if (rows.length > rowsMax) throw unusable(`A file has at most ${rowsMax} rows.`);
  const seen = new Seen();
  return rows.map((row) => {
    if (typeof row.value === "string") return { line: row.line, error: row.value };
    const parsed = schema.safeParse(row.value);
    if (!parsed.success) return faultOf(row, parsed.error);
    const { external_id: externalId, name: plain, title } = parsed.data;
    const name = plain ?? title ?? "";
    const error = seen.faultOf({ line: row.line, name, externalId });
    if (error !== null) return { line: row.line, error };
    return { line: row.line, name, externalId, change: toChange(parsed.data) };
  });
}

/** What earlier rows of a file mean: no two may mean the same. */
class Seen {
  readonly #ids = new Map<string, number>();
  readonly #names = new Map<string, number>();
  /** Names that alone say what is meant. */
  readonly #meaning = new Map<string, number>();

  faultOf({ line, name, externalId }: Omit<GoodRow<unknown>, "change">): string | null {
    const key = name.toLowerCase();
    const sameId = externalId === undefined ? undefined : this.#ids.get(externalId);
    if (sameId !== undefined) return `external_id: line ${sameId} has the same`;
    const sameName = (externalId === undefined ? this.#names : this.#meaning).get(key);
    if (sameName !== undefined) return `name: line ${sameName} has the same`;
    this.#names.set(key, line);
    if (externalId === undefined) this.#meaning.set(key, line);
    else this.#ids.set(externalId, line);
    return null;
  }
}

function faultOf({ line, parts = [] }: RawRow, { issues: [issue] }: z.ZodError) {
  const [, at] = issue?.path ?? [];
  const place = issue?.path.join(".") ?? "";
  const message = issue?.message ?? "cannot be used";
  return {
    line: (typeof at === "number" ? parts[at] : undefined) ?? line,
    error: place === "" ? message : `${place}: ${message}`,
  };
}

/** Columns that every kind of thing has. */
export const entryColumns = {
  external_id: "text",
  name: "text",
  description: "text",
  position: "number",
} as const;

/** Other names of columns of every kind. */
export const entryAliases = {
  id: "external_id",
  sku: "external_id",
  available: "is_available",
} as const;
