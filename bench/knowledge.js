// Searching a knowledge base: whether the right passage comes, how soon, and what it costs.
import { parseArgs } from "node:util";
import { fixed, load, print, table, times, whole } from "./lib/figures.js";
import { makeCorpus } from "./lib/knowledge/corpus.js";
import { measureHybrid } from "./lib/knowledge/hybrid.js";
import { measureIngest } from "./lib/knowledge/ingest.js";
import { measureLarge } from "./lib/knowledge/large.js";
import { measureLatency } from "./lib/knowledge/latency.js";
import { describeMisses, describeQuality, measureQuality } from "./lib/knowledge/quality.js";
import { readOwnSets, readSetsOf } from "./lib/knowledge/sets.js";

const parts = ["quality", "latency", "large", "ingest", "hybrid"];
/** A base of so many chunks is searched in the database, which no quick run waits for. */
const largeChunks = 120_000;
/** What SEARCH_MEMORY_MB is when nobody sets it. */
const indexMbMax = 256;
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
      only: { type: "string" },
      questions: { type: "string" },
      split: { type: "string" },
      misses: { type: "boolean", default: false },
      chunks: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const usual = parts.filter((name) => name !== "large" || !values.quick);
  const only = values.only?.split(",") ?? usual;
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
  if (only.includes("large")) {
    outcome.large = await measureLarge(corpus, { chunks: largeChunks, inFlight, seconds, env });
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
function findFaults({ latency = [], large, ingest, hybrid }) {
  return [
    ...[...latency, ...(large ? [large] : [])].flatMap(({ chunks, baseline, found }) => [
      ...baseline.faults.map((fault) => `by hand, ${chunks} chunks: ${fault}`),
      ...found.faults.map((fault) => `${chunks} chunks: ${fault}`),
      ...(found.indexMb > indexMbMax ? [`${chunks} chunks: indexes took more than allowed`] : []),
    ]),
    ...(ingest ? [...ingest.faults, ...ingest.atRest.faults, ...ingest.meanwhile.faults] : []),
    ...(hybrid?.faults ?? []).map((fault) => `hybrid: ${fault}`),
  ];
}

function describe(
  { quality, latency, large, ingest, hybrid, faults, load: busy },
  { misses, inFlight },
) {
  const sections = [
    ...(quality ? [describeQuality(quality)] : []),
    ...(quality && misses ? [describeMisses(quality)] : []),
    ...(latency ? [describeLatency(latency, inFlight)] : []),
    ...(large ? [describeLarge(large, inFlight)] : []),
    ...(ingest ? [describeIngest(ingest)] : []),
    ...(hybrid ? [describeHybrid(hybrid, inFlight)] : []),
    `Load average before ${busy.before.join(" ")}, after ${busy.after.join(" ")}.`,
    faults.length === 0 ? "No errors and no wrong answers." : `Faults:\n  ${faults.join("\n  ")}`,
  ];
  return sections.join("\n\n");
}

const timesOf = ({ p50, p95, p99, max }) => [p50, p95, p99, max].map((value) => fixed(value));
const timeHead = ["p50 ms", "p95", "p99", "max"];

/** The same questions by hand and by us. */
function tableOf(runs) {
  const row = (name, { perSecond, serverMs, databaseMs, memoryMb, aloneMs, ...told }) => [
    name,
    ...timesOf(told),
    fixed(aloneMs),
    whole(perSecond),
    fixed(serverMs, 2),
    fixed(databaseMs, 2),
    fixed(memoryMb, 0),
  ];
  const rows = runs.flatMap(({ chunks, baseline, found }) => [
    row(`${whole(chunks)} by hand`, baseline),
    row(`${whole(found.chunks)} voicelens`, found),
  ]);
  const cost = ["alone p50", "queries/s", "server cpu ms", "database cpu ms", "server MB"];
  return table(["chunks", ...timeHead, ...cost], rows);
}

const indexMemory = ({ indexMb }) =>
  `indexes of words ${fixed(indexMb, 0)} of at most ${indexMbMax} MB`;

function describeLatency(runs, inFlight) {
  const notes = runs.map(({ found, baseline }) => {
    const per10k = (found.warmUpMs / found.chunks) * 10_000;
    return `${whole(found.chunks)} chunks: p99 ${fixed(found.p99)} ms (goal below ${goals.lexicalMs}), ${times(found.p99 / baseline.p99)} of by hand; first search after a start ${whole(found.warmUpMs)} ms,
  ${whole(per10k)} ms per 10,000 chunks (goal below ${goals.warmUpMsPer10k}); read in ${fixed(found.fillSeconds)} s; the index alone took ${fixed(found.inside.p50)} ms, p99 ${fixed(found.inside.p99)};
  server ${fixed(found.idleMb, 0)} MB empty, ${fixed(found.startMb, 0)} after the start, ${fixed(found.memoryMb, 0)} after the searches; ${indexMemory(found)}.`;
  });
  return `${tableOf(runs)}

${notes.join("\n")}
${inFlight} questions in flight over HTTP, asked from the same machine. By hand: a Fastify route, a tsvector with a GIN index, words joined by OR, ts_rank.
Cpu: processor time of server and of its database per question, which other work on the machine changes little.`;
}

function describeLarge(run, inFlight) {
  const { found, baseline } = run;
  return `${tableOf([run])}

Searched in the database, since the base is too large for memory: p50 ${times(found.p50 / baseline.p50)}, p99 ${times(found.p99 / baseline.p99)} of by hand with ${inFlight} questions in flight.
Taken up in ${fixed(found.takeSeconds)} s, once the chunks were there and it was noticed; ${indexMemory(found)}.`;
}

function describeIngest({ there, documents, ingestSeconds, atRest, meanwhile, memoryMb }) {
  const rows = [
    ["at rest", ...timesOf(atRest), whole(atRest.perSecond)],
    ["while documents come in", ...timesOf(meanwhile), whole(meanwhile.perSecond)],
  ];
  return `${table(["searches", ...timeHead, "queries/s"], rows)}

${whole(documents)} documents more in a base of ${whole(there)}, until all were ready: ${fixed(ingestSeconds)} s, ${fixed(documents / ingestSeconds)} a second, while 8 searches were in flight. Server ${fixed(memoryMb, 0)} MB after it.`;
}

function describeHybrid({ chunks, asked, kept, embedSeconds, memoryMb }, inFlight) {
  const row = (name, { perSecond, serverMs, databaseMs, lateShare, ...told }) => [
    name,
    ...timesOf(told),
    whole(perSecond),
    fixed(serverMs, 2),
    fixed(databaseMs, 2),
    fixed(lateShare * 100),
  ];
  const head = [`${whole(chunks)} hybrid`, ...timeHead];
  const cost = ["queries/s", "server cpu ms", "database cpu ms", "late %"];
  const rows = [row("each embedded", asked), row("vectors kept", kept)];
  return `${table([...head, ...cost], rows)}

p99 ${fixed(asked.p99)} ms, ${fixed(kept.p99)} where the vector of the question is kept (goal below ${goals.hybridMs}). The embedding service answers from memory: the request to it is in the
times of the first row, what a model would take is not. Late: answered by words alone, since vectors came too late. Read and embedded in ${fixed(embedSeconds)} s. ${inFlight} questions in flight. Server ${fixed(memoryMb, 0)} MB.`;
}
