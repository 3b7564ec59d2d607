// A thousand documents come in while callers ask.
import { withFreshServer } from "../databases.js";
import { say } from "../figures.js";
import { memoryOf } from "../workplace.js";
import { askInFlight, handIn, openClient, search, untilReady } from "./client.js";
import { sectionsPerDocument } from "./corpus.js";
import { asker, fill } from "./latency.js";

const base = "generated";
const questionCount = 2_000;
const looks = 20;

/**
 * Fills a base, measures its searches at rest, then hands in `documents` more while the same searches go on, in the same base.
 * @param {ReturnType<import("./corpus.js").makeCorpus>} corpus
 */
export async function measureIngest(corpus, { chunks, documents, inFlight, seconds, env }) {
  return withFreshServer({ script: "product", env }, async (server) => {
    const client = openClient(server, inFlight);
    const writer = openClient(server, 2);
    const there = Math.ceil(chunks / sectionsPerDocument);
    say(`ingest: ${there} documents first …`);
    const { baseId } = await fill(client, corpus, there);
    const ask = asker(client, corpus.queries(questionCount, there));
    const atRest = await askInFlight(ask, { inFlight, seconds });
    say(`ingest: ${documents} more while callers ask …`);
    let isOver = false;
    const startedAt = performance.now();
    const writing = writeMore(writer, baseId, corpus, there, documents).finally(() => {
      isOver = true;
    });
    const meanwhile = await askInFlight(ask, { inFlight, seconds: 900, isOver: () => isOver });
    await writing;
    const ingestSeconds = (performance.now() - startedAt) / 1000;
    const faults = await lookFor(client, corpus, there, documents);
    const memoryMb = memoryOf([server.pid]) ?? null;
    await client.close();
    await writer.close();
    return { there, documents, ingestSeconds, atRest, meanwhile, memoryMb, faults };
  });
}

async function writeMore(client, baseId, corpus, from, count) {
  const more = Array.from({ length: count }, (_, n) => corpus.document(from + n));
  await handIn(client, base, more);
  await untilReady(client, baseId);
}

/** What is ready is found by the next search: each of some new documents by its code. */
async function lookFor(client, corpus, from, count) {
  const faults = [];
  for (let look = 0; look < looks; look++) {
    const n = from + Math.floor((look * count) / looks);
    const query = `what is part ${corpus.codeOf(n)}`;
    const { items } = await search(client, { query, knowledge_base: base, top_k: 1 });
    if (items[0]?.external_id !== `generated-${n}`)
      faults.push(`generated-${n} is ready and was not found`);
  }
  return faults;
}
