import { createHash } from "node:crypto";
import type pg from "pg";
import { ConfigError } from "../config/index.ts";
import { type Migration, migrations } from "./migrations/index.ts";

/** Any constant will do, as long as every release uses the same: only one process migrates at a time. */
const advisoryLock = 7_142_008_551;

/**
 * Brings the schema up to date: each step in a transaction of its own, under a lock, so it may be run twice, by several servers at once, and be killed at any
 * point. The lock ends with the transaction, so it holds behind a pooler too. Returns the names of the steps applied.
 * @param wanted all steps, or the first of them.
 * @throws ConfigError when the database has a newer schema that this release cannot work on, or was changed under an applied step.
 */
export async function migrate(
  client: pg.ClientBase,
  wanted: readonly Migration[] = migrations,
): Promise<string[]> {
  const missing = await alone(client, async () => {
    await claimSchema(client);
    await client.query(`create table if not exists schema_migrations (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`);
    await client.query("alter table schema_migrations add column if not exists oldest_server text");
    return missingSteps(client, wanted);
  });
  const applied: string[] = [];
  for (const step of missing) if (await apply(client, step)) applied.push(step.name);
  return applied;
}

/** Runs `work` in a transaction that no other server's overlaps. Changes of rights need it too: at the same time they fail. */
export async function alone<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [advisoryLock]);
    const result = await work();
    await client.query("commit");
    return result;
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function missingSteps(client: pg.ClientBase, wanted: readonly Migration[]) {
  const rows = await appliedSteps(client);
  refuseForeignHistory(rows);
  const applied = new Set(rows.map((row) => row.name));
  return wanted.filter((step) => !applied.has(step.name));
}

/** The names of the steps that a database has, and of those that it lacks. */
export interface MigrationStatus {
  applied: string[];
  pending: string[];
}

/**
 * Which steps a database has. Changes nothing.
 * @param client null for a database that does not exist yet.
 * @throws ConfigError when the database has a newer schema, or was changed under an applied step.
 */
export async function migrationStatus(client: pg.ClientBase | null): Promise<MigrationStatus> {
  const found = await client?.query<{ exists: boolean }>(
    "select to_regclass('schema_migrations') is not null as exists",
  );
  const rows = client && found?.rows[0]?.exists ? await appliedSteps(client) : [];
  refuseForeignHistory(rows);
  const applied = rows.map((row) => row.name);
  const pending = migrations.map((step) => step.name).filter((name) => !applied.includes(name));
  return { applied, pending };
}

/** A step of the schema that a database, or an archive of one, has: what it was like when it was applied. */
export interface KnownStep {
  name: string;
  checksum: string;
}

interface AppliedStep extends KnownStep {
  /** The step that a server must know to work beside this one; null: this one. */
  oldest_server: string | null;
}

export async function appliedSteps(client: pg.ClientBase): Promise<AppliedStep[]> {
  // Read as a row of JSON, for the table may come from before there was the last column.
  const { rows } = await client.query<AppliedStep>(
    "select name, checksum, to_jsonb(step) ->> 'oldest_server' as oldest_server from schema_migrations step order by name",
  );
  return rows;
}

/**
 * On PostgreSQL 15 the login inherits from no role, and so has nothing of what the owner of a database may do: it takes that role once to give itself the schema.
 */
async function claimSchema(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ may_create: boolean; login: string }>(
    "select has_schema_privilege('public', 'create with grant option') as may_create, quote_ident(current_user) as login",
  );
  const [state] = rows;
  if (state === undefined || state.may_create) return;
  try {
    await client.query(
      `set local role pg_database_owner; grant usage, create on schema public to ${state.login} with grant option; set local role none`,
    );
  } catch (error) {
    throw new ConfigError(
      "The database user may not create tables in this database: let it own the database (alter database … owner to …).",
      { cause: error },
    );
  }
}

/** False when another server was faster. */
function apply(client: pg.ClientBase, step: Migration): Promise<boolean> {
  return alone(client, async () => {
    if ((await missingSteps(client, [step])).length === 0) return false;
    await client.query(step.sql);
    await client.query(
      "insert into schema_migrations (name, checksum, oldest_server) values ($1, $2, $3)",
      [step.name, checksum(step.sql), step.oldestServer ?? null],
    );
    return true;
  });
}

/** @throws ConfigError when a database is of a newer version or of another build. */
export function refuseForeignHistory(rows: readonly AppliedStep[]): void {
  const known = new Map(migrations.map((step) => [step.name, checksum(step.sql)]));
  const later = rows.filter((row) => !known.has(row.name));
  const newer = later.filter((row) => !known.has(row.oldest_server ?? "")).map((row) => row.name);
  if (newer.length > 0) {
    throw new ConfigError(
      `The database has a newer schema (${newer.join(", ")}) than this version of VoiceLens knows. Start the newer version again, or restore a backup made by this one.`,
    );
  }
  const changed = rows
    .filter((row) => known.has(row.name) && known.get(row.name) !== row.checksum)
    .map((row) => row.name);
  if (changed.length > 0) {
    throw new ConfigError(
      `The database was made by another build: step ${changed.join(", ")} differs. Use the release that made it.`,
    );
  }
}

function checksum(sql: string): string {
  return createHash("sha256").update(sql).digest("hex").slice(0, 16);
}
