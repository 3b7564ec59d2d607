// Backs a large database up while deliveries come in, and restores it: memory, what deliveries feel of it, how long it takes, what is lost.
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { findProgram } from "./lib/debian.js";
import { fixed, load, median, print, say, table, whole } from "./lib/figures.js";
import { insertCalls } from "./lib/filling.js";
import { startGenerator } from "./lib/load.js";
import { ask, startProduct, withDatabase } from "./lib/servers.js";
import { childrenOf, makeFolder, memoryOf, removeFolder } from "./lib/workplace.js";

const command = fileURLToPath(new URL("../bin/voicelens.js", import.meta.url));
const path = "/api/v1/admin/backups";
const windowSeconds = 3;
const quietWindows = 5;
const memoryEveryMs = 100;
/** What a process that backs up or restores may need more than before. */
const memoryMbMax = 256;
const slowerMax = 2;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      calls: { type: "string", default: "100000" },
      turns: { type: "string", default: "10" },
      rate: { type: "string", default: "50" },
      folder: { type: "string" },
      only: { type: "string", default: "backup,restore" },
      json: { type: "boolean", default: false },
    },
  });
  const parts = values.only.split(",");
  const found = { bytes: null, backup: null, dump: null, restore: null };
  await withFilledServer(values, async (server) => {
    found.bytes = await sizeOf(server);
    if (parts.includes("backup")) {
      found.backup = await backUpUnderLoad(server, Number(values.rate));
      found.dump = await dump(server);
    }
    if (parts.includes("restore")) found.restore = await restore(server, found.backup);
  });
  const faults = faultsOf(found);
  const outcome = { ...values, ...found, faults, load: load() };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return faults.length === 0 ? 0 : 1;
}

/** A server with so many calls: in a folder that is named and kept, or in one for this run. */
async function withFilledServer({ folder, calls, turns }, work) {
  const fill = (server) =>
    insertCalls(server, { count: Number(calls), turns: Number(turns), patches: 0 });
  if (folder === undefined) {
    return withFreshServer({ script: "product" }, async (server) => {
      await fill(server);
      await work(server);
    });
  }
  const server = await startProduct({ folder: resolve(folder) });
  try {
    if ((await countIn(server, "calls")) === 0) await fill(server);
    await work(server);
  } finally {
    await server.stop();
  }
}

async function sizeOf(server) {
  return withDatabase(server, async (client) => {
    const sql = "select pg_database_size(current_database())::float8 as bytes";
    return (await client.query(sql)).rows[0].bytes;
  });
}

async function countIn(server, name) {
  return withDatabase(server, async (client) => {
    return (await client.query(`select count(*)::int as count from ${name}`)).rows[0].count;
  });
}

/** Deliveries at a steady rate in short windows: first alone, then beside a backup. */
async function backUpUnderLoad(server, perSecond) {
  const generator = startGenerator();
  const ackFile = join(server.folder, "acked.txt");
  const sendWindow = async () => {
    await generator.prepare(perSecond * windowSeconds);
    const { ack } = await generator.openLoop({
      ...{ port: server.port, perSecond, seconds: windowSeconds },
      ...{ connectionsMax: 200, ackFile },
    });
    return ack.p99;
  };
  await sendWindow();
  const quiet = [];
  for (let n = 0; n < quietWindows; n++) quiet.push(await sendWindow());
  say(`alone: p99 ${quiet.map((ms) => fixed(ms)).join(", ")} ms; backing up …`);
  const stopServer = watchMemory(() => [server.pid]);
  const stopWorker = watchMemory(() => workersOf(server.pid));
  const ackedBefore = linesOf(ackFile);
  const startedAt = performance.now();
  const id = await begin(server);
  let made;
  const done = untilMade(server, id).then((row) => {
    made = { ...row, seconds: (performance.now() - startedAt) / 1000 };
  });
  const beside = [];
  while (made === undefined) beside.push(await sendWindow());
  await done;
  // The last one was partly alone.
  if (beside.length > 1) beside.pop();
  say(`beside it: p99 ${beside.map((ms) => fixed(ms)).join(", ")} ms`);
  generator.close();
  return { ...made, memory: stopServer(), worker: stopWorker(), quiet, beside, ackedBefore };
}

async function begin({ port, token }) {
  const headers = { "content-type": "application/json" };
  const { status, text } = await ask({ port, token, path, method: "POST", headers, body: "{}" });
  if (status !== 202) throw new Error(`The backup was not begun: ${status} ${text}`);
  return JSON.parse(text).id;
}

async function untilMade(server, id) {
  for (;;) {
    const { data } = JSON.parse((await ask({ ...server, path, timeoutMs: 60_000 })).text);
    const row = data.find((each) => each.id === id);
    if (row.status === "failed") throw new Error(`The backup failed: ${row.error}`);
    if (row.status === "done") return { archive: join(row.place, row.archive), size: row.bytes };
    await wait(200);
  }
}

/** The process that makes the backup. */
function workersOf(pid) {
  return childrenOf(pid).filter((child) => {
    try {
      return readFileSync(`/proc/${child}/cmdline`, "utf8").includes("backup-worker");
    } catch {
      return false;
    }
  });
}

/** @returns {() => { before: number, most: number }} ends it and tells what was seen, in MB */
function watchMemory(pids) {
  const before = memoryOf(pids()) ?? 0;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf(pids()) ?? 0);
  }, memoryEveryMs);
  return () => {
    clearInterval(timer);
    return { before, most };
  };
}

