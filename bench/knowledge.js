// Searching a knowledge base: whether the right passage comes, how soon, and what it costs.
import { parseArgs } from "node:util";
import { fixed, load, print, table, times, whole } from "./lib/figures.js";
import { makeCorpus } from "./lib/knowledge/corpus.js";
import { measureHybrid } from "./lib/knowledge/hybrid.js";
import { measureIngest } from "./lib/knowledge/ingest.js";
import { measureLatency } from "./lib/knowledge/latency.js";
import { describeMisses, describeQuality, measureQuality } from "./lib/knowledge/quality.js";
import { readOwnSets, readSetsOf } from "./lib/knowledge/sets.js";

const parts = ["quality", "latency", "ingest", "hybrid"];
const goals = { lexicalMs: 20, hybridMs: 50, warmUpMsPer10k: 1_000 };
/** A run asks more of one key than a person would in a day, and the same again: what is measured is searching, not answers that were kept. */
const env = {
  RATE_LIMIT_PER_MINUTE: "100000000",
  RATE_LIMIT_BURST: "10000000",
  CACHE_TTL_SECONDS: "0",
};

export async function run(args) {
  const options = readOptions(args);
  const before = load();
  const outcome = await measureAll(options);
  const faults = findFaults(outcome);
  const found = { goals, ...outcome, faults, load: { before, after: load() } };
  print(options.json ? JSON.stringify(found, null, 2) : describe(found, options));
  return faults.length === 0 ? 0 : 1;
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", default: parts.join(",") },
      questions: { type: "string" },
      split: { type: "string" },
      misses: { type: "boolean", default: false },
      chunks: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const only = values.only.split(",");
  const unknown = only.filter((name) => !parts.includes(name));
  if (unknown.length > 0)
    throw new Error(`--only knows ${parts.join(", ")}; not ${unknown.join(", ")}`);
  const size = values.quick
    ? { chunks: "2000", seconds: 2, documents: 100, middle: 1_000 }
    : { chunks: "10000,100000", seconds: 8, documents: 1_000, middle: 10_000 };
  const sizes = (values.chunks ?? size.chunks).split(",").map(Number);
  return { ...values, ...size, only, sizes, inFlight: 32 };
}

async function measureAll({ only, questions, split, sizes, seconds, inFlight, documents, middle }) {
  const outcome = {};
  if (only.includes("quality")) {
    const sets = questions === undefined ? readOwnSets() : readSetsOf(questions);
    outcome.quality = await measureQuality(sets, { env, split });
  }
  const corpus = makeCorpus(1);
  if (only.includes("latency")) {
    outcome.latency = [];
    for (const chunks of sizes) {
      outcome.latency.push(await measureLatency(corpus, { chunks, inFlight, seconds, env }));
    }
  }
  if (only.includes("ingest")) {
    const size = { chunks: middle, documents };
    outcome.ingest = await measureIngest(corpus, { ...size, inFlight: 8, seconds, env });
  }
  if (only.includes("hybrid")) {
    outcome.hybrid = await measureHybrid(corpus, { chunks: middle, inFlight, seconds, env });
  }
  return outcome;
}

/** Wrong answers and errors. Missed speed is shown beside its goal, and is no fault. */
function findFaults({ latency = [], ingest, hybrid }) {
  return [
    ...latency.flatMap(({ chunks, baseline, found }) => [
      ...baseline.faults.map((fault) => `by hand, ${chunks} chunks: ${fault}`),
      ...found.faults.map((fault) => `${chunks} chunks: ${fault}`),
    ]),
    ...(ingest ? [...ingest.faults, ...ingest.atRest.faults, ...ingest.meanwhile.faults] : []),
    ...(hybrid?.faults ?? []).map((fault) => `hybrid: ${fault}`),
  ];
}

