import type { Selectable } from "kysely";
import { z } from "zod";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Database, inTenant, type Tables, type Trx } from "../store/index.ts";
import type { ItemChange } from "./catalogue.schema.ts";
import type { DietFacts } from "./diet.ts";
import { categoriesMax } from "./entries.ts";
import { countEntries, insertEntry, updateEntry } from "./entry.store.ts";
import { type ImportRow, readCsvRows, readJsonRows } from "./import-rows.ts";
import { type ItemRow, itemColumns, itemsMax } from "./item.service.ts";
import { audit, lockLocation } from "./location.service.ts";
import { bumpCatalogue } from "./location.store.ts";
import { refuseContradiction, refuseReversed } from "./refuse-item.ts";

/** What became of a row. */
export const ImportReport = z
  .object({
    line: z.number().int().describe("Of the file, or the place in the list, counted from 1."),
    outcome: z.enum(["created", "updated", "unchanged", "failed"]),
    item_id: z.string().nullable(),
    changed: z.array(z.string()).describe("Which members of an item that was there are others."),
    error: z.string().nullable(),
  })
  .meta({ id: "CatalogueImportLine" });
export type ImportReport = z.infer<typeof ImportReport>;

interface Needs {
  db: Database;
  now: () => number;
}

interface File {
  csv?: string | undefined;
  items?: readonly unknown[] | undefined;
  isDryRun: boolean;
}

/** Carries the report out of a transaction that is undone. */
class DryRun extends Error {
  readonly reports: ImportReport[];

  constructor(reports: ImportReport[]) {
    super("a dry run");
    this.reports = reports;
  }
}

/**
 * Takes items out of a file, and says for each row what became of it. Items are known by their external id, so the same file a second time changes nothing; what a row
 * leaves out stays. A row that cannot be used stops no other. In a dry run everything is done and then undone, so the report is what would happen.
 */
export async function importCatalogue(
  { db, now }: Needs,
  access: RequestAccess,
  locationId: string,
  file: File,
): Promise<ImportReport[]> {
  const { scope } = access;
  const work = async (trx: Trx) => {
    const { currency } = await lockLocation(trx, scope, locationId);
    const rows =
      file.csv === undefined
        ? readJsonRows(file.items ?? [], currency)
        : readCsvRows(file.csv, currency);
    const reports = await importRows(trx, access, { locationId, rows, at: new Date(now()) });
    if (file.isDryRun) throw new DryRun(reports);
    await noteImport(trx, access, locationId, reports);
    return reports;
  };
  try {
    return await inTenant(db, scope, work, { pace: "report" });
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    // What a dry run made is not there any more.
    return error.reports.map((one) =>
      one.outcome === "created" ? { ...one, item_id: null } : one,
    );
  }
}

async function noteImport(
  trx: Trx,
  access: RequestAccess,
  locationId: string,
  reports: readonly ImportReport[],
): Promise<void> {
  const count = (outcome: ImportReport["outcome"]) =>
    reports.filter((report) => report.outcome === outcome).length;
  const payload = { created: count("created"), updated: count("updated") };
  if (payload.created + payload.updated === 0) return;
  await bumpCatalogue(trx, access.scope, locationId);
  await audit(trx, access, "catalogue.imported", locationId, payload);
}

interface Work {
  locationId: string;
  at: Date;
  items: Map<string, ItemRow>;
  itemCount: number;
  /** Ids by name in lower case. */
  categories: Map<string, string>;
}

async function importRows(
  trx: Trx,
  access: RequestAccess,
  of: { locationId: string; rows: readonly ImportRow[]; at: Date },
): Promise<ImportReport[]> {
  const work = await beginWork(trx, access, of);
  const reports: ImportReport[] = [];
  for (const row of of.rows) reports.push(await importRow(trx, access, row, work));
  return reports;
}

