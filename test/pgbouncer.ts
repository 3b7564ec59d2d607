import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { vi } from "vitest";
import { freePort } from "./free-port.ts";

const candidates = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"];
/** Undefined where it is not installed. */
export const pgbouncer = candidates.find((path) => existsSync(path));

/** A PgBouncer in transaction mode before a database, with few connections to it. */
export async function startPgBouncer(
  target: pg.ClientConfig,
  { poolSize }: { poolSize: number },
): Promise<{ url: string } & AsyncDisposable> {
  if (pgbouncer === undefined) throw new Error("pgbouncer is not installed");
  const folder = mkdtempSync(join(tmpdir(), "voicelens-bouncer-"));
  const { host, port, user, password, database } = addressOf(target);
  // An empty one is an error to it.
  const proof = password === "" ? "" : ` password=${password}`;
  const listen = await freePort();
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(
    file,
    `[databases]
${database} = host=${host} port=${port} dbname=${database} user=${user}${proof}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listen}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
`,
  );
  const account = accountFor(host);
  if (account !== undefined) chownSync(folder, account, account);
  chmodSync(folder, 0o755);
  const child = spawn(pgbouncer, [file], {
    stdio: "ignore",
    ...(account === undefined ? {} : { uid: account, gid: account }),
  });
  const url = `postgresql://anybody@127.0.0.1:${listen}/${database}`;
  await vi.waitFor(() => connect(url), 10_000);
  return {
    url,
    async [Symbol.asyncDispose]() {
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It refuses to run as root; the embedded engine's socket is open to its own user only. */
function accountFor(host: string): number | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const nobody = 65_534;
  return host.startsWith("/") ? statSync(host).uid : nobody;
}

function addressOf(target: pg.ClientConfig) {
  const { host, port, user, password, database } = new pg.Client(target);
  return { host, port, user: user ?? "", password: password ?? "", database: database ?? "" };
}

async function connect(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
  } finally {
    await client.end();
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.once("exit", () => done());
    child.kill("SIGKILL");
  });
}
