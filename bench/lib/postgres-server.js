// A PostgreSQL server of a drill's own, from the system's package.
import { execFileSync } from "node:child_process";
import { chownSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { needPrograms, plainUser } from "./debian.js";
import { createPart } from "./part.js";

export const databaseName = "voicelens";

/** Makes an empty database with the user that the README asks for, and starts its server. */
export async function startPostgres({ folder, port, settings = {} }) {
  const { initdb } = needPrograms("initdb");
  const home = join(folder, "postgres-server");
  mkdirSync(home);
  if (plainUser.uid !== undefined) chownSync(home, plainUser.uid, plainUser.gid);
  execFileSync(initdb, ["-D", home, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--locale=C"], {
    ...plainUser,
    cwd: "/",
    stdio: "ignore",
  });
  const server = serverPart({ home, port, settings });
  await server.start();
  const client = await connect(superuserOf(port));
  await client.query("create role voicelens login createrole");
  await client.query(`create database ${databaseName} owner voicelens`);
  await client.end();
  return server;
}

/** The server of a folder that is there already. */
export function serverPart({ home, port, settings = {} }) {
  const { postgres } = needPrograms("postgres");
  const all = { listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const part = createPart({
    name: "postgres",
    program: postgres,
    args: [
      ...["-D", home, "-p", String(port)],
      ...Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    ],
    options: { ...plainUser, cwd: "/" },
    isUp: () => accepts(superuserOf(port)),
  });
  return {
    ...part,
    home,
    url: `postgresql://voicelens@127.0.0.1:${port}/${databaseName}`,
    superuserUrl: `postgresql://postgres@127.0.0.1:${port}/${databaseName}`,
    // Waits for nobody, and leaves what is on the disk whole.
    stop: () => part.stop("SIGINT"),
  };
}

const superuserOf = (port) => ({
  ...{ host: "127.0.0.1", port, user: "postgres", database: "postgres" },
});

/** Whether a database answers. */
export async function accepts(options) {
  try {
    const client = await connect(options);
    await client.query("select 1").finally(() => client.end());
    return true;
  } catch {
    return false;
  }
}

async function connect(options) {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
