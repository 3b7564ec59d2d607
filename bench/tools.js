// How soon tools answer while somebody is on the line: for many tenants, beside other work, and beside a tenant whose server hangs.
import { createServer } from "node:http";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, table, times, whole } from "./lib/figures.js";
import { askInFlight, openClient } from "./lib/knowledge/client.js";
import { makeCorpus } from "./lib/knowledge/corpus.js";
import { startGenerator } from "./lib/load.js";
import { secret, startReceiver, untilFolded } from "./lib/servers.js";
import { bareAsker, hungAsker, inboundAsker, openLine, toolAsker } from "./lib/tools/calls.js";
import { setUp } from "./lib/tools/set-up.js";
import { withTwoProcesses } from "./lib/two-processes.js";
import { countProcessorTime, makeFolder, removeFolder } from "./lib/workplace.js";

const inFlight = 64;
/**
 * What "64 calls" do: each asks, hears the answer, speaks, and asks again a second after it was answered, on average. That is faster than people talk, so that a thousand answers come soon.
 */
const talkMs = 1_000;
/** The 99th of so many is not the one that came when something else was going on. */
const asksMin = 1_000;
const talkPatienceSeconds = 90;
const warming = { inFlight: 8, seconds: 600 };
const goals = { toolMs: 20, inboundMs: 30, beside: 2 };
const hungInFlight = 32;
const searchers = 2;
const rehearsal = 3_000;
const foldPatienceMs = 600_000;
const words = ["appointment", "Thursday", "birth", "message", "Monday"];
const env = {
  ...{ RATE_LIMIT_PER_MINUTE: "100000000", RATE_LIMIT_BURST: "10000000" },
  RATE_LIMIT_WEBHOOKS_PER_MINUTE: "100000000",
  // The same is asked again and again: what is measured is searching, not answers that were kept.
  CACHE_TTL_SECONDS: "0",
  OUTBOUND_ALLOW: "127.0.0.1/32",
};

export async function run(args) {
  const options = readOptions(args);
  const before = load();
  const corpus = makeCorpus(1);
  say("a server that only verifies and answers …");
  const bare = await measureBare(options);
  const hung = await startHung();
  const { nodeArgs } = options;
  const measure = (server) => measureProduct(server, { ...options, corpus, hungUrl: hung.url });
  const found = await (options.isTwo
    ? withTwoProcesses({ env, nodeArgs }, measure)
    : withFreshServer({ script: "product", env, nodeArgs }, measure)
  ).finally(hung.close);
  const faults = Object.entries({ bare, ...found }).flatMap(([name, { faults: each = [] }]) =>
    each.map((fault) => `${name}: ${fault}`),
  );
  const outcome = { goals, options, bare, ...found, faults, load: { before, after: load() } };
  print(options.json ? JSON.stringify(outcome, null, 2) : describe(outcome));
  return faults.length === 0 ? 0 : 1;
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      tenants: { type: "string" },
      chunks: { type: "string" },
      seconds: { type: "string" },
      asks: { type: "string" },
      profile: { type: "string" },
      two: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const { quick, profile, two: isTwo, json } = values;
  return {
    tenants: Number(values.tenants ?? (quick ? 20 : 200)),
    chunks: Number(values.chunks ?? (quick ? 2_000 : 100_000)),
    seconds: Number(values.seconds ?? (quick ? 2 : 6)),
    asks: Number(values.asks ?? (quick ? 200 : asksMin)),
    nodeArgs: profile ? ["--cpu-prof", "--cpu-prof-dir", resolve(profile)] : [],
    ...{ isTwo, json },
  };
}

