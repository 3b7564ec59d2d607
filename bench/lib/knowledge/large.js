// How soon an answer comes from a base that is too large for memory, and what taking it up takes.
import { setTimeout as wait } from "node:timers/promises";
import { withFreshServer } from "../databases.js";
import { say } from "../figures.js";
import { indexMemoryOf, withDatabase } from "../servers.js";
import { memoryOf } from "../workplace.js";
import { writeBulk } from "./bulk.js";
import { makeBase, openClient } from "./client.js";
import { sectionsPerDocument } from "./corpus.js";
import { asker, base, measureBaseline, questionCount, rehearseAndAsk } from "./latency.js";

const tenantId = "ten_default";
const lookEveryMs = 250;
const patienceMs = 10 * 60_000;

/** Measures both at one size. @param {ReturnType<import("./corpus.js").makeCorpus>} corpus */
export async function measureLarge(corpus, { chunks, inFlight, seconds, env }) {
  const documents = Math.ceil(chunks / sectionsPerDocument);
  const questions = corpus.queries(questionCount, documents);
  const options = { corpus, documents, questions, inFlight, seconds };
  say(`${chunks} chunks in the database: by hand …`);
  const baseline = await withFreshServer({ script: "baseline-search", env: {} }, (server) =>
    measureBaseline(server, options),
  );
  say(`${chunks} chunks in the database: voicelens …`);
  const found = await withFreshServer({ script: "product", env }, (server) =>
    measureProduct(server, options),
  );
  return { chunks, baseline, found };
}

async function measureProduct(server, { corpus, documents, questions, inFlight, seconds }) {
  const client = openClient(server, inFlight);
  const baseId = await makeBase(client, base, "en");
  const chunks = await writeBulk(server, corpus, [{ tenantId, baseId, from: 0, count: documents }]);
  const takeSeconds = await untilTaken(server, baseId);
  const told = await rehearseAndAsk(server, asker(client, questions), { inFlight, seconds });
  await client.close();
  const memoryMb = memoryOf([server.pid]) ?? null;
  return { ...told, chunks, takeSeconds, memoryMb, indexMb: await indexMemoryOf(server) };
}

/** Waits until the base is searched in the database. Returns how many seconds taking it up took, from when it was noticed. */
function untilTaken(server, baseId) {
  return withDatabase(server, async (client) => {
    const deadline = performance.now() + patienceMs;
    let noticedAt;
    for (;;) {
      const { rows } = await client.query(
        "select filled_to is null as is_taken from knowledge_large_bases where base_id = $1",
        [baseId],
      );
      if (rows.length > 0) noticedAt ??= performance.now();
      if (rows[0]?.is_taken) return (performance.now() - noticedAt) / 1000;
      if (performance.now() > deadline) throw new Error("The base was not taken up in time");
      await wait(lookEveryMs);
    }
  });
}
