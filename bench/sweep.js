// Comparing what a provider lists with what is here: how fast, whether memory stays flat, and whether exactly the missing calls are brought.
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, table, whole } from "./lib/figures.js";
import { ask, secret, untilFolded, withDatabase } from "./lib/servers.js";
import { inventCalls, startVapiList } from "./lib/vapi-list.js";
import { memoryOf } from "./lib/workplace.js";

const apiKey = "3f0c7d9e-6b1a-4c53-9a58-d5b1f37c0e44";
/** The newest began long enough ago for a provider to have finished it. */
const newestMs = 30 * 60_000;
const spanMs = 16 * 3_600_000;
const sendersMax = 16;
const lookEveryMs = 100;
const patienceMs = 600_000;
/** A tenth of the list warms up; from there on memory may grow by this much. */
const growthMbMax = 64;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      calls: { type: "string", default: "10000" },
      missing: { type: "string", default: "0.01" },
      json: { type: "boolean", default: false },
    },
  });
  const count = Number(values.calls);
  const every = Math.max(1, Math.round(1 / Number(values.missing)));
  const loadBefore = load();
  const startAt = Date.now() - newestMs - spanMs;
  const calls = inventCalls({ count, startAt, everyMs: Math.floor(spanMs / count) });
  const api = await startVapiList(calls);
  try {
    const env = { VAPI_API_URL: api.url, LOG_LEVEL: "INFO" };
    const found = await withFreshServer({ script: "product", env }, async (server) => {
      await tell(server, calls, (place) => place % every !== 0);
      const before = await readCounts(server);
      const measured = await sweep(server, api);
      const after = await readCounts(server);
      const again = await readAgain(server);
      return { before, after, again, ...measured };
    });
    const outcome = { count, ...found, load: { before: loadBefore, after: load() } };
    const faults = findFaults(outcome, Math.ceil(count / every));
    print(
      values.json ? JSON.stringify({ ...outcome, faults }, null, 2) : describe(outcome, faults),
    );
    return faults.length === 0 ? 0 : 1;
  } finally {
    api.close();
  }
}

