// The public HTTP interface of the knowledge base, as its users call it.
import { setTimeout as wait } from "node:timers/promises";
import { Pool } from "undici";
import { summarise } from "../figures.js";
import { secret } from "../servers.js";

const patienceMs = 60_000;
const lookEveryMs = 250;
/** What one request may carry; documents are sent in batches below it. */
const batchBytesMax = 900_000;
const batchDocumentsMax = 500;

/** Opens so many connections to a server, each with one request at a time. */
export function openClient({ port, token }, connections = 32) {
  const pool = new Pool(`http://127.0.0.1:${port}`, {
    connections,
    pipelining: 1,
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
  });
  const headers = {
    authorization: `Bearer ${token || secret}`,
    "content-type": "application/json",
  };

  async function call(method, path, value) {
    const body = value === undefined ? null : JSON.stringify(value);
    const answer = await pool.request({ method, path, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) {
      throw new Error(`${method} ${path} was answered ${answer.statusCode}: ${text.slice(0, 300)}`);
    }
    return text === "" ? undefined : JSON.parse(text);
  }
  return {
    post: (path, value) => call("POST", path, value),
    put: (path, value) => call("PUT", path, value),
    get: (path) => call("GET", path),
    close: () => pool.close(),
  };
}

/** @typedef {ReturnType<typeof openClient>} Client */

/** Searches through the public route. */
export const search = (client, question) => client.post("/api/v1/knowledge/search", question);

/** Hands documents in, in batches. Returns when all are accepted. */
export async function handIn(client, base, documents) {
  let batch = [];
  let bytes = 0;
  const send = async () => {
    if (batch.length > 0) await client.post("/api/v1/knowledge/documents", { documents: batch });
    batch = [];
    bytes = 0;
  };
  for (const document of documents) {
    const size = Buffer.byteLength(document.content) + 200;
    if (bytes + size > batchBytesMax || batch.length === batchDocumentsMax) await send();
    batch.push({ knowledge_base: base, ...document });
    bytes += size;
  }
  await send();
}

/** Makes a base. @returns {Promise<string>} its id */
export async function makeBase(client, name, language) {
  const { id } = await client.post("/api/v1/knowledge/bases", { name, language });
  return id;
}

/** Waits until every document of a base was read. @returns {Promise<number>} how many chunks there are */
export async function untilReady(client, baseId, minutes = 20) {
  const deadline = performance.now() + minutes * 60_000;
  for (;;) {
    const { documents, chunks } = await client.get(`/api/v1/knowledge/bases/${baseId}`);
    if (documents.failed > 0) throw new Error(`${documents.failed} documents failed`);
    if (documents.queued + documents.processing === 0) return chunks;
    if (performance.now() > deadline) throw new Error("The documents were not ready in time");
    await wait(lookEveryMs);
  }
}

/**
 * Asks as fast as answers come, with so many questions in flight, until the time is up or `isOver` says so. With `pauseMs` each waits about so long
 * between an answer and its next question.
 * @param {(question: number) => Promise<void>} ask throws when the answer is wrong
 */
export async function askInFlight(ask, { inFlight, seconds, isOver = () => false, pauseMs = 0 }) {
  const durations = [];
  const faults = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let next = 0;
  const lane = async () => {
    if (pauseMs > 0) await wait(Math.random() * pauseMs);
    while (performance.now() < endsAt && !isOver()) {
      const askedAt = performance.now();
      await ask(next++).catch((error) => faults.push(String(error.message ?? error)));
      durations.push(performance.now() - askedAt);
      if (pauseMs > 0) await wait(pauseMs * (0.5 + Math.random()));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  const perSecond = durations.length / ((performance.now() - startedAt) / 1000);
  return { ...summarise(durations), asked: durations.length, perSecond, faults: distinct(faults) };
}

function distinct(faults) {
  const counts = new Map();
  for (const fault of faults) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  return [...counts].slice(0, 5).map(([fault, count]) => `${fault} (${count} times)`);
}
