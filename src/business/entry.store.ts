import { type RawBuilder, type Selectable, sql } from "kysely";
import { refusedAt } from "../lib/refused-at.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Page, Tables, Trx } from "../store/index.ts";

/** The tables whose rows are listed below a location, in the order in which people put them. */
export type EntryTable =
  | "delivery_zones"
  | "catalogue_categories"
  | "catalogue_modifier_groups"
  | "catalogue_items"
  | "location_texts";

/** Values by column. Only names of ours come here, never those of a body. */
export type EntryColumns<Table extends EntryTable> = {
  [Column in keyof Tables[Table]]?: unknown;
};

interface Place {
  locationId: string;
  id: string;
}

/** One row of a location, or nothing. */
export async function findEntry<Table extends EntryTable>(
  trx: Trx,
  scope: TenantScope,
  table: Table,
  { locationId, id }: Place,
): Promise<Selectable<Tables[Table]> | undefined> {
  const { rows } = await sql<Selectable<Tables[Table]>>`select * from ${sql.table(table)}
    where tenant_id = ${scope.tenantId} and location_id = ${locationId} and id = ${id}`.execute(
    trx,
  );
  return rows[0];
}

/** All rows of a location, for whoever compares them with a file. */
export async function allEntries<Table extends EntryTable>(
  trx: Trx,
  scope: TenantScope,
  table: Table,
  locationId: string,
): Promise<Selectable<Tables[Table]>[]> {
  const { rows } = await sql<Selectable<Tables[Table]>>`select * from ${sql.table(table)}
    where tenant_id = ${scope.tenantId} and location_id = ${locationId}
    order by position, id`.execute(trx);
  return rows;
}

/** One page of a location's rows, and one row more when there is a next page. */
export async function listEntries<Table extends EntryTable>(
  trx: Trx,
  scope: TenantScope,
  table: Table,
  of: {
    locationId: string;
    page: Page<{ position: number; id: string }>;
    conditions?: readonly RawBuilder<unknown>[];
  },
): Promise<Selectable<Tables[Table]>[]> {
  const { cursor, limit } = of.page;
  const after =
    cursor === undefined ? [] : [sql`(position, id) > (${cursor.position}::int, ${cursor.id})`];
  const all = [
    sql`tenant_id = ${scope.tenantId} and location_id = ${of.locationId}`,
    ...(of.conditions ?? []),
    ...after,
  ];
  const { rows } = await sql<Selectable<Tables[Table]>>`select * from ${sql.table(table)}
    where ${sql.join(all, sql` and `)} order by position, id limit ${limit + 1}`.execute(trx);
  return rows;
}

/** How many rows a location has, and the position behind the last. */
export async function countEntries(
  trx: Trx,
  scope: TenantScope,
  table: EntryTable,
  locationId: string,
): Promise<{ count: number; next: number }> {
  const { rows } = await sql<{ count: number; next: number }>`select count(*)::int as count,
      coalesce(max(position) + 1, 0) as next
    from ${sql.table(table)} where tenant_id = ${scope.tenantId} and location_id = ${locationId}`.execute(
    trx,
  );
  return rows[0] ?? { count: 0, next: 0 };
}

/** @throws ProblemError `name-taken`. */
export async function insertEntry<Table extends EntryTable>(
  trx: Trx,
  scope: TenantScope,
  table: Table,
  columns: EntryColumns<Table>,
): Promise<void> {
  const whole = { tenant_id: scope.tenantId, ...columns };
  const names = sql.join(Object.keys(whole).map((name) => sql.ref(name)));
  await unlessTaken(
    sql`insert into ${sql.table(table)} (${names}) values (${sql.join(Object.values(whole))})`.execute(
      trx,
    ),
  );
}

/** Whether there was such a row. @throws ProblemError `name-taken`. */
export async function updateEntry<Table extends EntryTable>(
  trx: Trx,
  scope: TenantScope,
  table: Table,
  { locationId, id, columns }: Place & { columns: EntryColumns<Table> },
): Promise<boolean> {
  const changes = Object.entries(columns).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { numAffectedRows } = await unlessTaken(
    sql`update ${sql.table(table)} set ${sql.join(changes)}
      where tenant_id = ${scope.tenantId} and location_id = ${locationId} and id = ${id}`.execute(
      trx,
    ),
  );
  return Number(numAffectedRows ?? 0) > 0;
}

/** The row that went, or nothing. */
export async function deleteEntry<Table extends EntryTable>(
  trx: Trx,
  scope: TenantScope,
  table: Table,
  { locationId, id }: Place,
): Promise<Selectable<Tables[Table]> | undefined> {
  const { rows } = await sql<Selectable<Tables[Table]>>`delete from ${sql.table(table)}
    where tenant_id = ${scope.tenantId} and location_id = ${locationId} and id = ${id} returning *`.execute(
    trx,
  );
  return rows[0];
}

const uniqueViolation = "23505";

async function unlessTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint = "" } = error as { code?: unknown; constraint?: string };
    if (code !== uniqueViolation) throw error;
    const path = constraint.endsWith("_external") ? "external_id" : "name";
    const message = "The location has another of these with it.";
    throw refusedAt("name-taken", path, message);
  }
}
