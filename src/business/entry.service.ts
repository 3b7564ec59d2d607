import type { RawBuilder, Selectable } from "kysely";
import type { RequestAccess } from "../http/index.ts";
import { newId } from "../lib/ids.ts";
import { type ProblemCode, ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page, type Tables, type Trx } from "../store/index.ts";
import {
  countEntries,
  deleteEntry,
  type EntryColumns,
  type EntryTable,
  findEntry,
  insertEntry,
  listEntries,
  updateEntry,
} from "./entry.store.ts";
import { audit, lockLocation, readLocation } from "./location.service.ts";
import { bumpCatalogue, type LocationRow } from "./location.store.ts";

export type Row<Table extends EntryTable> = Selectable<Tables[Table]>;

/** What one kind of thing that is listed below a location has of its own. */
export interface EntryKind<Table extends EntryTable, Change, View> {
  table: Table;
  idKind: Parameters<typeof newId>[0];
  /** As the audit log names it. */
  name: string;
  notFound: ProblemCode;
  /** How many a location has at most. */
  max: number;
  /** The columns that a change writes; `before` is the row that it changes, if there is one. */
  columns: (change: Change, before: Row<Table> | null) => EntryColumns<Table>;
  views: (
    trx: Trx,
    scope: TenantScope,
    of: { location: LocationRow; rows: readonly Row<Table>[] },
  ) => Promise<View[]>;
  /** Refuses what cannot be, before it is written. */
  check?: (
    trx: Trx,
    scope: TenantScope,
    of: { locationId: string; change: Change; before: Row<Table> | null },
  ) => Promise<void>;
  /** Writes what belongs to it in other tables. */
  saved?: (
    trx: Trx,
    scope: TenantScope,
    of: { locationId: string; id: string; change: Change },
  ) => Promise<void>;
  /** Called when it is gone for good. */
  gone?: (row: Row<Table>) => Promise<void>;
}

export interface EntryService<Change, View> {
  get: (scope: TenantScope, locationId: string, id: string) => Promise<View>;
  list: (
    scope: TenantScope,
    locationId: string,
    asked: {
      page: Page<{ position: number; id: string }>;
      conditions?: readonly RawBuilder<unknown>[];
    },
  ) => Promise<View[]>;
  create: (access: RequestAccess, locationId: string, change: Change) => Promise<View>;
  change: (access: RequestAccess, locationId: string, id: string, change: Change) => Promise<View>;
  remove: (access: RequestAccess, locationId: string, id: string) => Promise<void>;
}

/** Everything that is done alike with what is listed below a location. */
export function createEntryService<Table extends EntryTable, Change, View>(
  { db, now }: { db: Database; now: () => number },
  kind: EntryKind<Table, Change, View>,
): EntryService<Change, View> {
  const { table, name } = kind;
  const missing = () => new ProblemError(kind.notFound, "This location has nothing with this id.");
  const view = async (trx: Trx, scope: TenantScope, location: LocationRow, id: string) => {
    const row = await findEntry(trx, scope, table, { locationId: location.id, id });
    const [shown] =
      row === undefined ? [] : await kind.views(trx, scope, { location, rows: [row] });
    if (shown === undefined) throw missing();
    return shown;
  };
  return {
    get: (scope, locationId, id) =>
      inTenant(db, scope, async (trx) => {
        const location = await readLocation(trx, scope, locationId);
        return view(trx, scope, location, id);
      }),

    list: (scope, locationId, asked) =>
      inTenant(db, scope, async (trx) => {
        const location = await readLocation(trx, scope, locationId);
        const rows = await listEntries(trx, scope, table, { locationId, ...asked });
        return kind.views(trx, scope, { location, rows });
      }),

    create: (access, locationId, change) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope } = access;
        const location = await lockLocation(trx, scope, locationId);
        const { count, next } = await countEntries(trx, scope, table, locationId);
        if (count >= kind.max) {
          throw new ProblemError("limit-reached", `A location has at most ${kind.max} of these.`);
        }
        await kind.check?.(trx, scope, { locationId, change, before: null });
        const id = newId(kind.idKind);
        const at = new Date(now());
        await insertEntry(trx, scope, table, {
          ...{ id, location_id: locationId, position: next, created_at: at, updated_at: at },
          ...kind.columns(change, null),
        } as EntryColumns<Table>);
        await kind.saved?.(trx, scope, { locationId, id, change });
        await bumpCatalogue(trx, scope, locationId);
        await audit(trx, access, `${name}.created`, id, { location_id: locationId });
        return view(trx, scope, location, id);
      }),

    change: (access, locationId, id, change) =>
      inTenant(db, access.scope, async (trx) => {
        const { scope } = access;
        const location = await lockLocation(trx, scope, locationId);
        const before = await findEntry(trx, scope, table, { locationId, id });
        if (before === undefined) throw missing();
        await kind.check?.(trx, scope, { locationId, change, before });
        const columns = {
          updated_at: new Date(now()),
          ...kind.columns(change, before),
        } as EntryColumns<Table>;
        await updateEntry(trx, scope, table, { locationId, id, columns });
        await kind.saved?.(trx, scope, { locationId, id, change });
        await bumpCatalogue(trx, scope, locationId);
        const changed = Object.keys(change as object);
        await audit(trx, access, `${name}.changed`, id, { location_id: locationId, changed });
        return view(trx, scope, location, id);
      }),

    async remove(access, locationId, id) {
      const { scope } = access;
      const row = await inTenant(db, scope, async (trx) => {
        await lockLocation(trx, scope, locationId);
        const removed = await deleteEntry(trx, scope, table, { locationId, id });
        if (removed === undefined) throw missing();
        await bumpCatalogue(trx, scope, locationId);
        await audit(trx, access, `${name}.removed`, id, { location_id: locationId });
        return removed;
      });
      await kind.gone?.(row);
    },
  };
}

/** What every entry shows. */
export function shownOf(row: {
  id: string;
  external_id: string | null;
  position: number;
  created_at: Date;
  updated_at: Date;
}) {
  return {
    id: row.id,
    external_id: row.external_id,
    position: row.position,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
