// How soon a thousand readers are told of a call, against a server that only broadcasts.
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { callIdOf } from "./lib/events.js";
import { fixed, load, print, say, summarise, table, times, whole } from "./lib/figures.js";
import { startGenerator } from "./lib/load.js";
import { startHelper } from "./lib/questions.js";
import { startReceiver } from "./lib/servers.js";
import { makeFolder, memoryOf, removeFolder } from "./lib/workplace.js";

const crowdScript = fileURLToPath(new URL("./crowd.js", import.meta.url));
const patienceMs = 30_000;
const lookEveryMs = 100;
const goalMs = 250;
/** A short run before the one that counts: a cold server is not what is asked about. */
const warmUpSeconds = 2;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      readers: { type: "string", default: "1000" },
      rate: { type: "string", default: "100" },
      seconds: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    },
  });
  const options = {
    readers: Number(values.readers),
    rate: Number(values.rate),
    seconds: Number(values.seconds),
  };
  const before = load();
  say("a server that only broadcasts …");
  const baseline = await measureBaseline(options);
  say("voicelens …");
  const found = await withFreshServer({ script: "product" }, (server) =>
    measure(server, options, Math.floor(options.readers / 2)),
  );
  const outcome = { options, baseline, found, goalMs, load: { before, after: load() } };
  const faults = findFaults(outcome);
  print(values.json ? JSON.stringify({ ...outcome, faults }, null, 2) : describe(outcome, faults));
  return faults.length === 0 ? 0 : 1;
}

async function measureBaseline(options) {
  const folder = makeFolder();
  const server = await startReceiver("baseline-broadcast", { folder });
  try {
    return await measure(server, options, 0);
  } finally {
    await server.stop();
    removeFolder(folder);
  }
}

async function measure(server, { readers, rate, seconds }, events) {
  const { port, token, pid } = server;
  const generator = startGenerator();
  const crowd = startHelper(crowdScript, patienceMs * 2);
  const idleMb = memoryOf([pid]) ?? null;
  await crowd.ask("gather", { port, token, events, webSockets: readers - events });
  const openMb = memoryOf([pid]) ?? null;
  await tell(generator, crowd, { port, readers, rate, seconds: warmUpSeconds });
  const told = await tell(generator, crowd, { port, readers, rate, seconds });
  const busyMb = memoryOf([pid]) ?? null;
  await crowd.ask("leave");
  crowd.close();
  generator.close();
  return { ...told, idleMb, openMb, busyMb };
}

/** Delivers at a steady rate, and waits until every reader was told of every call, or no longer. */
async function tell(generator, crowd, { port, readers, rate, seconds }) {
  const before = await crowd.ask("count");
  const prefix = await generator.prepare(rate * seconds);
  const pace = { perSecond: rate, seconds, connectionsMax: 64 };
  const sent = await generator.openLoop({ port, ...pace, tellsTimes: true });
  const expected = sent.acked * readers;
  const deadline = performance.now() + patienceMs;
  while ((await crowd.ask("count")) - before < expected && performance.now() < deadline) {
    await wait(lookEveryMs);
  }
  const ids = sent.dueAt.map((_, place) => callIdOf(prefix, sent.from + place));
  const { delays, closed } = await crowd.ask("delays", { ids, dueAt: sent.dueAt });
  return {
    acked: sent.acked,
    untold: Math.max(0, expected - delays.length),
    closed,
    ack: sent.ack,
    ...summarise(delays),
  };
}

function findFaults({ found, goalMs: goal }) {
  return [
    ...(found.untold > 0 ? [`${found.untold} events never came to a reader`] : []),
    ...(found.closed > 0 ? [`${found.closed} readers were let go`] : []),
    ...(found.p99 === null || found.p99 >= goal ? [`p99 is not below ${goal} ms`] : []),
  ];
}

function describe({ options, baseline, found, load: busy }, faults) {
  const row = (name, of) => [
    name,
    fixed(of.p50),
    fixed(of.p95),
    fixed(of.p99),
    fixed(of.max),
    whole(of.untold),
    fixed(of.idleMb, 0),
    fixed(of.openMb, 0),
    fixed(of.busyMb, 0),
  ];
  const head = ["", "p50 ms", "p95", "p99", "max", "untold", "MB before", "MB open", "MB after"];
  return `${table(head, [row("broadcast, kept nowhere", baseline), row("voicelens", found)])}

${whole(options.readers)} readers of one tenant (for us half WebSocket, half server-sent events; for the other all WebSocket), ${whole(options.rate)} signed deliveries a second for
${options.seconds} s, each a new call. From the moment a delivery was due to the moment each reader had its event; generator and readers run on the same machine.
p99 to the other's: ${times(found.p99 / baseline.p99)}. Memory is that of the server process.

Load average before ${busy.before.join(" ")}, after ${busy.after.join(" ")}.
${faults.length === 0 ? `Goal met: p99 below ${goalMs} ms.` : `Faults:\n  ${faults.join("\n  ")}`}`;
}
