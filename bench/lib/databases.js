// A fresh database for every server, on the PostgreSQL that was named or in the embedded one's new folder.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { startProduct, startReceiver, withDatabase } from "./servers.js";
import { makeFolder, removeFolder } from "./workplace.js";

const agedSegments = 24;

/**
 * Starts a server with nothing in it, lets `work` use it, and removes all of it again.
 * @template T
 * @param {{ script: string, env?: Record<string, string>, nodeArgs?: string[] }} contender
 * @param {(server: import("./servers.js").Server) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFreshServer({ script, env = {}, nodeArgs = [] }, work) {
  const folder = makeFolder();
  const database = await createDatabase(process.env.DATABASE_URL);
  try {
    const options = { folder, databaseUrl: database.url, env, nodeArgs };
    const server = await (script === "product"
      ? startProduct(options)
      : startReceiver(script, options));
    try {
      if (!server.databaseUrl) await withDatabase(server, ageLog, { isTenant: false });
      return await work(server);
    } finally {
      await server.stop();
    }
  } finally {
    await database.drop();
    removeFolder(folder);
  }
}

/**
 * Brings the write-ahead log of an embedded database to the state of one that has run for a while: a fresh one makes every segment anew, which
 * costs more than the writing and would be measured instead of it. Each contender gets the same.
 */
export async function ageLog(client) {
  for (let segment = 0; segment < agedSegments; segment++) {
    await client.query("select pg_logical_emit_message(false, 'bench', 'x'), pg_switch_wal()");
  }
  await client.query("checkpoint");
}

async function createDatabase(serverUrl) {
  if (!serverUrl) return { url: undefined, drop: async () => undefined };
  const name = `voicelens_bench_${randomBytes(6).toString("hex")}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await administrate(serverUrl, `create database ${name}`);
  return {
    url: url.href,
    drop: () => administrate(serverUrl, `drop database ${name} with (force)`),
  };
}

async function administrate(connectionString, statement) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
