// Loses a database, and recovers it in a new place as it was at a moment: by PostgreSQL's own programs, and by pgBackRest where it is installed.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import pg from "pg";
import { fixed, load, print, say, table, whole } from "./lib/figures.js";
import { startGenerator } from "./lib/load.js";
import { archiveTimeoutSeconds, pgBackRestWay, plainWay } from "./lib/point-in-time.js";
import { freePorts } from "./lib/ports.js";
import { databaseName, serverPart, startPostgres } from "./lib/postgres-server.js";
import { startProduct, untilFolded } from "./lib/servers.js";
import { makeFolder, removeFolder } from "./lib/workplace.js";

const foldPatienceMs = 120_000;
const archivePatienceMs = 60_000;
const connections = 8;
const newDeliveries = 10;
/** What is written by deliveries alone: the rest goes on by itself. */
const compared = ["webhook_events", "calls", "call_patches", "call_turns"];

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: "string", default: "600" },
      json: { type: "boolean", default: false },
    },
  });
  const generator = startGenerator();
  const drills = [];
  for (const way of [plainWay, pgBackRestWay]) {
    const drill = await loseAndRecover(way, generator, Number(values.events));
    if (drill !== undefined) drills.push(drill);
  }
  generator.close();
  const faults = drills.flatMap(faultsOf);
  const outcome = { events: Number(values.events), drills, faults, load: load() };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return faults.length === 0 ? 0 : 1;
}

async function loseAndRecover(open, generator, events) {
  const folder = makeFolder();
  // Programs that are not root must get through.
  chmodSync(folder, 0o755);
  const [port, newPort] = await freePorts(2);
  const way = open({ folder, port, home: join(folder, "postgres-server") });
  if (way === undefined) {
    removeFolder(folder);
    return undefined;
  }
  say(`${way.name}: a server that archives, deliveries, a base backup, more deliveries …`);
  const postgres = await startPostgres({ folder, port, settings: way.settings });
  await way.prepare();
  const env = { SECRET_KEY: randomBytes(48).toString("base64") };
  const startOn = ({ url }, name) => {
    const home = join(folder, name);
    mkdirSync(home);
    return startProduct({ folder: home, databaseUrl: url, env });
  };
  const product = await startOn(postgres, "first");
  const deliver = async ({ port }, count) => {
    await generator.prepare(count);
    return generator.closedLoop({ port, connections, events: count });
  };
  const send = async () => {
    await deliver(product, Math.ceil(events / 3));
    await untilFolded(product, foldPatienceMs);
  };
  await send();
  const backupSeconds = await timed(way.backUp);
  await send();
  const before = await countRows(postgres.superuserUrl);
  const moment = await ask(postgres.superuserUrl, "select clock_timestamp()::text");
  await send();
  const after = await countRows(postgres.superuserUrl);
  await product.stop();

  say(`${way.name}: the database is dropped; recovering …`);
  const disasterAt = performance.now();
  const elsewhere = postgres.superuserUrl.replace(/\/\w+$/, "/postgres");
  await ask(elsewhere, `drop database ${databaseName} with (force)`);
  const archivedSeconds = await untilArchived(elsewhere);
  await postgres.stop();
  const home = join(folder, "recovered");
  const fetchSeconds = await timed(() => way.recover(home, moment));
  const settings = { ...way.settings, archive_mode: "off" };
  const recovered = serverPart({ home, port: newPort, settings });
  const replaySeconds = await timed(async () => {
    await recovered.start();
    await untilPromoted(recovered.superuserUrl);
  });
  const found = await countRows(recovered.superuserUrl);
  const second = await startOn(recovered, "second");
  const downSeconds = (performance.now() - disasterAt) / 1000;
  const { acked } = await deliver(second, newDeliveries);
  await second.stop();
  await recovered.stop();
  removeFolder(folder);
  return {
    ...{ way: way.name, moment, before, after, found, acked },
    ...{ backupSeconds, archivedSeconds, fetchSeconds, replaySeconds, downSeconds },
  };
}

async function timed(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** How many rows there are, with a sum over all that is in them. */
async function countRows(url) {
  const counts = {};
  for (const name of compared) {
    counts[name] = await ask(
      url,
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from ${name} t`,
    );
  }
  return counts;
}

/** The only value that a statement gives. */
async function ask(connectionString, statement) {
  const client = new pg.Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text: statement, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

/** Has what was written put into the archive, as long as the server still runs. @returns how long it took */
function untilArchived(url) {
  return timed(async () => {
    const file = await ask(url, "select pg_walfile_name(pg_switch_wal())");
    const deadline = performance.now() + archivePatienceMs;
    while (!(await ask(url, `select last_archived_wal >= '${file}' from pg_stat_archiver`))) {
      if (performance.now() > deadline) throw new Error("The log was not archived in time");
      await wait(50);
    }
  });
}

async function untilPromoted(url) {
  const deadline = performance.now() + foldPatienceMs;
  while (await ask(url, "select pg_is_in_recovery()").catch(() => true)) {
    if (performance.now() > deadline) throw new Error("The server did not come out of recovery");
    await wait(50);
  }
}

function faultsOf({ way, before, after, found, acked }) {
  const faults = compared
    .filter((name) => found[name] !== before[name])
    .map((name) => `FAULT ${way}: ${name} is not what it was at the moment`);
  if (after.calls === before.calls)
    faults.push(`FAULT ${way}: nothing was written after the moment`);
  if (acked !== newDeliveries) faults.push(`FAULT ${way}: it does not take deliveries afterwards`);
  return faults;
}

function describe({ events, drills, faults, load: busy }) {
  const countOf = (counts, name) => whole(Number(counts[name].split(" ")[0]));
  const rows = drills.flatMap(({ way, before, after, found }) =>
    compared.map((name) => [
      ...[`${way}: ${name}`, countOf(before, name), countOf(after, name), countOf(found, name)],
    ]),
  );
  const times = drills.map(
    (drill) =>
      `${drill.way}: base backup ${fixed(drill.backupSeconds)} s; archiving what was left ${fixed(drill.archivedSeconds)} s, fetching the backup ${fixed(drill.fetchSeconds)} s, replaying ${fixed(drill.replaySeconds)} s. RTO, from the drop to a server that is ready: ${fixed(drill.downSeconds)} s.`,
  );
  const missing = drills.length === 2 ? [] : ["pgBackRest: not installed, not tried."];
  return `${table(["rows", "at the moment", "before the drop", "recovered"], rows)}

${[...times, ...missing].join("\n")}
RPO: nothing from before the moment, as the server could still archive what it had; of a machine that is lost with its disk, at most the last ${archiveTimeoutSeconds} s (archive_timeout) and the file that is being archived.
Method: ${whole(events)} signed deliveries over ${connections} connections, a third of them each before the base backup, before the moment and after it; then the database is dropped. Compared row by row. Load average ${busy.join(" ")}.
${faults.length === 0 ? "What was recovered is what was there at the moment, and takes deliveries." : faults.join("\n")}`;
}
