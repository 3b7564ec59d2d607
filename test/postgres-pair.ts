import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { vi } from "vitest";

const needed = ["initdb", "postgres", "pg_basebackup"];
const root = "/usr/lib/postgresql";
const versions = existsSync(root) ? readdirSync(root) : [];

/** Where Debian puts the programs of its server. Undefined where they are not installed: the embedded engine has no `pg_basebackup`. */
export const postgresFolder = versions
  .sort((a, b) => Number(b) - Number(a))
  .map((version) => join(root, version, "bin"))
  .find((folder) => needed.every((name) => existsSync(join(folder, name))));

/** A PostgreSQL of the test's own with a streaming replica. `voicelens` is its login, and the name of its database. */
export async function startPair() {
  if (postgresFolder === undefined) throw new Error("PostgreSQL is not installed");
  const bin = postgresFolder;
  const folder = mkdtempSync(join(tmpdir(), "voicelens-pair-"));
  // It refuses to run as root.
  const nobody = { uid: 65_534, gid: 65_534 };
  const account: Partial<typeof nobody> = process.getuid?.() === 0 ? nobody : {};
  chmodSync(folder, 0o777);
  const run = (name: string, ...args: string[]) =>
    promisify(execFile)(join(bin, name), args, { ...account, cwd: folder });
  const server = (name: string) => {
    const home = join(folder, name);
    // Nobody else can take its place, as they can a port's.
    const host = join(folder, `${name}-socket`);
    mkdirSync(host);
    if (account.uid !== undefined) chownSync(host, nobody.uid, nobody.gid);
    let child: ChildProcess | undefined;
    const options = { host, user: "postgres", database: "postgres" };
    return {
      home,
      host,
      as: (user: string) => ({ ...options, user, database: "voicelens" }),
      administrate: (...statements: string[]) => administrate(options, statements),
      async start() {
        const settings = ["listen_addresses=", `unix_socket_directories=${host}`, "fsync=off"];
        const given = settings.flatMap((setting) => ["-c", setting]);
        child = spawn(join(bin, "postgres"), ["-D", home, ...given], {
          ...{ ...account, cwd: folder, stdio: "ignore" },
        });
        await vi.waitFor(() => administrate(options, ["select 1"]));
      },
      /** As when its machine loses power. */
      async kill() {
        if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
        child.kill("SIGQUIT");
        await once(child, "exit");
      },
    };
  };
  const primary = server("primary");
  const replica = server("replica");
  const pair = {
    primary,
    replica,
    async [Symbol.asyncDispose]() {
      await replica.kill();
      await primary.kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  try {
    const access = ["-U", "postgres", "--auth=trust"];
    await run("initdb", "-D", primary.home, ...access, "-N", "-E", "UTF8", "--locale=C");
    await primary.start();
    await primary.administrate(
      "create role voicelens login createrole",
      "create database voicelens owner voicelens",
    );
    const source = ["-h", primary.host, "-U", "postgres"];
    await run("pg_basebackup", "-D", replica.home, ...source, "-R", "-c", "fast", "-N");
    await replica.start();
    return pair;
  } catch (error) {
    await pair[Symbol.asyncDispose]();
    throw error;
  }
}

async function administrate(options: pg.ClientConfig, statements: readonly string[]) {
  const client = new pg.Client(options);
  client.on("error", () => undefined);
  try {
    await client.connect();
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
