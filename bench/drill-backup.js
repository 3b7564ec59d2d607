// Backs a large database up while deliveries come in, and restores it: memory, what deliveries feel of it, how long it takes, what is lost.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { findProgram } from "./lib/debian.js";
import { fixed, load, median, print, say, table, whole } from "./lib/figures.js";
import { insertCalls } from "./lib/filling.js";
import { startGenerator } from "./lib/load.js";
import { ask, startProduct, withDatabase } from "./lib/servers.js";
import { makeFolder, memoryOf, removeFolder } from "./lib/workplace.js";

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
      json: { type: "boolean", default: false },
    },
  });
  const generator = startGenerator();
  const found = await withFreshServer({ script: "product" }, async (server) => {
    const size = { count: Number(values.calls), turns: Number(values.turns), patches: 0 };
    await insertCalls(server, size);
    const { bytes } = await withDatabase(server, async (client) => {
      const { rows } = await client.query(
        "select pg_database_size(current_database())::float8 as bytes",
      );
      return rows[0];
    });
    const backup = await backUpUnderLoad(server, generator, Number(values.rate));
    return { bytes, ...backup, dump: await dump(server), restore: await restore(server, backup) };
  });
  generator.close();
  const faults = faultsOf(found);
  const outcome = { ...values, ...found, faults, load: load() };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return faults.length === 0 ? 0 : 1;
}

/** Deliveries at a steady rate in short windows: first alone, then beside a backup. */
async function backUpUnderLoad(server, generator, perSecond) {
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
  const stop = watchMemory(server.pid);
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
  return { ...made, memory: stop(), quiet, beside, ackedBefore };
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
    if (row.status === "done") return { place: row.place, archive: row.archive, size: row.bytes };
    await wait(200);
  }
}

/** @returns {() => { before: number, most: number }} ends it and tells what was seen, in MB */
function watchMemory(pid) {
  const before = memoryOf([pid]) ?? 0;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, memoryOf([pid]) ?? 0);
  }, memoryEveryMs);
  return () => {
    clearInterval(timer);
    return { before, most };
  };
}

/** Makes an installation of the archive with the command, starts it, and looks whether all is there that was acknowledged before the backup began. */
async function restore(server, { place, archive, ackedBefore }) {
  const folder = makeFolder();
  const target = join(folder, "restored");
  say("restoring …");
  const startedAt = performance.now();
  const running = promisify(execFile)(
    process.execPath,
    [command, "restore", "--from", join(place, archive), "--to", target, "--json"],
    { env: { ...process.env, DATA_DIR: join(folder, "elsewhere"), LOG_LEVEL: "WARNING" } },
  );
  const stop = watchMemory(running.child.pid);
  await running;
  const memory = stop();
  const seconds = (performance.now() - startedAt) / 1000;
  const secretKey =
    process.env.SECRET_KEY ?? readFileSync(join(server.folder, "secret.key"), "utf8");
  const restored = await startProduct({ folder: target, env: { SECRET_KEY: secretKey.trim() } });
  const upSeconds = (performance.now() - startedAt) / 1000;
  const { calls, events } = await withDatabase(restored, async (client) => {
    const { rows } = await client.query(
      "select (select count(*)::int from calls) as calls, (select count(*)::int from webhook_events) as events",
    );
    return rows[0];
  });
  await restored.stop();
  removeFolder(folder);
  return { seconds, upSeconds, memory, calls, missing: Math.max(0, ackedBefore - events) };
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

function faultsOf({ quiet, beside, memory, restore: { memory: restoring, missing } }) {
  const faults = [];
  const slower = median(beside) / median(quiet);
  if (slower > slowerMax) faults.push(`FAULT p99 is ${fixed(slower)} times that without a backup`);
  for (const [what, { before, most }] of Object.entries({ backup: memory, restore: restoring })) {
    if (most - before > memoryMbMax)
      faults.push(`FAULT the ${what} takes ${whole(most - before)} MB`);
  }
  if (missing > 0) faults.push(`FAULT ${missing} deliveries are missing that were there before`);
  return faults;
}

function describe(outcome) {
  const { calls, turns, rate, bytes, size, seconds, memory, quiet, beside, dump: dumped } = outcome;
  const { restore: restored, faults, load: busy } = outcome;
  const mb = (value) => whole(value / 1024 / 1024);
  const rows = [
    ["alone", quiet.length, fixed(median(quiet)), fixed(Math.max(...quiet))],
    ["beside the backup", beside.length, fixed(median(beside)), fixed(Math.max(...beside))],
  ];
  return `${table(["deliveries", "windows", "p99 ms", "worst"], rows)}

Backup: ${mb(bytes)} MB of database to ${mb(size)} MB in ${fixed(seconds)} s, read back included; the server took ${whole(memory.before)} MB before and ${whole(memory.most)} MB at most meanwhile.
Restore: ${fixed(restored.seconds)} s, compared row by row, at most ${whole(restored.memory.most)} MB; serving again after ${fixed(restored.upSeconds)} s, with ${whole(restored.calls)} calls.
What was acknowledged before the backup began and is missing: ${restored.missing}. RPO: the time between two backups, and the ${fixed(seconds)} s that one takes. RTO: ${fixed(restored.upSeconds)} s.
pg_dump: ${dumped.said ?? `the same database in ${fixed(dumped.seconds)} s`}.
Method: ${whole(Number(calls))} calls with ${turns} turns each, inserted directly; ${rate} signed deliveries a second in windows of ${windowSeconds} s, on the same machine. Memory: proportional set size of the
process without its PostgreSQL, every ${memoryEveryMs} ms. Load average ${busy.join(" ")}.
${faults.length === 0 ? "The backup is bounded in memory, and deliveries are at most twice as slow beside it." : faults.join("\n")}`;
}
