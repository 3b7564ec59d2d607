import { z } from "zod";
import { type ItemChange, itemFields, type ModifierGroupChange } from "./catalogue.schema.ts";
import { CalendarDate, line } from "./fields.ts";
import { amountIn, dietFields, rowFields, weekly } from "./import-fields.ts";
import {
  checkRows,
  entryAliases,
  entryColumns,
  type ImportFile,
  type ImportRow,
  readRows,
} from "./import-rows.ts";
import { type Columns, type RawRow, readTable } from "./import-table.ts";
import type { LocationRow } from "./location.store.ts";

/** An item, with the names of its category and its groups of choices, which are looked up later. */
export interface NamedItemChange extends ItemChange {
  category?: string | undefined;
  choices?: string[] | undefined;
}

const diet = { contains: "list", may_contain: "list", free_of: "list", diets: "list" } as const;
const itemColumns: Columns = {
  kinds: {
    ...entryColumns,
    ...{ category: "text", price: "text", currency: "text", variants: "sizes" },
    ...{ is_available: "flag", choices: "list", weekly: "text" },
    ...diet,
    ...{ first_date: "text", last_date: "text" },
  },
  aliases: { ...entryAliases, sizes: "variants", modifiers: "choices", allergens: "contains" },
  needed: ["name"],
};

/** Reads a file of items. @throws ProblemError when the whole file cannot be used. */
export function readItems(
  file: ImportFile,
  { currency }: LocationRow,
): ImportRow<NamedItemChange>[] {
  const amount = amountIn(currency);
  const Item = z.strictObject({
    ...rowFields,
    name: line(200).min(1),
    category: line(200).optional(),
    description: itemFields.description,
    price: amount.optional(),
    currency: z
      .string()
      .refine(
        (code) => code.toUpperCase() === currency,
        `prices of this location are in ${currency}`,
      )
      .optional(),
    variants: z
      .array(
        z.strictObject({
          name: line(100).min(1),
          price: amount,
          is_available: z.boolean().default(true),
        }),
      )
      .max(30)
      .optional(),
    is_available: z.boolean().optional(),
    choices: z.array(line(200).min(1)).max(20).optional(),
    weekly: weekly.optional(),
    ...dietFields,
    first_date: CalendarDate.nullable().optional(),
    last_date: CalendarDate.nullable().optional(),
  });
  return readRows(file, itemColumns, {
    schema: Item,
    toChange: ({ price, variants, currency: _, ...rest }) => ({
      ...rest,
      ...(price === undefined ? {} : { price_minor: price }),
      ...(variants === undefined ? {} : { variants: variants.map(inMinor) }),
    }),
  });
}

const modifierColumns: Columns = {
  kinds: {
    ...entryColumns,
    ...{ min: "number", max: "number" },
    ...{ option: "text", price: "text", is_available: "flag" },
    ...diet,
  },
  aliases: { ...entryAliases, group: "name" },
  needed: ["name", "option"],
};
/** What stands in a line of CSV about the group, and not about the option. */
const ofGroup = ["external_id", "name", "description", "position", "min", "max"] as const;

/** Reads a file of groups of modifiers. In CSV each line is one option; lines of the same group belong together. */
export function readModifiers(
  file: ImportFile,
  { currency }: LocationRow,
): ImportRow<ModifierGroupChange>[] {
  const Option = z.strictObject({
    name: line(200).min(1),
    price: amountIn(currency).default(0),
    is_available: z.boolean().default(true),
    contains: dietFields.contains.default([]),
    may_contain: dietFields.may_contain.default([]),
    free_of: dietFields.free_of.default([]),
    diets: dietFields.diets.default([]),
  });
  const Group = z.strictObject({
    ...rowFields,
    name: line(200).min(1),
    description: line(2000).optional(),
    min: z.number().int().min(0).max(100).optional(),
    max: z.number().int().min(1).max(100).nullable().optional(),
    options: z.array(Option).min(1).max(100).optional(),
  });
  const toChange = ({ options, ...rest }: z.output<typeof Group>) => ({
    ...rest,
    ...(options === undefined ? {} : { options: options.map(inMinor) }),
  });
  const shape = { schema: Group, toChange };
  if ("json" in file) return readRows(file, modifierColumns, shape);
  return checkRows(groupOptions(readTable(file.csv, modifierColumns)), shape);
}

/** Lines of options as the groups that they belong to: what a line says of the group, the first that says it is heard. */
function groupOptions(rows: readonly RawRow[]): RawRow[] {
  const groups = new Map<string, { line: number; value: Cells; parts: number[] }>();
  const others: RawRow[] = [];
  for (const { line: at, value } of rows) {
    if (typeof value !== "object" || value === null) {
      others.push({ line: at, value });
      continue;
    }
    const [about, { option, ...facts }] = split(value as Cells);
    const key = String(about.external_id ?? about.name).toLowerCase();
    const group = groups.get(key) ?? { line: at, value: { options: [] }, parts: [] };
    const options = [...(group.value.options as unknown[]), { name: option, ...facts }];
    group.value = { ...about, ...group.value, options };
    group.parts.push(at);
    groups.set(key, group);
  }
  return [...groups.values(), ...others];
}

type Cells = Record<string, unknown>;

/** What a line says of its group, and what of its option. */
function split(cells: Cells): [about: Cells, option: Cells] {
  const isAbout = ([name]: [string, unknown]) => ofGroup.some((column) => column === name);
  const all = Object.entries(cells);
  return [
    Object.fromEntries(all.filter(isAbout)),
    Object.fromEntries(all.filter((cell) => !isAbout(cell))),
  ];
}

function inMinor<Priced extends { price: number }>({ price, ...rest }: Priced) {
  return { ...rest, price_minor: price };
}
