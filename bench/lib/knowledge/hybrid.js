// Words and vectors together, with an embedding service that answers at once.
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { withFreshServer } from "../databases.js";
import { say } from "../figures.js";
import { startHelper } from "../questions.js";
import { memoryOf } from "../workplace.js";
import { askInFlight, openClient } from "./client.js";
import { sectionsPerDocument } from "./corpus.js";
import { asker, fill } from "./latency.js";

const script = fileURLToPath(new URL("../../embeddings.js", import.meta.url));
const questionCount = 2_000;
const lookEveryMs = 250;
const patienceMs = 10 * 60_000;

/** @param {ReturnType<import("./corpus.js").makeCorpus>} corpus */
export async function measureHybrid(corpus, { chunks, inFlight, seconds, env }) {
  const service = startHelper(script, patienceMs);
  try {
    const embedding = {
      EMBEDDING_BASE_URL: `http://127.0.0.1:${await service.ask("port")}/v1`,
      EMBEDDING_MODEL: "bench-hashed-words",
      EMBEDDING_DIMENSIONS: "256",
    };
    return await withFreshServer({ script: "product", env: { ...env, ...embedding } }, (server) =>
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
  const before = await service.ask("count");
  const ask = asker(client, corpus.queries(questionCount, documents));
  await askInFlight(ask, { inFlight, seconds: Math.max(1, seconds / 4) });
  const found = await askInFlight(ask, { inFlight, seconds });
  const questionsEmbedded = (await service.ask("count")) - before;
  await client.close();
  const memoryMb = memoryOf([server.pid]) ?? null;
  const faults =
    questionsEmbedded > 0 ? found.faults : [...found.faults, "no question was ever embedded"];
  return { ...found, faults, chunks: count, embedSeconds, questionsEmbedded, memoryMb };
}

/** The service is what knows how many texts it was asked for. */
async function untilEmbedded(service, count) {
  const deadline = performance.now() + patienceMs;
  while ((await service.ask("count")) < count) {
    if (performance.now() > deadline) throw new Error("The chunks were not embedded in time");
    await wait(lookEveryMs);
  }
}
