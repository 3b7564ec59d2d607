// A long siege with broken deliveries, questions of calls, and documents: the server answers each, refuses what is wrong, keeps what it accepts, and stays as small as it was.
import { createHash } from "node:crypto";
import { parseArgs } from "node:util";
import { createRandom } from "../dist/lib/random.js";
import { findProvider, simulators, writeScript } from "../dist/providers/index.js";
import { load, print, say, table, whole } from "./lib/figures.js";
import { makeAsk, makeKnowledgeRequest, openBusiness } from "./lib/fuzz-asks.js";
import { openLane } from "./lib/lane.js";
import { mutate, noise } from "./lib/mutate.js";
import { ask, secret, startProduct, withDatabase } from "./lib/servers.js";
import { makeFolder, memoryOf, removeFolder } from "./lib/workplace.js";

const lanes = 16;
const answerTimeoutMs = 15_000;
const growthMbMax = 64;
/** Of all cases; the others are deliveries. */
const asksShare = 0.2;
const knowledgeShare = 0.05;
const webhookSecret = "whsec_YmVuY2gtc2VjcmV0LW9mLXRoZS1mdXp6LTAwMDE=";

export async function run(args) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      json: { type: "boolean", default: false },
    },
  });
  const folder = makeFolder();
  const server = await startProduct({ folder, env: secretsOf() });
  const found = await besiege(server, Number(values.cases), Number(values.seed));
  const isAlive = !server.hasEnded() && (await answers(server));
  const missing = isAlive ? await findMissing(server, found.accepted) : found.accepted.size;
  const lastWords = isAlive ? "" : server.lastWords();
  if (isAlive) await server.stop();
  removeFolder(folder);
  const { accepted, ...rest } = found;
  const outcome = {
    seed: Number(values.seed),
    ...rest,
    accepted: accepted.size,
    missing,
    isAlive,
    lastWords,
    load: load(),
  };
  const faults = faultsOf(outcome);
  print(values.json ? JSON.stringify({ ...outcome, faults }, null, 2) : describe(outcome, faults));
  return faults.length === 0 ? 0 : 1;
}

function secretsOf() {
  return {
    ...{ WEBHOOK_SECRET_ELEVENLABS: webhookSecret, WEBHOOK_SECRET_OPENAI: webhookSecret },
    ...{ RATE_LIMIT_PER_MINUTE: "100000000", RATE_LIMIT_BURST: "10000000" },
  };
}

async function answers({ port }) {
  const answer = await ask({ port, path: "/health/ready" }).catch(() => undefined);
  return answer?.status === 200;
}

async function besiege(server, cases, seed) {
  const random = createRandom(seed);
  const target = { corpus: makeCorpus(random), business: await openBusiness(server) };
  const statuses = { deliveries: {}, "asks of calls": {}, knowledge: {} };
  /** @type {Map<string, string>} key of each accepted delivery, with its provider */
  const accepted = new Map();
  const bad = [];
  let made = 0;
  let memoryAtFifth;
  const startedAt = performance.now();
  const siege = async () => {
    let lane = openLane(server.port, answerTimeoutMs);
    while (made < cases && !server.hasEnded()) {
      const number = made++;
      if (number === Math.floor(cases / 5)) memoryAtFifth = memoryOf([server.pid]);
      if (number > 0 && number % 10_000 === 0) say(`${whole(number)} of ${whole(cases)} cases …`);
      const shot = makeCase(random, target, number);
      const answer = await new Promise((resolve) => lane.send(shot.bytes, resolve));
      if (!shot.isHttp) {
        lane.close();
        lane = openLane(server.port, answerTimeoutMs);
      }
      const kind = statuses[shot.kind];
      kind[answer.status] = (kind[answer.status] ?? 0) + 1;
      if (isBad(answer, shot)) {
        bad.push({ number, provider: shot.provider, path: shot.path, status: answer.status });
      }
      if (answer.status === 200 && shot.key) accepted.set(shot.key, shot.provider);
    }
    lane.close();
  };
  await Promise.all(Array.from({ length: lanes }, siege));
  const memoryAtEnd = memoryOf([server.pid]);
  const growthMb =
    memoryAtFifth === undefined || memoryAtEnd === undefined ? null : memoryAtEnd - memoryAtFifth;
  const perSecond = made / ((performance.now() - startedAt) / 1000);
  return { cases: made, perSecond, statuses, bad, accepted, growthMb };
}

/** A closed connection is an answer only to what is not HTTP. */
function isBad({ status }, { isHttp }) {
  if (status === 0) return isHttp;
  return status < 200 || status >= 500 || (status >= 300 && status < 400);
}