/** Sends the reports of those calls that webhooks bring, and waits until they are records. */
async function tell(server, calls, isTold) {
  let next = 0;
  const sendSome = async () => {
    while (next < calls.count) {
      const place = next++;
      if (place % 1000 === 0) say(`${place} of ${calls.count} calls made`);
      if (!isTold(place)) continue;
      const { status } = await ask({
        port: server.port,
        path: "/webhook/vapi",
        method: "POST",
        headers: { "content-type": "application/json", "x-vapi-secret": secret },
        body: calls.reportOf(place),
        timeoutMs: 60_000,
      });
      if (status !== 200) throw new Error(`a webhook was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: sendersMax }, sendSome));
  await untilFolded(server, patienceMs);
}

/** Gives the connection its key, which makes its calls due for reading, and looks on. */
async function sweep(server, api) {
  say("reading the provider's calls …");
  const idleMb = memoryOf([server.pid]) ?? 0;
  const connections = (await askJson(server, "GET", "/api/v1/connections")).data;
  const { id } = connections.find(({ provider }) => provider === "vapi");
  await askJson(server, "POST", `/api/v1/connections/${id}/secrets`, {
    purpose: "api_key",
    value: apiKey,
  });
  const samples = [];
  const deadline = performance.now() + patienceMs;
  for (;;) {
    if (performance.now() > deadline) throw new Error("The sweep did not end in time");
    const reading = await readingOf(server, id);
    if (reading !== undefined) samples.push({ ...reading, mb: memoryOf([server.pid]) ?? 0 });
    if (reading?.last_error) throw new Error(`The sweep failed: ${reading.last_error}`);
    if (reading?.last_read_at) {
      await untilFolded(server, patienceMs);
      const seconds = (Date.parse(reading.last_read_at) - Date.parse(reading.started_at)) / 1000;
      return { reading, seconds, idleMb, ...memoryIn(samples, reading.listed), ...api.asked };
    }
    await wait(lookEveryMs);
  }
}

function memoryIn(samples, listed) {
  const warm = samples.filter((sample) => sample.listed >= listed / 10);
  const earlyMb = warm[0]?.mb ?? 0;
  const mostMb = Math.max(...samples.map(({ mb }) => mb));
  const steps = new Set(samples.map((sample) => sample.listed)).size;
  return { earlyMb, mostMb, steps };
}

/** Reads once more on request: nothing may be new. */
async function readAgain(server) {
  const { readings } = await askJson(server, "GET", "/api/v1/analytics/completeness");
  const [{ connection_id, started_at }] = readings;
  await askJson(server, "POST", "/api/v1/analytics/completeness/sweep", { connection_id });
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const reading = await readingOf(server, connection_id);
    if (reading.started_at !== started_at && !reading.is_running) return reading;
    await wait(lookEveryMs);
  }
  throw new Error("The second sweep did not end in time");
}

async function readingOf(server, id) {
  const { readings } = await askJson(server, "GET", "/api/v1/analytics/completeness");
  return readings.find(({ connection_id }) => connection_id === id);
}

async function askJson({ port, token }, method, path, body) {
  const answer = await ask({
    ...{ port, token, method, path },
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (answer.status >= 300) throw new Error(`${path} was answered with ${answer.status}`);
  return JSON.parse(answer.text);
}

function readCounts(server) {
  return withDatabase(server, async (client) => {
    const { rows } =
      await client.query(`select count(*)::int as calls, count(distinct provider_call_id)::int as ids,
      count(*) filter (where captured_by = 'sweep')::int as swept from calls`);
    const events = await client.query(
      "select count(*)::int as fetched from webhook_events where event_key like 'sweep:%'",
    );
    return { ...rows[0], ...events.rows[0] };
  });
}

function findFaults({ count, before, after, again, reading, earlyMb, mostMb }, missing) {
  const expected = { calls: count, ids: count, swept: missing, fetched: missing };
  return [
    ...(before.calls === count - missing ? [] : [`${before.calls} calls were here before`]),
    ...Object.entries(expected).flatMap(([name, value]) =>
      after[name] === value ? [] : [`${name}: ${after[name]} instead of ${value}`],
    ),
    ...(reading.missing === missing && reading.kept === missing
      ? []
      : [`it says ${reading.missing} missing, ${reading.kept} brought`]),
    ...(again.missing === 0 ? [] : [`the next sweep brought ${again.kept} more`]),
    ...(mostMb - earlyMb <= growthMbMax ? [] : [`memory grew by ${fixed(mostMb - earlyMb)} MB`]),
  ];
}

function describe(outcome, faults) {
  const { count, seconds, reading, requests, bytes, idleMb, earlyMb, mostMb, steps } = outcome;
  const rows = [
    ["calls listed", whole(reading.listed)],
    ["missing, brought once each", whole(reading.kept)],
    ["seconds", fixed(seconds)],
    ["calls/s", whole(count / seconds)],
    ["requests, of both sweeps", whole(requests)],
    ["MB read, of both sweeps", fixed(bytes / 1024 / 1024)],
    ["server MB before", fixed(idleMb, 0)],
    ["server MB at 10 %", fixed(earlyMb, 0)],
    ["server MB at most", fixed(mostMb, 0)],
    ["different states of progress seen", whole(steps)],
  ];
  return `${table(["", ""], rows)}
${faults.map((fault) => `FAULT ${fault}\n`).join("")}
Load average ${outcome.load.before.join(" ")} before, ${outcome.load.after.join(" ")} after.
Method: the calls that are here came by signed webhooks; a local server lists all of them as Vapi's API does, each with its conversation. The pace at which an account is
asked is the product's own. Memory: proportional set size of the server without its PostgreSQL, every ${lookEveryMs} ms.`;
}
