import type { RequestAccess } from "../http/index.ts";
import { ProblemError } from "../lib/problems.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";
import { modifierGroupKind, textKind } from "./entries.ts";
import type { ImportBody, ImportLine, ImportReport } from "./import.schema.ts";
import { readItems, readModifiers } from "./import-catalogue.ts";
import { importEntries } from "./import-entries.ts";
import { importHours } from "./import-hours.ts";
import type { ImportFile } from "./import-rows.ts";
import { readTexts } from "./import-texts.ts";
import { readZones } from "./import-zones.ts";
import { itemKind } from "./item.service.ts";
import { audit, lockLocation } from "./location.service.ts";
import { bumpCatalogue, type LocationRow } from "./location.store.ts";
import { namesOfItems } from "./names-of-items.ts";
import { zoneKind } from "./zone.service.ts";

/** How many faults are told at once. */
const faultsMax = 100;

interface Needs {
  db: Database;
  now: () => number;
}

interface Wanted {
  locationId: string;
  what: ImportBody["what"];
  file: ImportFile;
  isDryRun: boolean;
}

/** Carries the report out of a transaction that is undone. */
class DryRun extends Error {
  readonly lines: ImportLine[];

  constructor(lines: ImportLine[]) {
    super("a dry run");
    this.lines = lines;
  }
}

/**
 * Takes what a file says of a location, all of it or nothing. What a row leaves out stays, and so does what the file does not name; the same file a second time changes
 * nothing. In a dry run everything is done and then undone, so the report is what would happen.
 * @throws ProblemError `import-refused` with every line that cannot be used; a dry run reports them.
 */
export async function importFile(
  { db, now }: Needs,
  access: RequestAccess,
  wanted: Wanted,
): Promise<ImportReport> {
  const work = async (trx: Trx) => {
    const location = await lockLocation(trx, access.scope, wanted.locationId);
    const lines = await take(trx, access, { location, at: new Date(now()), ...wanted });
    if (wanted.isDryRun) throw new DryRun(lines);
    refuseFaults(lines);
    await note(trx, access, wanted, lines);
    return lines;
  };
  try {
    return report(await inTenant(db, access.scope, work, { pace: "report" }), false);
  } catch (error) {
    if (!(error instanceof DryRun)) throw error;
    // What a dry run made is not there any more.
    const lines = error.lines.map((one) =>
      one.outcome === "created" ? { ...one, id: null } : one,
    );
    return report(lines, true);
  }
}

async function take(
  trx: Trx,
  access: RequestAccess,
  { what, file, location, at }: Pick<Wanted, "what" | "file"> & { location: LocationRow; at: Date },
): Promise<ImportLine[]> {
  const into = { location, at };
  switch (what) {
    case "items": {
      const resolve = await namesOfItems(trx, access.scope, into);
      const rows = readItems(file, location);
      return importEntries(trx, access, { ...into, kind: itemKind, rows, resolve });
    }
    case "modifiers": {
      const rows = readModifiers(file, location);
      return importEntries(trx, access, { ...into, kind: modifierGroupKind, rows });
    }
    case "zones":
      return importEntries(trx, access, {
        ...into,
        ...{ kind: zoneKind, rows: readZones(file, location) },
      });
    case "texts":
      return importEntries(trx, access, { ...into, kind: textKind, rows: readTexts(file) });
    case "hours":
      return importHours(trx, access, { ...into, file });
  }
}

function refuseFaults(lines: readonly ImportLine[]): void {
  const errors = lines
    .filter(({ error }) => error !== null)
    .map(({ line, error }) => ({ path: `line ${line}`, message: error ?? "" }));
  if (errors.length === 0) return;
  const [first] = errors;
  throw new ProblemError(
    "import-refused",
    `${errors.length} of ${lines.length} lines cannot be used, so nothing was taken. ${first?.path}: ${first?.message}`,
    { extra: { errors: errors.slice(0, faultsMax) } },
  );
}

async function note(
  trx: Trx,
  access: RequestAccess,
  { locationId, what }: Wanted,
  lines: readonly ImportLine[],
): Promise<void> {
  const { created, updated } = counts(lines);
  if (created + updated === 0) return;
  await bumpCatalogue(trx, access.scope, locationId);
  await audit(trx, access, "location.imported", locationId, { what, created, updated });
}

function report(lines: ImportLine[], isDryRun: boolean): ImportReport {
  return { dry_run: isDryRun, ...counts(lines), lines };
}

function counts(lines: readonly ImportLine[]) {
  const count = (outcome: ImportLine["outcome"]) =>
    lines.filter((line) => line.outcome === outcome).length;
  return {
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    failed: count("failed"),
  };
}
