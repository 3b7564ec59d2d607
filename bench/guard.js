// What the guard costs: a decision in memory, accepting with and without it, and another tenant's flood.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createMemoryRates } from "../dist/guard/rate-memory.js";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, median, print, say, table, times, whole } from "./lib/figures.js";
import { startGenerator } from "./lib/load.js";
import { ask } from "./lib/servers.js";

const withoutGuard = ["--import", new URL("./lib/without-guard.js", import.meta.url).href];
const connections = 64;
const preparedPerSecond = 22_000;
const decisions = 2_000_000;
const senders = 1_000;
/** Deliveries a minute that each tenant may have taken; the flood is ten times that. */
const budgetPerMinute = 6_000;
const steadyPerSecond = 50;
const goals = { decisionMs: 0.1, throughput: 0.95, p99: 2 };

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "4" },
      "flood-seconds": { type: "string", default: "15" },
      json: { type: "boolean", default: false },
    },
  });
  const loadBefore = load();
  const decisionMs = await measureDecision();
  const accepting = await measureAccepting(Number(values.rounds), Number(values.seconds));
  const flood = await measureFlood(Number(values["flood-seconds"]));
  const outcome = { decisionMs, accepting, flood, load: { before: loadBefore, after: load() } };
  const faults = findFaults(outcome);
  print(values.json ? JSON.stringify({ ...outcome, faults }, null, 2) : describe(outcome, faults));
  return faults.length === 0 ? 0 : 1;
}

async function measureDecision() {
  const rates = createMemoryRates();
  const limit = { perMinute: 6_000, burst: 1_000 };
  const keys = Array.from({ length: senders }, (_, index) => `public/203.0.113.${index}`);
  const startAt = Date.now();
  const startedAt = performance.now();
  for (let count = 0; count < decisions; count++) {
    rates.take(keys[count % senders], limit, startAt + count / 100);
  }
  return (performance.now() - startedAt) / decisions;
}

async function measureAccepting(rounds, seconds) {
  const generator = startGenerator();
  const found = { with: [], without: [] };
  for (let round = 1; round <= rounds; round++) {
    // Whoever comes first has the colder machine.
    const order = round % 2 === 0 ? ["with", "without"] : ["without", "with"];
    for (const name of order) {
      const nodeArgs = name === "with" ? [] : withoutGuard;
      say(`round ${round} of ${rounds}: accepting ${name} the guard …`);
      const env = { SERVICE_ROLE: "api", RATE_LIMIT_WEBHOOKS_PER_MINUTE: "10000000" };
      found[name].push(
        await withFreshServer({ script: "product", env, nodeArgs }, async ({ port }) => {
          await generator.prepare(preparedPerSecond);
          await generator.closedLoop({ port, connections, seconds: 1 });
          await generator.prepare(preparedPerSecond * seconds);
          return (await generator.closedLoop({ port, connections, seconds })).perSecond;
        }),
      );
    }
  }
  generator.close();
  const ratios = found.with.map((perSecond, round) => perSecond / found.without[round]);
  return {
    withGuard: median(found.with),
    without: median(found.without),
    ratio: median(ratios),
    ratios,
  };
}