async function beginWork(
  trx: Trx,
  { scope }: RequestAccess,
  { locationId, at }: { locationId: string; at: Date },
): Promise<Work> {
  const items = await trx
    .selectFrom("catalogue_items")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .where("external_id", "is not", null)
    .execute();
  const categories = await trx
    .selectFrom("catalogue_categories")
    .select(["id", "name"])
    .where("tenant_id", "=", scope.tenantId)
    .where("location_id", "=", locationId)
    .execute();
  return {
    locationId,
    at,
    items: new Map(items.map((item) => [item.external_id ?? "", item])),
    itemCount: (await countEntries(trx, scope, "catalogue_items", locationId)).count,
    categories: new Map(categories.map(({ id, name }) => [name.toLowerCase(), id])),
  };
}

async function importRow(
  trx: Trx,
  access: RequestAccess,
  row: ImportRow,
  work: Work,
): Promise<ImportReport> {
  const report = { line: row.line, item_id: null, changed: [], error: null };
  if ("error" in row) return { ...report, outcome: "failed", error: row.error };
  const before = work.items.get(row.externalId);
  const fault = faultOf(row, before, work);
  if (fault !== null) return { ...report, outcome: "failed", error: fault };
  const change = await withCategory(trx, access, row, work);
  if (before === undefined) {
    const id = newId("itm");
    const { locationId, at } = work;
    await insertEntry(trx, access.scope, "catalogue_items", {
      ...{ id, location_id: locationId, created_at: at, updated_at: at },
      ...itemColumns(change),
    });
    work.itemCount++;
    return { ...report, outcome: "created", item_id: id };
  }
  const changed = differences(before, change);
  if (changed.length === 0) return { ...report, outcome: "unchanged", item_id: before.id };
  const columns = { ...itemColumns(change), updated_at: work.at };
  const place = { locationId: work.locationId, id: before.id, columns };
  await updateEntry(trx, access.scope, "catalogue_items", place);
  return { ...report, outcome: "updated", item_id: before.id, changed };
}

type GoodRow = Exclude<ImportRow, { error: string }>;

/** Why a row that can be read cannot be used with what is there. */
function faultOf(
  { change, category }: GoodRow,
  before: ItemRow | undefined,
  { itemCount, categories }: Work,
): string | null {
  if (before === undefined && itemCount >= itemsMax) return `there are ${itemsMax} items already`;
  const isNewCategory = category !== undefined && !categories.has(category.toLowerCase());
  if (isNewCategory && categories.size >= categoriesMax) {
    return `category: there are ${categoriesMax} already`;
  }
  try {
    const facts = { ...before, ...withoutUndefined(change) } as Partial<DietFacts> & ItemChange;
    refuseContradiction(facts);
    refuseReversed(facts.first_date ?? null, facts.last_date ?? null);
    return null;
  } catch (error) {
    if (error instanceof ProblemError) return error.message;
    throw error;
  }
}

function withoutUndefined(change: ItemChange): ItemChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

async function withCategory(
  trx: Trx,
  { scope }: RequestAccess,
  { category, change }: GoodRow,
  { locationId, at, categories }: Work,
): Promise<ItemChange> {
  if (category === undefined) return change;
  const key = category.toLowerCase();
  const known = categories.get(key);
  if (known !== undefined) return { ...change, category_id: known };
  const id = newId("cat");
  await insertEntry(trx, scope, "catalogue_categories", {
    ...{ id, location_id: locationId, name: category, created_at: at, updated_at: at },
    // Categories stand in the order in which the file names them.
    position: categories.size,
  });
  categories.set(key, id);
  return { ...change, category_id: id };
}

/** Which members of an item a change makes others. */
function differences(before: Selectable<Tables["catalogue_items"]>, change: ItemChange): string[] {
  return Object.entries(withoutUndefined(change)).flatMap(([name, value]) => {
    const known = before[name as keyof typeof before];
    return canonical(known) === canonical(value) ? [] : [name];
  });
}

/** jsonb keeps members in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