/** Real deliveries of every provider, to be broken. */
function makeCorpus(random) {
  return [...simulators.values()].flatMap((simulator) =>
    Array.from({ length: 12 }, () => {
      const call = simulator.simulate(writeScript(random), random, Date.now() - 60_000);
      return call.deliveries.map(({ body, contentType }) => ({
        simulator,
        provider: simulator.id,
        contentType,
        body: Buffer.from(body),
      }));
    }).flat(),
  );
}

function makeCase(random, { corpus, business }, number) {
  const which = random.next();
  const isKnowledge = which < knowledgeShare;
  const isAsk = !isKnowledge && which < knowledgeShare + asksShare;
  const request = isKnowledge
    ? makeKnowledgeRequest(random, business, number)
    : isAsk
      ? makeAsk(random, business, number)
      : makeDelivery(random, corpus, number);
  const { provider, path, headers, body } = request;
  const key = isKnowledge
    ? undefined
    : keyOf(provider, {
        ...{ method: "POST", url: path, publicUrls: [], headers, body },
        receivedAt: Date.now(),
      });
  const isHttp = !random.chance(0.01);
  const bytes = isHttp
    ? requestOf(path, headers, body)
    : Buffer.concat([noise(random, 60), Buffer.from("\r\n\r\n")]);
  const kind = isKnowledge ? "knowledge" : isAsk ? "asks of calls" : "deliveries";
  return { kind, provider, path, key, bytes, isHttp };
}

function makeDelivery(random, corpus, number) {
  const seed = random.pick(corpus);
  const isWhole = random.chance(0.15);
  const content = isWhole ? seed : mutate(random, seed);
  const path = random.chance(0.02) ? `/webhook/${random.hex(6)}` : `/webhook/${seed.provider}`;
  const headers = {
    ...(content.contentType === "" ? {} : { "content-type": content.contentType }),
    ...(random.chance(0.8) ? sign(seed, content, path, number) : {}),
    ...(random.chance(0.03) ? { "content-encoding": random.pick(["gzip", "br", "x"]) } : {}),
  };
  return { provider: seed.provider, path, headers, body: content.body };
}

function sign({ simulator, provider }, { body, contentType }, path, number) {
  const isWebhookSecret = provider === "elevenlabs" || provider === "openai_realtime";
  return simulator.sign({
    body,
    contentType,
    url: `http://127.0.0.1${path}`,
    at: Date.now(),
    secret: isWebhookSecret ? webhookSecret : secret,
    deliveryId: `msg_${number}`,
  });
}

/** The provider's own id of the delivery, else the hash of its bytes: under this key it must be found. */
function keyOf(provider, delivery) {
  const hash = (value) => createHash("sha256").update(value).digest("hex");
  const id = findProvider(provider)?.deliveryId(delivery) ?? null;
  if (id === null) return `sha256:${hash(delivery.body)}`;
  return id.length <= 200 ? `id:${id}` : `id-sha256:${hash(id)}`;
}

function requestOf(path, headers, body) {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join("")}content-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/** How many accepted deliveries are not there. */
function findMissing(server, accepted) {
  return withDatabase(server, async (client) => {
    const { rows } = await client.query("select provider, event_key from webhook_events");
    const kept = new Set(rows.map((row) => `${row.provider} ${row.event_key}`));
    return [...accepted].filter(([key, provider]) => !kept.has(`${provider} ${key}`)).length;
  });
}

function faultsOf({ bad, missing, isAlive, growthMb, lastWords }) {
  return [
    ...(isAlive ? [] : [`The server did not survive:\n${lastWords}`]),
    ...(bad.length > 0
      ? [`${bad.length} wrong answers, the first: ${JSON.stringify(bad.slice(0, 5))}`]
      : []),
    ...(missing > 0 ? [`${missing} accepted deliveries are not there`] : []),
    ...(growthMb !== null && growthMb > growthMbMax
      ? [`Memory grew by ${whole(growthMb)} MB`]
      : []),
  ];
}

function describe({ seed, cases, perSecond, statuses, accepted, growthMb, load: busy }, faults) {
  const kinds = Object.entries(statuses);
  const seen = [...new Set(kinds.flatMap(([, counts]) => Object.keys(counts)))].sort();
  const rows = kinds.map(([kind, counts]) => [
    kind,
    ...seen.map((status) => whole(counts[status])),
  ]);
  const head = ["answers", ...seen.map((status) => (status === "0" ? "closed" : status))];
  return `${table(head, rows)}

${whole(cases)} broken deliveries of seven providers, questions of calls, searches and documents at ${whole(perSecond)}/s, seed ${seed}; ${whole(accepted)} different ones were accepted.
Memory of the server from the first fifth to the end: ${growthMb === null ? "not known here" : `${whole(growthMb)} MB`}. Load average ${busy.join(" ")}.
${faults.length === 0 ? "Every request was answered, none with a fault of ours, and everything accepted is there." : faults.join("\n")}`;
}
