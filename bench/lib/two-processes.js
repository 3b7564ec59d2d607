// The product as it grows: one process that accepts and answers, one that works, and a database server beside them.
import { randomBytes } from "node:crypto";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { startEngine } from "../../dist/store/index.js";
import { ageLog } from "./databases.js";
import { startProduct } from "./servers.js";
import { makeFolder, removeFolder } from "./workplace.js";

/**
 * Starts both with nothing in them, lets `work` use the one that answers, and removes all of it again.
 * @template T
 * @param {{ env?: Record<string, string>, nodeArgs?: string[] }} options `nodeArgs` are for the one that answers
 * @param {(server: import("./servers.js").Server) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withTwoProcesses({ env = {}, nodeArgs = [] }, work) {
  const folder = makeFolder();
  const engine = await startEngine({ dataDir: folder, log: () => undefined });
  /** @type {import("./servers.js").Server[]} */
  const servers = [];
  try {
    const databaseUrl = await makeDatabase(engine.superuser);
    const shared = { ...env, SECRET_KEY: randomBytes(48).toString("base64") };
    for (const role of ["api", "worker"]) {
      const own = join(folder, role);
      mkdirSync(own);
      if (role === "worker") symlinkSync(join(folder, "api", "files"), join(own, "files"));
      const options = { folder: own, databaseUrl, env: { ...shared, SERVICE_ROLE: role } };
      servers.push(await startProduct({ ...options, ...(role === "api" && { nodeArgs }) }));
    }
    const [api] = servers;
    return await work(api);
  } finally {
    for (const server of servers.toReversed()) await server.stop();
    await engine.stop();
    removeFolder(folder);
  }
}

/** An empty database with the user that the README asks for. */
async function makeDatabase(superuser) {
  const client = new pg.Client(superuser);
  await client.connect();
  const password = randomBytes(16).toString("hex");
  await client.query(`create role voicelens login createrole password '${password}'`);
  await client.query("create database voicelens owner voicelens");
  await ageLog(client);
  await client.end();
  return `postgresql://voicelens:${password}@${encodeURIComponent(superuser.host)}:${superuser.port}/voicelens`;
}
