// Words and vectors together, with an embedding service that answers from memory: what is measured is ours, with the request to it and without what it would take to answer.
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withFreshServer } from "../databases.js";
import { say } from "../figures.js";
import { startHelper } from "../questions.js";
import { memoryOf } from "../workplace.js";
import { openClient } from "./client.js";
import { sectionsPerDocument } from "./corpus.js";
import { asker, fill, rehearseAndAsk } from "./latency.js";

const script = fileURLToPath(new URL("../../embeddings.js", import.meta.url));
const embedding = { model: "bench-hashed-words", dimensions: 256 };
/** More than the product keeps vectors of, asked in turn: none is kept until it is asked again. */
const askedCount = 5_000;
/** All of them are kept once each was asked. */
const keptCount = 500;
const lookEveryMs = 250;
const patienceMs = 10 * 60_000;

/** @param {ReturnType<import("./corpus.js").makeCorpus>} corpus */
export async function measureHybrid(corpus, { chunks, inFlight, seconds, env }) {
  const service = startHelper(script, patienceMs);
  try {
    const settings = {
      EMBEDDING_BASE_URL: `http://127.0.0.1:${await service.ask("port")}/v1`,
      EMBEDDING_MODEL: embedding.model,
      EMBEDDING_DIMENSIONS: String(embedding.dimensions),
    };
    return await withFreshServer({ script: "product", env: { ...env, ...settings } }, (server) =>
      measure(server, service, corpus, { chunks, inFlight, seconds }),
    );
  } finally {
    service.close();
  }
}

async function measure(server, service, corpus, { chunks, inFlight, seconds }) {
  const client = openClient(server, inFlight);
  const documents = Math.ceil(chunks / sectionsPerDocument);
  say(`hybrid: ${documents} documents …`);
  const startedAt = performance.now();
  const { chunks: count } = await fill(client, corpus, documents);
  await untilEmbedded(service, count);
  const embedSeconds = (performance.now() - startedAt) / 1000;
  const questions = corpus.queries(askedCount, documents);
  await service.ask("prepare", { texts: questions.map(({ query }) => query), ...embedding });
  const ask = (of) => askAndCount(server, service, client, { of, inFlight, seconds });
  const asked = await ask(questions);
  const kept = await ask(questions.slice(0, keptCount));
  await client.close();
  const memoryMb = memoryOf([server.pid]) ?? null;
  const faults = [...asked.faults, ...kept.faults];
  // Some codes are asked for more than once.
  if (asked.embedded < asked.asked / 2) faults.push("vectors of questions were kept");
  if (kept.embedded > keptCount) faults.push("vectors of questions were not kept");
  return { faults, chunks: count, embedSeconds, asked, kept, memoryMb };
}

/** Tells beside the times how many questions the service was asked, and what share was answered by words alone because vectors came too late. */
async function askAndCount(server, service, client, { of, inFlight, seconds }) {
  const before = await service.ask("count");
  let answered = 0;
  let late = 0;
  const note = ({ degraded }) => {
    answered++;
    if (degraded.includes("vectors_late")) late++;
  };
  const told = await rehearseAndAsk(server, asker(client, of, note), { inFlight, seconds });
  const embedded = (await service.ask("count")) - before;
  return { ...told, embedded, lateShare: late / answered };
}

/** The service is what knows how many texts it was asked for. */
async function untilEmbedded(service, count) {
  const deadline = performance.now() + patienceMs;
  while ((await service.ask("count")) < count) {
    if (performance.now() > deadline) throw new Error("The chunks were not embedded in time");
    await wait(lookEveryMs);
  }
}