function describe({ quality, latency, ingest, hybrid, faults, load: busy }, { misses, inFlight }) {
  const sections = [
    ...(quality ? [describeQuality(quality)] : []),
    ...(quality && misses ? [describeMisses(quality)] : []),
    ...(latency ? [describeLatency(latency, inFlight)] : []),
    ...(ingest ? [describeIngest(ingest)] : []),
    ...(hybrid ? [describeHybrid(hybrid, inFlight)] : []),
    `Load average before ${busy.before.join(" ")}, after ${busy.after.join(" ")}.`,
    faults.length === 0 ? "No errors and no wrong answers." : `Faults:\n  ${faults.join("\n  ")}`,
  ];
  return sections.join("\n\n");
}

const timesOf = ({ p50, p95, p99, max }) => [p50, p95, p99, max].map((value) => fixed(value));
const timeHead = ["p50 ms", "p95", "p99", "max"];

function describeLatency(runs, inFlight) {
  const rows = runs.flatMap(({ chunks, baseline, found }) => [
    [
      `${whole(chunks)} by hand`,
      ...timesOf(baseline),
      whole(baseline.perSecond),
      fixed(baseline.serverMs, 2),
      fixed(baseline.databaseMs, 2),
      fixed(baseline.memoryMb, 0),
    ],
    [
      `${whole(found.chunks)} voicelens`,
      ...timesOf(found),
      whole(found.perSecond),
      fixed(found.serverMs, 2),
      fixed(found.databaseMs, 2),
      fixed(found.memoryMb, 0),
    ],
  ]);
  const notes = runs.map(({ found, baseline }) => {
    const per10k = (found.warmUpMs / found.chunks) * 10_000;
    return `${whole(found.chunks)} chunks: p99 ${fixed(found.p99)} ms (goal below ${goals.lexicalMs}), ${times(found.p99 / baseline.p99)} of by hand; first search after a start ${whole(found.warmUpMs)} ms,
  ${whole(per10k)} ms per 10,000 chunks (goal below ${goals.warmUpMsPer10k}); read in ${fixed(found.fillSeconds)} s; the index alone took ${fixed(found.inside.p50)} ms, p99 ${fixed(found.inside.p99)}; server ${fixed(found.idleMb, 0)} MB empty, ${fixed(found.startMb, 0)} after the start, ${fixed(found.memoryMb, 0)} after the searches.`;
  });
  return `${table(["chunks", ...timeHead, "queries/s", "server cpu ms", "database cpu ms", "server MB"], rows)}

${notes.join("\n")}
${inFlight} questions in flight over HTTP, asked from the same machine. By hand: a Fastify route, a tsvector with a GIN index, words joined by OR, ts_rank.
Cpu: processor time of server and of its database per question, which other work on the machine changes little.`;
}

function describeIngest({ there, documents, ingestSeconds, atRest, meanwhile, memoryMb }) {
  const rows = [
    ["at rest", ...timesOf(atRest), whole(atRest.perSecond)],
    ["while documents come in", ...timesOf(meanwhile), whole(meanwhile.perSecond)],
  ];
  return `${table(["searches", ...timeHead, "queries/s"], rows)}

${whole(documents)} documents more in a base of ${whole(there)}, until all were ready: ${fixed(ingestSeconds)} s, ${fixed(documents / ingestSeconds)} a second, while 8 searches were in flight. Server ${fixed(memoryMb, 0)} MB after it.`;
}

function describeHybrid(found, inFlight) {
  const rows = [[`${whole(found.chunks)} hybrid`, ...timesOf(found), whole(found.perSecond)]];
  return `${table(["chunks", ...timeHead, "queries/s"], rows)}

p99 ${fixed(found.p99)} ms (goal below ${goals.hybridMs}), the call to a local embedding service included; ${whole(found.questionsEmbedded)} questions were embedded, the others kept.
Read and embedded in ${fixed(found.embedSeconds)} s. ${inFlight} questions in flight. Server ${fixed(found.memoryMb, 0)} MB.`;
}
