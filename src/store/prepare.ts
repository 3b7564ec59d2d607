import pg from "pg";
import { ConfigError } from "../config/index.ts";
import { refuseHoles } from "./catalogue-check.ts";
import { isUnavailable } from "./failures.ts";
import { alone, type MigrationStatus, migrate, migrationStatus } from "./migrate.ts";
import type { Migration } from "./migrations/index.ts";
import { ensureRoles } from "./roles.ts";
import { refuseTightServer } from "./server-limits.ts";

const oldestServer = 150000;

/**
 * Makes a database ready to serve: roles, schema, and a look whether it really keeps tenants apart.
 *
 * `login` is the user the server runs as; `administrator`, where given, is who may create roles and the user itself (the embedded engine's superuser).
 * @throws ConfigError when the server cannot be reached, is too old, has a newer schema, or has a hole.
 */
export async function prepareDatabase(
  login: pg.ClientConfig,
  options: {
    administrator?: pg.ClientConfig;
    isProduction: boolean;
    /** How many connections this process may open; without it nobody counts. */
    connectionsMax?: number;
    /** The first steps of the schema, where it is not to have all. */
    steps?: readonly Migration[];
  },
): Promise<{ applied: string[]; warnings: string[] }> {
  if (options.administrator !== undefined) await createLogin(options.administrator, login);
  const client = await connect(login);
  try {
    await refuseOldServer(client);
    if (options.administrator === undefined) await ensureRoles(client, await userOf(client));
    const applied = await migrate(client, options.steps);
    await alone(client, () => openTheDoor(client));
    const { warnings } = await refuseHoles(client, options);
    if (options.connectionsMax !== undefined) {
      warnings.push(...(await refuseTightServer(client, options.connectionsMax, options)));
    }
    return { applied, warnings };
  } catch (error) {
    throw explained(error);
  } finally {
    await client.end();
  }
}

/**
 * Which steps of the schema a database has and which it lacks. Changes nothing.
 *
 * With `isMadeByUs` (the embedded engine) a database that does not exist yet lacks all.
 * @throws ConfigError when the server cannot be reached, or its schema is not one of ours.
 */
export async function readMigrationStatus(
  login: pg.ClientConfig,
  { isMadeByUs }: { isMadeByUs: boolean },
): Promise<MigrationStatus> {
  const client = await connect(login).catch((error: unknown) => {
    const { cause } = error as { cause?: { code?: unknown } };
    if (isMadeByUs && cause?.code === "3D000") return null;
    throw error;
  });
  try {
    return await migrationStatus(client);
  } finally {
    await client?.end();
  }
}

async function createLogin(administrator: pg.ClientConfig, login: pg.ClientConfig): Promise<void> {
  const client = await connect({ ...administrator, database: "postgres" });
  const user = pg.escapeIdentifier(login.user ?? "voicelens");
  const database = login.database ?? "voicelens";
  try {
    const known = await client.query("select from pg_roles where rolname = $1", [login.user]);
    const password =
      typeof login.password === "string" ? ` password ${pg.escapeLiteral(login.password)}` : "";
    const verb = known.rowCount === 0 ? "create" : "alter";
    await client.query(`${verb} role ${user} login nosuperuser nobypassrls${password}`);
    await ensureRoles(client, login.user ?? "voicelens");
    const found = await client.query("select from pg_database where datname = $1", [database]);
    if (found.rowCount === 0) {
      await client.query(`create database ${pg.escapeIdentifier(database)} owner ${user}`);
    }
  } finally {
    await client.end();
  }
}

async function connect(options: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw explained(error);
  }
}

function explained(error: unknown): unknown {
  if (error instanceof ConfigError) return error;
  const code = (error as { code?: string }).code ?? "";
  if (code.startsWith("28")) {
    return new ConfigError("The database refused the user or password of DATABASE_URL.", {
      cause: error,
    });
  }
  if (code === "3D000") {
    return new ConfigError("The database named in DATABASE_URL does not exist: create it first.", {
      cause: error,
    });
  }
  if (isUnavailable(error)) {
    return new ConfigError(
      `The database cannot be reached (${code || "no answer"}): check DATABASE_URL and that the server runs.`,
      { cause: error },
    );
  }
  return error;
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version",
  );
  const [server] = rows;
  if (server !== undefined && server.number >= oldestServer) return;
  throw new ConfigError(`PostgreSQL 15 or newer is needed; this server is ${server?.version}.`);
}

/** Lets the login, and nobody else, call the one function through which webhooks come in. */
async function openTheDoor(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; user: string; is_open: boolean }>(
    `select oid::regprocedure::text as name, current_user as user, has_function_privilege(oid, 'execute') as is_open
     from pg_proc where proname = 'insert_webhook_events' and pronamespace = 'public'::regnamespace`,
  );
  for (const { name, user } of rows.filter((row) => !row.is_open)) {
    await client.query(
      `set local role voicelens_ingest; grant execute on function ${name} to ${pg.escapeIdentifier(user)}; set local role none`,
    );
  }
}

async function userOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>("select current_user as name");
  return rows[0]?.name ?? "";
}
