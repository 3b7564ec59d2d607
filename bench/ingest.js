// How fast deliveries are accepted and become calls, beside two receivers that a careful developer would write by hand.
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { auditFolded, auditReceiver, auditStored, faultsOf, readLedger } from "./lib/audit.js";
import { withFreshServer } from "./lib/databases.js";
import { callIdOf } from "./lib/events.js";
import { fixed, load, median, print, say, summarise, table, times, whole } from "./lib/figures.js";
import { followCalls } from "./lib/live.js";
import { startGenerator } from "./lib/load.js";
import { startReceiver, untilFolded } from "./lib/servers.js";
import { makeFolder, removeFolder } from "./lib/workplace.js";

const contenders = {
  insert: { script: "baseline-insert", title: "one insert, by hand" },
  accept: { script: "product", title: "voicelens, accepting", env: { SERVICE_ROLE: "api" } },
  upsert: { script: "baseline-upsert", title: "event and call inline, by hand" },
  sustained: { script: "product", title: "voicelens, end to end" },
};

/** More than any server here takes, so that the generator does not run out before the time is over. */
const preparedPerSecond = 22_000;
const warmUpSeconds = 1;
const warmUpEvents = 1_500;
const foldPatienceMs = 180_000;
const visiblePatienceMs = 20_000;

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: "string" },
      rounds: { type: "string" },
      connections: { type: "string" },
      events: { type: "string" },
      only: { type: "string" },
      profile: { type: "string" },
      quick: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const { quick, json } = values;
  return {
    seconds: Number(values.seconds ?? (quick ? 2 : 4)),
    rounds: Number(values.rounds ?? (quick ? 1 : 3)),
    connections: (values.connections ?? (quick ? "64" : "64,256")).split(",").map(Number),
    events: Number(values.events ?? (quick ? 4_000 : 20_000)),
    visibleSeconds: quick ? 3 : 10,
    only: values.only?.split(",") ?? Object.keys(contenders),
    nodeArgs: values.profile ? ["--cpu-prof", "--cpu-prof-dir", resolve(values.profile)] : [],
    json,
  };
}