/** Tries the archive and makes an installation of it with the commands, starts that, and looks whether all is there that was acknowledged before the backup began. */
async function restore(server, backup) {
  const { archive, ackedBefore } = backup ?? { archive: newestIn(server), ackedBefore: 0 };
  const folder = makeFolder();
  const target = join(folder, "restored");
  const run = async (...args) => {
    say(`${args.join(" ")} …`);
    const startedAt = performance.now();
    const running = promisify(execFile)(process.execPath, [command, ...args, "--json"], {
      env: { ...process.env, DATA_DIR: join(folder, "elsewhere"), LOG_LEVEL: "WARNING" },
    });
    const stop = watchMemory(() => [running.child.pid]);
    await running;
    return { seconds: (performance.now() - startedAt) / 1000, memory: stop() };
  };
  const verify = await run("backup", "verify", archive);
  const startedAt = performance.now();
  const restored = await run("restore", "--from", archive, "--to", target);
  const secretKey =
    process.env.SECRET_KEY ?? readFileSync(join(server.folder, "secret.key"), "utf8");
  const again = await startProduct({ folder: target, env: { SECRET_KEY: secretKey.trim() } });
  const upSeconds = (performance.now() - startedAt) / 1000;
  const calls = await countIn(again, "calls");
  const missing = Math.max(0, ackedBefore - (await countIn(again, "webhook_events")));
  await again.stop();
  removeFolder(folder);
  return { ...restored, verify, upSeconds, calls, missing };
}

function newestIn({ folder }) {
  const place = join(folder, "backups");
  const names = readdirSync(place).filter((name) => name.endsWith(".vlbackup"));
  return join(place, names.sort().at(-1) ?? "none");
}

/** What PostgreSQL's own program says of the same database, where it is there and knows this server. */
async function dump(server) {
  const program = findProgram("pg_dump");
  if (program === undefined) return { said: "pg_dump is not installed" };
  if (!server.databaseUrl)
    return { said: "the embedded database is not dumped: name a server in DATABASE_URL" };
  const startedAt = performance.now();
  const file = join(server.folder, "dump");
  try {
    await promisify(execFile)(program, ["-Fc", "-f", file, server.databaseUrl]);
  } catch (error) {
    return { said: `pg_dump failed: ${String(error.stderr).split("\n")[0]}` };
  }
  return { seconds: (performance.now() - startedAt) / 1000 };
}

function linesOf(file) {
  return readFileSync(file, "utf8").split("\n").filter(Boolean).length;
}

function faultsOf({ backup, restore: restored }) {
  const faults = [];
  if (backup !== null) {
    const slower = median(backup.beside) / median(backup.quiet);
    if (slower > slowerMax)
      faults.push(`FAULT p99 is ${fixed(slower)} times that without a backup`);
  }
  const memories = {
    server: backup?.memory,
    "backup's process": backup?.worker,
    restore: restored?.memory,
  };
  for (const [what, memory] of Object.entries(memories)) {
    const more = memory === undefined ? 0 : memory.most - memory.before;
    if (more > memoryMbMax) faults.push(`FAULT the ${what} takes ${whole(more)} MB`);
  }
  if (restored !== null && restored.missing > 0)
    faults.push(`FAULT ${restored.missing} deliveries are missing that were there before`);
  return faults;
}

function describe(outcome) {
  const { calls, turns, rate, bytes, backup, dump: dumped, restore: restored } = outcome;
  const { faults, load: busy } = outcome;
  const mb = (value) => whole(value / 1024 / 1024);
  return `${backup === null ? "" : describeBackup(backup, bytes)}
${restored === null ? "" : describeRestore(restored)}
${dumped === null ? "" : `pg_dump: ${dumped.said ?? `the same database in ${fixed(dumped.seconds)} s`}.`}
Method: ${whole(Number(calls))} calls with ${turns} turns each, inserted directly, ${mb(bytes)} MB of database; ${rate} signed deliveries a second in windows of ${windowSeconds} s, on the same machine. Memory: proportional
set size of the process without its PostgreSQL, every ${memoryEveryMs} ms. Load average ${busy.join(" ")}.
${faults.length === 0 ? "Nothing is missing, memory is bounded, and deliveries are at most twice as slow beside a backup." : faults.join("\n")}`;
}

function describeBackup({ size, seconds, memory, worker, quiet, beside }, bytes) {
  const mb = (value) => whole(value / 1024 / 1024);
  const rows = [
    ["alone", quiet.length, fixed(median(quiet)), fixed(Math.max(...quiet))],
    ["beside the backup", beside.length, fixed(median(beside)), fixed(Math.max(...beside))],
  ];
  return `${table(["deliveries", "windows", "p99 ms", "worst"], rows)}

Backup: ${mb(bytes)} MB of database to ${mb(size)} MB in ${fixed(seconds)} s, read back included, by a process that took ${whole(worker.most)} MB at most; the server took ${whole(memory.before)} MB before and ${whole(memory.most)} MB at most meanwhile.
RPO: the time between two backups, and the ${fixed(seconds)} s that one takes.`;
}

function describeRestore({ seconds, upSeconds, memory, verify, calls, missing }) {
  return `Trial: ${fixed(verify.seconds)} s. Restore: ${fixed(seconds)} s, compared row by row, at most ${whole(memory.most)} MB; serving again after ${fixed(upSeconds)} s (RTO), with ${whole(calls)} calls.
What was acknowledged before the backup began and is missing: ${missing}.`;
}
