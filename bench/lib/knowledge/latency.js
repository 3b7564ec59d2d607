// How soon an answer comes over HTTP, however many chunks there are, against a search written by hand on the same PostgreSQL.
import { withFreshServer } from "../databases.js";
import { say, summarise } from "../figures.js";
import { indexMemoryOf, startProduct } from "../servers.js";
import { countProcessorTime, memoryOf } from "../workplace.js";
import { askInFlight, handIn, makeBase, openClient, search, untilReady } from "./client.js";
import { sectionsPerDocument } from "./corpus.js";

const topK = 5;
export const base = "generated";
export const questionCount = 5_000;
const loadAtOnce = 1_000;

/** Measures both at one size. @param {ReturnType<import("./corpus.js").makeCorpus>} corpus */
export async function measureLatency(corpus, { chunks, inFlight, seconds, env }) {
  const documents = Math.ceil(chunks / sectionsPerDocument);
  const questions = corpus.queries(questionCount, documents);
  const options = { corpus, documents, questions, inFlight, seconds, env };
  say(`${chunks} chunks: by hand …`);
  const baseline = await withFreshServer({ script: "baseline-search", env: {} }, (server) =>
    measureBaseline(server, options),
  );
  say(`${chunks} chunks: voicelens …`);
  const found = await withFreshServer({ script: "product", env }, (server) =>
    measureProduct(server, options),
  );
  return { chunks, baseline, found };
}

/** What somebody else would have written, at one size. */
export async function measureBaseline(server, { corpus, documents, questions, inFlight, seconds }) {
  const client = openClient(server, inFlight);
  let rows = [];
  for (let n = 0; n < documents; n++) {
    for (const { heading, text } of corpus.sectionsOf(n)) {
      rows.push({ document: `generated-${n}`, title: heading, text });
    }
    if (rows.length >= loadAtOnce || n === documents - 1) {
      await client.post("/load", rows);
      rows = [];
    }
  }
  await client.post("/loaded", {});
  const ask = async (n) => {
    await client.post("/search", { query: questions[n % questions.length]?.query, top_k: topK });
  };
  const told = await rehearseAndAsk(server, ask, { inFlight, seconds });
  await client.close();
  return { ...told, memoryMb: memoryOf([server.pid]) ?? null };
}

/** A short run first: a cold cache is not what is asked about. Tells the processor time of server and database per question too, and how long one takes that is alone. */
export async function rehearseAndAsk(server, ask, { inFlight, seconds }) {
  await askInFlight(ask, { inFlight, seconds: Math.max(1, seconds / 4) });
  const spent = countProcessorTime(server);
  const told = await askInFlight(ask, { inFlight, seconds });
  const cost = spent(told.asked);
  const alone = await askInFlight(ask, { inFlight: 1, seconds: seconds / 4 });
  return { ...told, ...cost, aloneMs: alone.p50, faults: [...told.faults, ...alone.faults] };
}

/** Makes the base, hands the corpus in and waits until it was read. */
export async function fill(client, corpus, documents) {
  const startedAt = performance.now();
  const baseId = await makeBase(client, base, "en");
  await handIn(client, base, generate(corpus, documents));
  const chunks = await untilReady(client, baseId);
  return { baseId, chunks, fillSeconds: (performance.now() - startedAt) / 1000 };
}

function* generate(corpus, documents) {
  for (let n = 0; n < documents; n++) yield corpus.document(n);
}

/** Asks one question of the corpus; throws when what must come first does not. `note` is shown each answer. */
export function asker(client, questions, note = (_answer) => undefined) {
  return async (n) => {
    const { query, document } = questions[n % questions.length];
    const asked = { query, knowledge_base: base, top_k: topK };
    const answer = await search(client, asked);
    note(answer);
    const { items } = answer;
    if (document !== undefined && items[0]?.external_id !== document) {
      throw new Error(
        `${query}: ${items[0]?.external_id ?? "nothing"} came first, not ${document}`,
      );
    }
  };
}

async function measureProduct(server, { corpus, documents, questions, inFlight, seconds, env }) {
  const idleMb = memoryOf([server.pid]) ?? null;
  const first = openClient(server, inFlight);
  const { chunks, fillSeconds } = await fill(first, corpus, documents);
  await first.close();
  await server.stop();
  const { folder, databaseUrl } = server;
  const again = await startProduct({ folder, databaseUrl, env });
  try {
    const startMb = memoryOf([again.pid]) ?? null;
    const client = openClient(again, inFlight);
    const warmUpMs = await timeOf(() => asker(client, questions)(0));
    const tookMs = [];
    const note = ({ took_ms: took }) => tookMs.push(took?.search ?? 0);
    const ask = asker(client, questions, note);
    const told = await rehearseAndAsk(again, ask, { inFlight, seconds });
    const memoryMb = memoryOf([again.pid]) ?? null;
    const indexMb = await indexMemoryOf(again);
    await client.close();
    const inside = summarise(tookMs);
    const memory = { idleMb, startMb, memoryMb, indexMb };
    return { ...told, inside, ...memory, chunks, fillSeconds, warmUpMs };
  } finally {
    await again.stop();
  }
}

async function timeOf(work) {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
