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
import { countProcessorTime, makeFolder, removeFolder } from "./lib/workplace.js";

const inFlight = 64;
/** How long a call goes on, on average, from an answer to its next question: a caller and an agent who both speak briefly. */
const talkMs = 2_000;
/** The same as fast as no conversation goes, to see what is left. */
const hurryMs = 250;
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
  const found = await withFreshServer({ script: "product", env, nodeArgs }, (server) =>
    measureProduct(server, { ...options, corpus, hungUrl: hung.url }),
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
      profile: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { quick, profile, json } = values;
  return {
    tenants: Number(values.tenants ?? (quick ? 20 : 200)),
    chunks: Number(values.chunks ?? (quick ? 2_000 : 100_000)),
    seconds: Number(values.seconds ?? (quick ? 2 : 8)),
    nodeArgs: profile ? ["--cpu-prof", "--cpu-prof-dir", resolve(profile)] : [],
    json,
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

async function measureBare({ seconds }) {
  const folder = makeFolder();
  const server = await startReceiver("baseline-tools", { folder });
  const line = openLine(server, inFlight);
  const ask = bareAsker(line, { secret, mark: "bare" });
  await askInFlight(ask, { inFlight, seconds: 1 });
  const found = await withProcessorTime(server, () => askInFlight(ask, { inFlight, seconds }));
  const talking = await askInFlight(ask, {
    inFlight,
    seconds: talkSeconds(seconds),
    pauseMs: talkMs,
  });
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

/** Calls that talk ask seldom: it takes longer until their slowest answers say something. */
const talkSeconds = (seconds) => seconds * 3;

async function measureAll(server, { corpus, seconds, line, businesses }) {
  let runs = 0;
  const asking = (make) => make(line, businesses, { corpus, secret, mark: `r${++runs}` });
  const together = (make, pauseMs = 0) =>
    withProcessorTime(server, () => askInFlight(asking(make), { inFlight, seconds, pauseMs }));
  const talking = (make = toolAsker) =>
    withProcessorTime(server, () =>
      askInFlight(asking(make), { inFlight, seconds: talkSeconds(seconds), pauseMs: talkMs }),
    );
  say("every index is read once …");
  const warmed = await askSome(asking(toolAsker), businesses.length * 6);
  const found = { warmed };
  say("calls going on …");
  found.talking = await talking();
  found.inboundTalking = await talking(inboundAsker);
  say("calls in a hurry …");
  found.hurried = await together(toolAsker, hurryMs);
  say("always under way …");
  found.tools = await together(toolAsker);
  found.inbound = await together(inboundAsker);
  say("calls going on beside a hung server …");
  found.besideHung = await beside(
    () => hang(server, businesses[0], talkSeconds(seconds)),
    () => talking(),
  );
  say("what was asked so far becomes part of its calls …");
  await untilFolded(server, foldPatienceMs);
  say("calls going on beside deliveries and searches …");
  const work = await openWork(server, talkSeconds(seconds));
  found.besideWork = await beside(work.run, () => talking());
  await work.close();
  return found;
}

/** So many questions, a few at once. */
async function askSome(ask, count) {
  let asked = 0;
  const isOver = () => asked >= count;
  const counted = (n) => {
    asked++;
    return ask(n);
  };
  return askInFlight(counted, { inFlight: 8, seconds: 600, isOver });
}

/** Measures while something else goes on. */
async function beside(other, measure) {
  const going = other();
  await wait(500);
  const [found, told] = await Promise.all([measure(), going]);
  return { ...found, faults: [...found.faults, ...told.faults], other: told };
}

/** Agents of one tenant ask for tools whose server never answers, as fast as they are let. */
async function hang(server, business, seconds) {
  const line = openLine(server, hungInFlight);
  const ask = hungAsker(line, business, { secret, mark: "hung" });
  const found = await askInFlight(ask, { inFlight: hungInFlight, seconds: seconds + 1 });
  await line.close();
  return found;
}

/** Deliveries of ended calls at half the rate that becomes calls as fast as it comes in, and searches in the calls one after another. */
async function openWork(server, seconds) {
  const generator = startGenerator();
  const { port } = server;
  await generator.prepare(rehearsal);
  const { startedAt } = await generator.closedLoop({ port, connections: 64, events: rehearsal });
  const foldedAt = performance.timeOrigin + (await untilFolded(server, foldPatienceMs));
  const perSecond = rehearsal / ((foldedAt - startedAt) / 1000) / 2;
  await generator.prepare(perSecond * (seconds + 1));
  const client = openClient(server, searchers);
  const look = async (n) => {
    const { data } = await client.get(`/api/v1/calls?q=${words[n % words.length]}&limit=20`);
    if (data.length === 0) throw new Error("a search in the calls found nothing");
  };
  return {
    async run() {
      const rate = { perSecond, seconds: seconds + 1, connectionsMax: 64 };
      const [sent, searched] = await Promise.all([
        generator.openLoop({ port, ...rate }),
        askInFlight(look, { inFlight: searchers, seconds: seconds + 1 }),
      ]);
      const refused = Object.keys(sent.statuses).filter((status) => status !== "200");
      const faults = refused.map((status) => `deliveries were answered ${status}`);
      return { perSecond, sent, searched, faults: [...faults, ...searched.faults] };
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
  return { ...found, ...spent(found.asked) };
}

function describe({ options, bare, faults, load: busy, ...found }) {
  const { tools, inbound, talking, inboundTalking, hurried, besideHung, besideWork } = found;
  const row = (name, { p50, p95, p99, max, perSecond, serverMs, databaseMs }) => [
    name,
    ...[p50, p95, p99, max].map((value) => fixed(value)),
    whole(perSecond),
    fixed(serverMs, 2),
    fixed(databaseMs, 2),
  ];
  const rows = [
    row("by hand: calls going on", bare.talking),
    row("by hand: requests always under way", bare),
    row("tools: calls going on", talking),
    row("tools: calls in a hurry", hurried),
    row("tools: requests always under way", tools),
    row("who takes the call: calls going on", inboundTalking),
    row("who takes the call: requests always under way", inbound),
    row("tools: calls going on, beside a hung server", besideHung),
    row("tools: calls going on, beside other work", besideWork),
  ];
  const head = ["", "p50 ms", "p95", "p99", "max", "asks/s", "server cpu ms", "database cpu ms"];
  const { other: work } = besideWork;
  return `${table(head, rows)}

Tools, ${inFlight} calls going on: p99 ${fixed(talking.p99)} ms (goal below ${goals.toolMs}), ${fixed(talking.p99 - bare.talking.p99)} ms more than by hand. With ${inFlight} requests always under way each waits for the others: ${fixed(tools.p99)} ms, ${times(tools.p99 / bare.p99)} of by hand.
Who takes the call, ${inFlight} calls going on: p99 ${fixed(inboundTalking.p99)} ms (goal below ${goals.inboundMs}); with ${inFlight} requests always under way ${fixed(inbound.p99)} ms.
Beside a hung server of one tenant: p99 ${times(besideHung.p99 / talking.p99)}; ${whole(besideHung.other.asked)} asks of its own heard an apology, the slowest after ${whole(besideHung.other.max)} ms.
Beside ${whole(work.perSecond)} deliveries/s and ${whole(work.searched.perSecond)} searches/s in the calls: p99 ${times(besideWork.p99 / talking.p99)} (goal at most ${goals.beside}).

Method: ${whole(options.tenants)} tenants, ${whole(options.chunks)} chunks of knowledge in all; opening hours, prices and knowledge in turn, signed as Vapi and Retell do, each request stored as an event. ${inFlight} calls over HTTP:
going on, each asks ${talkMs / 1000} s on average after it was answered; in a hurry after ${hurryMs} ms; always under way, at once. Prices are each tenant's own and checked in every answer. Server, its database
and who asks share this machine. Cpu: processor time per question, with what is done after the answer (folding what was asked into its call). By hand: a Fastify route without a database. Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.
${faults.length === 0 ? "No errors and no wrong answers." : `Faults:\n  ${faults.join("\n  ")}`}`;
}
