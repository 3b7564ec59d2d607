// Handing calls out in bulk: how fast, and whether the server's memory stays flat however many there are.
import { request } from "node:http";
import { parseArgs } from "node:util";
import { withFreshServer } from "./lib/databases.js";
import { fixed, load, print, say, table, whole } from "./lib/figures.js";
import { insertCalls } from "./lib/filling.js";
import { memoryOf } from "./lib/workplace.js";

const formats = ["csv", "jsonl", "vcon"];
const lookEveryMs = 100;
/** What the heap holds before a collection comes and goes; what is kept grows with every call. So the second half may need so much more at most than the first. */
const growthMbMax = 64;
/** Minutes, and so calls, by which an export reaches further back: it takes longer than a minute to get there. */
const slack = 60;

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      calls: { type: "string", default: "100000" },
      vcons: { type: "string", default: "5000" },
      turns: { type: "string", default: "10" },
      json: { type: "boolean", default: false },
    },
  });
  const loadBefore = load();
  const runs = await withFreshServer({ script: "product" }, async (server) => {
    await insertCalls(server, {
      count: Number(values.calls),
      patches: Number(values.vcons) + slack,
      turns: Number(values.turns),
    });
    const found = [];
    for (const format of formats) {
      const limit = format === "vcon" ? Number(values.vcons) : Number(values.calls);
      say(`exporting ${limit} calls as ${format} …`);
      const measured = { format, ...(await measure(server, format, limit)) };
      // Long runs are cut short now and then; what is known by then is worth having.
      const { seconds, earlyMb, mostMb } = measured;
      say(
        `… ${fixed(seconds)} s, ${fixed(earlyMb, 0)} MB at most in the first half, ${fixed(mostMb, 0)} in the second`,
      );
      found.push(measured);
    }
    return found;
  });
  const faults = runs.flatMap(({ format, calls, expected, growthMb }) => [
    ...(calls === expected ? [] : [`${format}: ${calls} of ${expected} calls came`]),
    ...(growthMb <= growthMbMax ? [] : [`${format}: memory grew by ${fixed(growthMb)} MB`]),
  ]);
  const outcome = { runs, load: { before: loadBefore, after: load() }, faults };
  print(values.json ? JSON.stringify(outcome, null, 2) : describe(outcome, values));
  return faults.length === 0 ? 0 : 1;
}

async function measure(server, format, limit) {
  const after = new Date(Math.floor(Date.now() / 60_000) * 60_000 - (limit + slack / 2) * 60_000);
  const query = `format=${format}&started_after=${after.toISOString()}`;
  const startedAt = performance.now();
  const incoming = await open(server, `/api/v1/calls/export?${query}`);
  const expected = Number(incoming.headers["x-total-count"]);
  const samples = [];
  let bytes = 0;
  let ends = 0;
  let lookedAt = 0;
  for await (const part of incoming) {
    bytes += part.length;
    for (const byte of part) if (byte === 0x0a) ends++;
    if (performance.now() - lookedAt < lookEveryMs) continue;
    lookedAt = performance.now();
    samples.push({ ends, mb: memoryOf([server.pid]) ?? 0 });
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const mostOf = (isMeant) => Math.max(0, ...samples.filter(isMeant).map(({ mb }) => mb));
  const earlyMb = mostOf((sample) => sample.ends < expected / 2);
  const mostMb = mostOf((sample) => sample.ends >= expected / 2);
  const calls = ends - (format === "csv" ? 1 : 0);
  return { calls, expected, seconds, bytes, earlyMb, mostMb, growthMb: mostMb - earlyMb };
}

function open({ port, token }, path) {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    request({ host: "127.0.0.1", port, path, headers, agent: false }, (incoming) => {
      if (incoming.statusCode === 200) resolve(incoming);
      else reject(new Error(`the export was answered with ${incoming.statusCode}`));
    })
      .on("error", reject)
      .end();
  });
}

function describe({ runs, load: busy, faults }, { calls: count, turns }) {
  const rows = runs.map(({ format, calls, seconds, bytes, earlyMb, mostMb }) => [
    format,
    whole(calls),
    fixed(seconds, 1),
    whole(calls / seconds),
    fixed(bytes / 1024 / 1024, 1),
    fixed(earlyMb, 0),
    fixed(mostMb, 0),
  ]);
  const names = ["", "calls", "s", "calls/s", "MB sent", "server MB, first half", "second half"];
  return `${table(names, rows)}
${faults.map((fault) => `FAULT ${fault}\n`).join("")}
Load average ${busy.before.join(" ")} before, ${busy.after.join(" ")} after.
Method: ${whole(Number(count))} calls with ${turns} turns each, inserted directly; read over HTTP by one reader on the same machine. Memory: proportional set size of the
server without its PostgreSQL, every ${lookEveryMs} ms. Beside the calls there are no raw events: a vCon of a real call holds its payload too, and takes longer.`;
}