/** A server that takes requests and never answers them. */
async function startHung() {
  const server = createServer(() => undefined);
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/hung`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function measureBare({ seconds, asks }) {
  const folder = makeFolder();
  const server = await startReceiver("baseline-tools", { folder });
  const line = openLine(server, inFlight);
  const ask = bareAsker(line, { secret, mark: "bare" });
  await askInFlight(ask, { inFlight, seconds: 1 });
  const found = await withProcessorTime(server, () => askInFlight(ask, { inFlight, seconds }));
  const talking = await talk(ask, asks);
  await line.close();
  await server.stop();
  removeFolder(folder);
  return { ...found, talking };
}

async function measureProduct(server, options) {
  say(`${options.tenants} tenants, ${options.chunks} chunks: setting up …`);
  const businesses = await setUp(server, { ...options, secret });
  const line = openLine(server, inFlight);
  try {
    return await measureAll(server, { ...options, line, businesses });
  } finally {
    // A server does not end before its connections do.
    await line.close();
  }
}

/** Calls that go on, until they asked so often. */
function talk(ask, asks) {
  const asked = { inFlight, seconds: talkPatienceSeconds, pauseMs: talkMs };
  return askCounted(ask, asks, asked);
}

/** So many questions. */
function askCounted(ask, count, how) {
  let asked = 0;
  const counted = (n) => {
    asked++;
    return ask(n);
  };
  return askInFlight(counted, { ...how, isOver: () => asked >= count });
}

async function measureAll(server, { corpus, seconds, asks, line, businesses }) {
  let runs = 0;
  const asking = (make) => make(line, businesses, { corpus, secret, mark: `r${++runs}` });
  /** What was asked before becomes part of its calls first: each pays for its own only. */
  const measured = async (ask) => {
    await untilFolded(server, foldPatienceMs);
    return withProcessorTime(server, ask);
  };
  const burst = (make) => measured(() => askInFlight(asking(make), { inFlight, seconds }));
  const talking = (make = toolAsker) => measured(() => talk(asking(make), asks));
  say("every index is read once …");
  const found = { warmed: await askCounted(asking(toolAsker), businesses.length * 3, warming) };
  say("calls going on …");
  found.talking = await talking();
  found.inboundTalking = await talking(inboundAsker);
  say("all at once …");
  found.tools = await burst(toolAsker);
  found.inbound = await burst(inboundAsker);
  say("calls going on beside a hung server …");
  found.besideHung = await beside((isOver) => hang(server, businesses[0], isOver), talking);
  say("calls going on beside deliveries and searches …");
  const work = await openWork(server);
  found.besideWork = await beside(work.run, talking);
  await work.close();
  return found;
}

/** Measures while something else goes on, which is told when that is over. */
async function beside(other, measure) {
  let isOver = false;
  const going = other(() => isOver);
  await wait(500);
  const found = await measure().finally(() => {
    isOver = true;
  });
  const told = await going;
  return { ...found, faults: [...found.faults, ...told.faults], other: told };
}

/** Agents of one tenant ask for tools whose server never answers, as fast as they are let. */
async function hang(server, business, isOver) {
  const line = openLine(server, hungInFlight);
  const ask = hungAsker(line, business, { secret, mark: "hung" });
  const how = { inFlight: hungInFlight, seconds: talkPatienceSeconds, isOver };
  const found = await askInFlight(ask, how);
  await line.close();
  return found;
}

/** Deliveries of ended calls at half the rate that becomes calls as fast as it comes in, and searches in the calls one after another. */
async function openWork(server) {
  const generator = startGenerator();
  const { port } = server;
  await generator.prepare(rehearsal);
  const { startedAt } = await generator.closedLoop({ port, connections: 64, events: rehearsal });
  const foldedAt = performance.timeOrigin + (await untilFolded(server, foldPatienceMs));
  const perSecond = rehearsal / ((foldedAt - startedAt) / 1000) / 2;
  await generator.prepare(perSecond * talkPatienceSeconds);
  const client = openClient(server, searchers);
  const look = async (n) => {
    const { data } = await client.get(`/api/v1/calls?q=${words[n % words.length]}&limit=20`);
    if (data.length === 0) throw new Error("a search in the calls found nothing");
  };
  /** Second by second, since a generator that began does not end before its time. */
  const deliver = async (isOver) => {
    const refused = new Set();
    while (!isOver()) {
      const rate = { perSecond, seconds: 1, connectionsMax: 64 };
      const { statuses } = await generator.openLoop({ port, ...rate });
      for (const status of Object.keys(statuses)) if (status !== "200") refused.add(status);
    }
    return [...refused].map((status) => `deliveries were answered ${status}`);
  };
  return {
    async run(isOver) {
      const how = { inFlight: searchers, seconds: talkPatienceSeconds, isOver };
      const [faults, searched] = await Promise.all([deliver(isOver), askInFlight(look, how)]);
      return { perSecond, searched, faults: [...faults, ...searched.faults] };
    },
    async close() {
      generator.close();
      await client.close();
    },
  };
}

/** Tells the processor time of server and database per question too. */
async function withProcessorTime(server, measure) {
  const spent = countProcessorTime(server);
  const found = await measure();
  const { serverMs, databaseMs } = spent(found.asked);
  // A server's processes are not below ours.
  return { ...found, serverMs, databaseMs: server.databaseUrl ? null : databaseMs };
}

function describe({ options, bare, faults, load: busy, ...found }) {
  const { tools, inbound, talking, inboundTalking, besideHung, besideWork } = found;
  const row = (name, { p50, p95, p99, max, perSecond, serverMs, databaseMs }) => [
    name,
    ...[p50, p95, p99, max].map((value) => fixed(value)),
    whole(perSecond),
    fixed(serverMs, 2),
    fixed(databaseMs, 2),
  ];
  const rows = [
    row("by hand: calls going on", bare.talking),
    row("by hand: all at once", bare),
    row("tools: calls going on", talking),
    row("tools: all at once", tools),
    row("who takes the call: calls going on", inboundTalking),
    row("who takes the call: all at once", inbound),
    row("tools: calls going on, beside a hung server", besideHung),
    row("tools: calls going on, beside other work", besideWork),
  ];
  const head = ["", "p50 ms", "p95", "p99", "max", "asks/s", "server cpu ms", "database cpu ms"];
  const { other: work } = besideWork;
  return `${table(head, rows)}

Tools, ${inFlight} calls going on: p99 ${fixed(talking.p99)} ms (goal below ${goals.toolMs}), ${fixed(talking.p99 - bare.talking.p99)} ms more than by hand. All at once, as no calls do, each waits for the others: ${fixed(tools.p99)} ms, ${times(tools.p99 / bare.p99)} of by hand.
Who takes the call, ${inFlight} calls going on: p99 ${fixed(inboundTalking.p99)} ms (goal below ${goals.inboundMs}); all at once ${fixed(inbound.p99)} ms.
Beside a hung server of one tenant: p99 ${times(besideHung.p99 / talking.p99)}; ${whole(besideHung.other.asked)} asks of its own heard an apology, the slowest after ${whole(besideHung.other.max)} ms.
Beside ${whole(work.perSecond)} deliveries/s and ${whole(work.searched.perSecond)} searches/s in the calls: p99 ${times(besideWork.p99 / talking.p99)} (goal at most ${goals.beside}).

Method: ${whole(options.tenants)} tenants, ${whole(options.chunks)} chunks of knowledge in all; opening hours, prices and knowledge in turn, signed as Vapi and Retell do, each request stored as an event. ${inFlight} calls over HTTP:
going on, each asks ${talkMs / 1000} s on average after it was answered, ${whole(talking.asked)} times in all; all at once, as soon as it was answered. Prices are each tenant's own and checked in every answer. ${options.isTwo ? "One process answers and one works (api and worker), with a database server; its processor time and the worker's are not told." : "One process answers and works, with the database that comes with it."} They
and who asks share this machine. Cpu: processor time per question, with what is done after the answer (folding what was asked into its call). By hand: a Fastify route without a database. Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.
${faults.length === 0 ? "No errors and no wrong answers." : `Faults:\n  ${faults.join("\n  ")}`}`;
}