export async function run(args) {
  const options = readOptions(args);
  const generator = startGenerator();
  const results = Object.fromEntries(options.only.map((name) => [name, []]));
  const loadBefore = load();
  const ceiling = await measureCeiling(generator, options);
  for (let round = 1; round <= options.rounds; round++) {
    for (const name of options.only) {
      say(`round ${round} of ${options.rounds}: ${contenders[name].title} …`);
      const measure = name === "insert" || name === "accept" ? measureAccepting : measureEndToEnd;
      results[name].push(await measure(name, generator, options, round === options.rounds));
    }
  }
  generator.close();
  const rounds = Object.values(results).flat();
  const outcome = {
    options,
    load: { before: loadBefore, after: load() },
    ceilingPerSecond: ceiling,
    figures: options.connections.flatMap((count) => summariseAll(results, count)),
    visible: results.sustained?.at(-1)?.visible ?? null,
    faults: rounds.flatMap(({ faults }) => faults),
  };
  print(options.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return outcome.faults.length === 0 ? 0 : 1;
}

async function measureCeiling(generator, { connections }) {
  const folder = makeFolder();
  const server = await startReceiver("ceiling", { folder });
  await generator.prepare(preparedPerSecond * 3);
  const { port } = server;
  await generator.closedLoop({ port, connections: 64, events: 5_000 });
  const found = await generator.closedLoop({
    port,
    connections: Math.max(...connections),
    seconds: 1.5,
  });
  await server.stop();
  removeFolder(folder);
  return found.perSecond;
}

/** Accepting only: for some seconds as fast as the connections allow. */
function measureAccepting(name, generator, { seconds, connections, nodeArgs }) {
  const contender = contenders[name];
  return withFreshServer({ ...contender, nodeArgs }, async (server) => {
    const { port, folder } = server;
    const ackFile = join(folder, "acked.txt");
    await generator.prepare(preparedPerSecond * warmUpSeconds);
    await generator.closedLoop({
      port,
      connections: connections[0],
      seconds: warmUpSeconds,
      ackFile,
    });
    const byConnections = {};
    for (const count of connections) {
      await generator.prepare(preparedPerSecond * seconds);
      byConnections[count] = await generator.closedLoop({
        port,
        connections: count,
        seconds,
        ackFile,
      });
    }
    const audit = contender.script === "product" ? auditStored : auditReceiver;
    const checked = await audit(server, readLedger(ackFile));
    return { byConnections, checked, faults: faultsOf(contender.title, checked) };
  });
}

/** A fixed number of events; the clock stops when the last of them is in the call list. */
function measureEndToEnd(name, generator, options, isLast) {
  const contender = contenders[name];
  const isOurs = contender.script === "product";
  return withFreshServer({ ...contender, nodeArgs: options.nodeArgs }, async (server) => {
    const ackFile = join(server.folder, "acked.txt");
    await sendAll(server, generator, { events: warmUpEvents, connections: 64, ackFile, isOurs });
    const byConnections = {};
    for (const connections of options.connections) {
      const { events } = options;
      byConnections[connections] = await sendAll(server, generator, {
        events,
        connections,
        ackFile,
        isOurs,
      });
    }
    const perSecond = byConnections[options.connections[0]].perSecond;
    const visible =
      isOurs && isLast
        ? await measureVisible(server, generator, perSecond / 2, options, ackFile)
        : null;
    const audit = isOurs ? auditFolded : auditReceiver;
    const checked = await audit(server, readLedger(ackFile));
    const faults = faultsOf(contender.title, checked);
    if (visible?.unseen > 0)
      faults.push(`${visible.unseen} calls were never told on the live stream`);
    return { byConnections, checked, visible, faults };
  });
}

async function sendAll(server, generator, { events, connections, ackFile, isOurs }) {
  await generator.prepare(events);
  const found = await generator.closedLoop({ port: server.port, connections, events, ackFile });
  if (!isOurs) return found;
  const foldedAt = performance.timeOrigin + (await untilFolded(server, foldPatienceMs));
  const seconds = (foldedAt - found.startedAt) / 1000;
  return {
    ...found,
    acceptedPerSecond: found.perSecond,
    perSecond: found.acked / seconds,
    seconds,
  };
}

/** At a steady rate: how long from the moment a delivery was due until a follower of the live stream sees its call. */
async function measureVisible(server, generator, perSecond, { visibleSeconds }, ackFile) {
  const follower = followCalls(server);
  await follower.opened;
  const events = Math.floor(perSecond * visibleSeconds);
  const prefix = await generator.prepare(events);
  const { port } = server;
  const rate = { perSecond, seconds: visibleSeconds, connectionsMax: 256 };
  const sent = await generator.openLoop({ port, ...rate, ackFile, tellsTimes: true });
  const ids = sent.dueAt.map((_, place) => callIdOf(prefix, sent.from + place));
  const deadline = performance.now() + visiblePatienceMs;
  while (follower.seenAt.size < sent.acked && performance.now() < deadline) await wait(20);
  follower.close();
  const delays = ids.flatMap((id, place) => {
    const seenAt = follower.seenAt.get(id);
    return seenAt === undefined ? [] : [seenAt - sent.dueAt[place]];
  });
  const unseen = sent.acked - delays.length;
  return { perSecond, acked: sent.acked, unseen, ack: sent.ack, ...summarise(delays) };
}

function summariseAll(results, connections) {
  return Object.entries(results).map(([name, rounds]) => {
    const of = (read) => median(rounds.map((round) => read(round.byConnections[connections])));
    return {
      name,
      connections,
      perSecond: of((found) => found.perSecond),
      acceptedPerSecond: of((found) => found.acceptedPerSecond),
      p50: of((found) => found.ack.p50),
      p95: of((found) => found.ack.p95),
      p99: of((found) => found.ack.p99),
      perSecondOfRounds: rounds.map((round) =>
        Math.round(round.byConnections[connections].perSecond),
      ),
    };
  });
}

const baselineOf = { accept: "insert", sustained: "upsert" };

function describe({ options, load: busy, ceilingPerSecond, figures, visible, faults }) {
  const rows = figures.map((figure) => {
    const base = figures.find(
      ({ name, connections }) =>
        name === baselineOf[figure.name] && connections === figure.connections,
    );
    return [
      contenders[figure.name].title,
      figure.connections,
      whole(figure.perSecond),
      base === undefined ? "" : times(figure.perSecond / base.perSecond),
      fixed(figure.p50),
      fixed(figure.p95),
      fixed(figure.p99),
      base === undefined ? "" : times(figure.p99 / base.p99),
    ];
  });
  const head = ["", "connections", "events/s", "ratio", "ack p50 ms", "p95", "p99", "ratio p99"];
  const lines = [table(head, rows), ""];
  if (visible !== null) {
    lines.push(
      `Visible in the live list at ${whole(visible.perSecond)} events/s: p50 ${whole(visible.p50)} ms, p95 ${whole(visible.p95)} ms, p99 ${whole(visible.p99)} ms; ack p99 ${fixed(visible.ack.p99)} ms.`,
    );
  }
  lines.push(
    `The load generator alone reaches ${whole(ceilingPerSecond)} requests/s against a server that only answers.`,
    `Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.`,
    "",
    method(options),
    "",
    ...(faults.length === 0
      ? ["Every acknowledged event was stored once and understood."]
      : faults),
  );
  return lines.join("\n");
}

function method({ seconds, rounds, events }) {
  const engine = process.env.DATABASE_URL
    ? "the PostgreSQL of DATABASE_URL"
    : "the embedded PostgreSQL";
  return `Method: Retell call_ended, 2,048-byte bodies, each a call of its own, signed beforehand; keep-alive connections that send again when
answered; server, ${engine} (fsync on) and generator share this machine. Each figure is the median of ${rounds} round${rounds === 1 ? "" : "s"}, in which the
servers take turns, each with a fresh database (an embedded one with an aged log) and warmed up. Accepting: ${seconds} s. End to end: ${whole(events)} events, divided by the
time until the last of them was in the call list; by hand that is its answer.`;
}
