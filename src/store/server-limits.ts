import pg from "pg";
import { ConfigError } from "../config/index.ts";

/**
 * Whether somebody between us and the server shares its connections out, so that what a session knows (listening, prepared statements, session locks) may be another's.
 *
 * The process that the server names is then not the one that we were told of when we connected.
 */
export async function isPooled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const { processID } = client as pg.ClientBase & { processID?: number | null };
  return rows[0]?.pid !== processID;
}

/** What the operator should know of the room for connections at a server that is in use, as {@link refuseTightServer} sees it. */
export async function connectionWarnings(
  options: pg.ClientConfig,
  connectionsMax: number,
): Promise<string[]> {
  const client = new pg.Client(options);
  await client.connect();
  try {
    return await refuseTightServer(client, connectionsMax, { isProduction: false });
  } finally {
    await client.end();
  }
}

interface Limits {
  server: number;
  reserved: number;
  /** Of the user and of the database; -1 is none. */
  own: number[];
}

/**
 * Whether the server has room for the connections that this process may open. Behind a pooler it is the pooler's matter.
 * @returns warnings.
 * @throws ConfigError in production when there is not even room for one process.
 */
export async function refuseTightServer(
  client: pg.ClientBase,
  connectionsMax: number,
  { isProduction }: { isProduction: boolean },
): Promise<string[]> {
  if (await isPooled(client)) return [];
  const { rows } = await client.query<Limits>(
    `select current_setting('max_connections')::int as server,
       current_setting('superuser_reserved_connections')::int + coalesce(current_setting('reserved_connections', true)::int, 0) as reserved,
       array[(select rolconnlimit from pg_roles where rolname = current_user),
         (select datconnlimit from pg_database where datname = current_database())] as own`,
  );
  const [limits] = rows;
  if (limits === undefined) return [];
  const { server, reserved, own } = limits;
  const room = Math.min(server - reserved, ...own.filter((limit) => limit >= 0));
  if (connectionsMax <= room) return [];
  const sentence = `The database has room for ${room} connections (max_connections ${server}, ${reserved} of them reserved), and one process may open ${connectionsMax} (DATABASE_POOL_SIZE and DATABASE_MAX_OVERFLOW, 3 for webhooks, 8 for work in the background, 1 for listening); every replica opens as many. Lower DATABASE_POOL_SIZE and DATABASE_MAX_OVERFLOW, or raise max_connections.`;
  if (isProduction) throw new ConfigError(sentence);
  return [sentence];
}
