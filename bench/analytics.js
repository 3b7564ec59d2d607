// How soon figures, filtered lists and searches come from many calls, and what keeping figures costs ingest.
import { parseArgs } from "node:util";
import { measureCostOfFigures } from "./lib/analytics/cost-of-figures.js";
import { fill } from "./lib/analytics/insert-calls.js";
import { groups } from "./lib/analytics/questions.js";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, summarise, table, times, whole } from "./lib/figures.js";
import { ask, withDatabase } from "./lib/servers.js";

const bareSelect = {
  name: "bare",
  text: "select id from calls where tenant_id = 'ten_default' order by first_seen_at desc, id desc limit 51",
};
const costShareMax = 0.05;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      calls: { type: "string", default: "1000000" },
      turns: { type: "string", default: "20000" },
      times: { type: "string", default: "30" },
      rounds: { type: "string", default: "15" },
      events: { type: "string", default: "2000" },
      only: { type: "string", default: "reading,ingest" },
      json: { type: "boolean", default: false },
    },
  });
  const loadBefore = load();
  const parts = values.only.split(",");
  const reading = parts.includes("reading") ? await measureReading(values) : null;
  const cost = parts.includes("ingest")
    ? await measureCostOfFigures({ rounds: Number(values.rounds), events: Number(values.events) })
    : null;
  const outcome = { reading, cost, load: { before: loadBefore, after: load() } };
  const faults = findFaults(outcome);
  print(values.json ? JSON.stringify({ ...outcome, faults }, null, 2) : describe(outcome, faults));
  return faults.length === 0 ? 0 : 1;
}

function measureReading(values) {
  const calls = Number(values.calls);
  return withFreshServer({ script: "product" }, async (server) => {
    const made = await fill(server, { calls, withTurns: Math.min(calls, Number(values.turns)) });
    say(`made in ${fixed(made.insertSeconds)} s, counted in ${fixed(made.countSeconds)} s`);
    const found = [];
    for (const { title, goalMs, questions } of groups) {
      for (const [name, path] of Object.entries(questions)) {
        const told = await measure(server, path, Number(values.times));
        say(`${title}, ${name}: p95 ${fixed(told.p95)} ms`);
        found.push({ title, name, goalMs, ...told });
      }
    }
    return { calls, ...made, found };
  });
}

/** Asks so often, each time beside a bare select, so that both meet the same machine. */
function measure(server, path, count) {
  return withDatabase(server, async (client) => {
    const asked = [];
    const bare = [];
    for (let turn = 0; turn < count; turn++) {
      const startedAt = performance.now();
      const { status, text } = await ask({ ...server, path: path(), timeoutMs: 60_000 });
      asked.push(performance.now() - startedAt);
      if (status !== 200) throw new Error(`${path()} was answered with ${status}: ${text}`);
      const bareAt = performance.now();
      await client.query(bareSelect);
      bare.push(performance.now() - bareAt);
    }
    const { p50, p95, max } = summarise(asked);
    return { p50, p95, max, bare: summarise(bare).p95 };
  });
}

function findFaults({ reading, cost }) {
  const slow = (reading?.found ?? [])
    .filter(({ p95, goalMs }) => p95 >= goalMs)
    .map(
      ({ title, name, p95, goalMs }) =>
        `${title}, ${name}: p95 ${whole(p95)} ms, goal below ${goalMs}`,
    );
  if (cost === null || cost.costShare < costShareMax) return slow;
  return [
    ...slow,
    `figures and metrics cost ${fixed(cost.costShare * 100)} % of ingest, goal below 5 %`,
  ];
}

function describe({ reading, cost, load: busy }, faults) {
  const lines = [];
  if (reading !== null) {
    const head = ["", "p50 ms", "p95 ms", "max ms", "goal", "bare select p95", "ratio"];
    const rows = reading.found.map(({ title, name, p50, p95, max, goalMs, bare }) => [
      `${title}: ${name}`,
      ...[fixed(p50), fixed(p95), fixed(max), goalMs, fixed(bare), times(p95 / bare)],
    ]);
    lines.push(
      table(head, rows),
      "",
      `${whole(reading.calls)} calls, made in ${fixed(reading.insertSeconds)} s and counted in ${fixed(reading.countSeconds)} s.`,
    );
  }
  if (cost !== null) {
    lines.push(
      `Ingest with figures and metrics takes ${fixed(cost.withMs, 3)} ms of processor an event, ${fixed(cost.countedMs, 3)} of them to count the calls, and without both ${fixed(cost.withoutMs, 3)}: ${fixed(cost.costShare * 100)} % more (without counting, by rounds: ${cost.shares.map((share) => fixed(share * 100)).join(", ")}). By the clock ${times(cost.clockRatio)} as many events/s.`,
    );
  }
  lines.push(
    ...faults.map((fault) => `FAULT ${fault}`),
    `Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.`,
    "Method: calls inserted directly, evenly over 120 days; one reader over HTTP with a connection for each request, each beside a bare indexed select of 51 ids in",
    "the same database. Ingest: as `ingest` does, each event a call, by turns with the product and with one that keeps no figures and counts no metrics; processor time of server",
    "and database until the calls are in the list, and then until they were counted once.",
  );
  return lines.join("\n");
}