/** One tenant delivers steadily, first alone, then while another sends ten times what it may. */
function measureFlood(seconds) {
  const env = { RATE_LIMIT_WEBHOOKS_PER_MINUTE: String(budgetPerMinute) };
  return withFreshServer({ script: "product", env }, async (server) => {
    const [quiet, loud] = await Promise.all([
      addTenant(server, "quiet"),
      addTenant(server, "loud"),
    ]);
    const [one, other] = [startGenerator(), startGenerator()];
    const { port } = server;
    const steady = async (ackFile) => {
      await one.prepare(steadyPerSecond * seconds, quiet);
      const rate = { perSecond: steadyPerSecond, seconds, connectionsMax: 64 };
      return one.openLoop({ port, ...rate, ackFile });
    };
    say("a tenant alone: warming up …");
    await steady(join(server.folder, "warm.txt"));
    say("a tenant alone …");
    const alone = await steady(join(server.folder, "alone.txt"));
    const perSecond = (budgetPerMinute / 60) * 10;
    await other.prepare(perSecond * (seconds + 2), loud);
    say(`the same while another floods with ${whole(perSecond)}/s …`);
    const [flooded, beside] = await Promise.all([
      other.openLoop({ port, perSecond, seconds: seconds + 2, connectionsMax: 512 }),
      steady(join(server.folder, "beside.txt")),
    ]);
    one.close();
    other.close();
    return { alone, beside, flooded, ratioP99: beside.ack.p99 / alone.ack.p99 };
  });
}

/** Makes a tenant with a secret for its Retell connection. Returns where and with what to deliver. */
async function addTenant({ port, token }, name) {
  const post = async (path, body, key = token) => {
    const { status, text } = await ask({
      port,
      path,
      token: key,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (status !== 201) throw new Error(`${path} was answered ${status}: ${text}`);
    return JSON.parse(text);
  };
  const tenant = await post("/api/v1/tenants", { name, slug: name });
  const { key } = await post("/api/v1/api-keys", { tenant_id: tenant.id, name, role: "owner" });
  const { text } = await ask({ port, path: "/api/v1/connections", token: key });
  const { id } = JSON.parse(text).data.find(({ provider }) => provider === "retell");
  const secret = `key_bench_${name}_0123456789abcdef`;
  await post(`/api/v1/connections/${id}/secrets`, { purpose: "webhook", value: secret }, key);
  return { path: `/webhook/retell/${id}`, secret };
}

function findFaults({ decisionMs, accepting, flood }) {
  const { alone, beside, flooded, ratioP99 } = flood;
  const faults = [];
  if (decisionMs >= goals.decisionMs) faults.push("a decision takes too long");
  if (accepting.ratio < goals.throughput) faults.push("the guard costs more than 5 %");
  if (ratioP99 > goals.p99) faults.push("the flood more than doubles the other tenant's p99");
  const refused = [alone, beside].filter(({ statuses }) => Object.keys(statuses).join() !== "200");
  if (refused.length > 0) faults.push("the tenant that kept to its budget was refused");
  if (flooded.badRetryAfter > 0) faults.push("refusals without a whole Retry-After");
  return faults;
}

function describe({ decisionMs, accepting, flood, load: busy }, faults) {
  const { alone, beside, flooded, ratioP99 } = flood;
  const row = (name, { offeredPerSecond, acked, statuses, ack }) => [
    name,
    whole(offeredPerSecond),
    whole(acked),
    whole(statuses[503] ?? 0),
    fixed(ack.p50),
    fixed(ack.p99),
  ];
  return `A decision in memory, over ${whole(senders)} senders: ${fixed(decisionMs * 1000, 2)} µs.

Accepting at ${connections} connections: ${whole(accepting.withGuard)}/s with the guard, ${whole(accepting.without)}/s without: ${times(accepting.ratio)} (rounds ${accepting.ratios.map((ratio) => ratio.toFixed(2)).join(", ")}).

${table(
  ["", "offered/s", "accepted", "told to come again", "ack p50 ms", "p99"],
  [row("a tenant alone", alone), row("beside a flood", beside), row("the flood", flooded)],
)}
The flood makes the other tenant's p99 ${times(ratioP99)}.

Method: Retell call_ended, 2,048-byte bodies, signed beforehand; server, its embedded PostgreSQL and the generators share this machine. With and without take turns,
each with a fresh database; the ratio is the median of the rounds' ratios. Each tenant may have ${whole(budgetPerMinute)} deliveries a minute taken; the flood brings ten times that. Time
counts from when a request was due. Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.
${faults.length === 0 ? "All goals are reached." : faults.join("\n")}`;
}
