import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { ProblemError } from "../lib/problems.ts";
import type { Trx } from "../store/index.ts";
import type { EntryKind, Row } from "./entry.service.ts";
import {
  allEntries,
  type EntryColumns,
  type EntryTable,
  insertEntry,
  updateEntry,
} from "./entry.store.ts";
import type { ImportLine } from "./import.schema.ts";
import type { GoodRow, ImportRow } from "./import-rows.ts";
import type { LocationRow } from "./location.store.ts";

interface Import<Table extends EntryTable, Read, Change, View> {
  location: LocationRow;
  at: Date;
  kind: EntryKind<Table, Change, View>;
  rows: readonly ImportRow<Read>[];
  /** Makes ids of the names that a row has for other things. */
  resolve?: (read: Read) => Promise<Change>;
}

/** Something that is there, as it is compared with a row that names it. */
interface Known<Table extends EntryTable> {
  id: string;
  row: Row<Table> | null;
  shown: Readonly<Record<string, unknown>>;
}

/** Writes what rows say of one kind of thing, and says of each what became of it. A row means what has its external id, else what has its name. */
export async function importEntries<
  Table extends EntryTable,
  Read extends Change & object,
  Change,
  View extends { id: string; position: number },
>(
  trx: Trx,
  access: RequestAccess,
  wanted: Import<Table, Read, Change, View>,
): Promise<ImportLine[]> {
  const { location, kind } = wanted;
  const rows = await allEntries(trx, access.scope, kind.table, location.id);
  const views = await kind.views(trx, access.scope, { location, rows });
  const known = createIndex<Table>(kind.table);
  for (const [at, view] of views.entries()) {
    known.add({ id: view.id, row: rows[at] ?? null, shown: { ...rows[at], ...view } });
  }
  let count = rows.length;
  let position = Math.max(-1, ...views.map((view) => view.position)) + 1;
  const lines: ImportLine[] = [];
  for (const row of wanted.rows) {
    if ("error" in row) {
      lines.push({ ...blank(row.line), outcome: "failed", error: row.error });
      continue;
    }
    try {
      const before = known.find(row);
      if (before === undefined && count >= kind.max) {
        throw new ProblemError("limit-reached", `there are ${kind.max} already`);
      }
      const line = await writeRow(trx, access, { ...wanted, row, before, position });
      if (before === undefined) {
        known.add({
          id: line.id ?? "",
          row: null,
          shown: Object.fromEntries(Object.entries(row.change)),
        });
        count++;
        position++;
      }
      lines.push(line);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { line, name } = row;
      lines.push({ ...blank(line, name), outcome: "failed", error: error.message });
    }
  }
  return lines;
}

async function writeRow<Table extends EntryTable, Read extends Change & object, Change, View>(
  trx: Trx,
  { scope }: RequestAccess,
  work: Import<Table, Read, Change, View> & {
    row: GoodRow<Read>;
    before: Known<Table> | undefined;
    position: number;
  },
): Promise<ImportLine> {
  const { kind, row, before, at } = work;
  const locationId = work.location.id;
  const change = withoutUndefined(await (work.resolve?.(row.change) ?? row.change));
  await kind.check?.(trx, scope, { locationId, change, before: before?.row ?? null });
  const columns = kind.columns(change, before?.row ?? null);
  const line = blank(row.line, row.name);
  if (before === undefined) {
    const id = newId(kind.idKind);
    await insertEntry(trx, scope, kind.table, {
      ...{ id, location_id: locationId, position: work.position, created_at: at, updated_at: at },
      ...columns,
    } as EntryColumns<Table>);
    await kind.saved?.(trx, scope, { locationId, id, change });
    return { ...line, outcome: "created", id };
  }
  const { id } = before;
  const changes = differences(before.shown, change);
  if (changes.length === 0) return { ...line, outcome: "unchanged", id };
  const place = { locationId, id, columns: { ...columns, updated_at: at } as EntryColumns<Table> };
  await updateEntry(trx, scope, kind.table, place);
  await kind.saved?.(trx, scope, { locationId, id, change });
  return { ...line, outcome: "updated", id, changes };
}

/** Finds what rows mean. Names are looked at without regard to case, as the database does where they are unique. */
function createIndex<Table extends EntryTable>(table: Table) {
  const nameColumn = table === "location_texts" ? "title" : "name";
  // Two dishes may have one name, and two questions.
  const isNameUnique = table !== "catalogue_items" && table !== "location_texts";
  const byExternal = new Map<string, Known<Table>>();
  const byName = new Map<string, Known<Table>[]>();
  return {
    add(known: Known<Table>): void {
      const { external_id: externalId, [nameColumn]: name } = known.shown;
      if (typeof externalId === "string") byExternal.set(externalId, known);
      const key = String(name).toLowerCase();
      byName.set(key, [...(byName.get(key) ?? []), known]);
    },
    /** @throws ProblemError `name-taken` where it cannot be told which one is meant. */
    find({ name, externalId }: GoodRow<unknown>): Known<Table> | undefined {
      const named = byName.get(name.toLowerCase()) ?? [];
      const own = externalId === undefined ? undefined : byExternal.get(externalId);
      if (own !== undefined) {
        const isTaken = isNameUnique && named.some((other) => other !== own);
        if (isTaken) throw new ProblemError("name-taken", `name: another has "${name}" already`);
        return own;
      }
      // What was written down by hand gets its external id by its name.
      const meant = named.filter(({ shown }) => externalId === undefined || !shown.external_id);
      if (isNameUnique && named.length > meant.length) {
        throw new ProblemError("name-taken", `name: another has "${name}" already`);
      }
      if (meant.length > 1) {
        throw new ProblemError(
          "name-taken",
          `name: there are ${meant.length} called "${name}"; give its external_id`,
        );
      }
      return meant[0];
    },
  };
}

function blank(line: number, name = "") {
  return { line, name, id: null, changes: [], error: null };
}

function withoutUndefined<Change>(change: Change): Change {
  return Object.fromEntries(
    Object.entries(change as object).filter(([, value]) => value !== undefined),
  ) as Change;
}

/** Which members a change makes others. */
export function differences(
  before: Readonly<Record<string, unknown>>,
  change: unknown,
): ImportLine["changes"] {
  return Object.entries(change as object).flatMap(([member, after]) =>
    canonical(before[member]) === canonical(after)
      ? []
      : [{ member, before: shortly(before[member]), after: shortly(after) }],
  );
}

const shownCharacters = 80;

/** What can be said of a value in a word. */
function shortly(value: unknown): string | null {
  const isShort =
    typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return isShort ? String(value).slice(0, shownCharacters) : null;
}

/** jsonb keeps members in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_key, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
