// The servers under test, each in its own process with its own database.
import { existsSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { startScript, within } from "./workplace.js";

/**
 * @typedef {object} Server
 * @property {string} name
 * @property {number} port
 * @property {number} pid
 * @property {string} folder
 * @property {string | undefined} databaseUrl
 * @property {string} token opens the API; empty for a receiver that has none
 * @property {number} readyMs from the start of the process to the first "ready"
 * @property {Promise<unknown>} ended
 * @property {() => boolean} hasEnded
 * @property {() => string} lastWords
 * @property {() => Promise<void>} stop
 */

export const secret = "key_bench_0123456789abcdef0123456789";
const startPatienceMs = 60_000;
const stopPatienceMs = 30_000;
const lookEveryMs = 4;

const secretVariables = [
  "WEBHOOK_SECRET_RETELL",
  "WEBHOOK_SECRET_VAPI",
  "WEBHOOK_SECRET_ELEVENLABS",
  "WEBHOOK_SECRET_OPENAI",
  "WEBHOOK_SECRET_ASSISTABLE",
  "WEBHOOK_SECRET_BLAND",
  "WEBHOOK_SECRET_TWILIO",
  "WEBHOOK_SECRET_VCP",
];

const scriptOf = (name) => fileURLToPath(new URL(`../${name}.js`, import.meta.url));

/** Spawns the product and does not wait for it. */
export function spawnProduct({ folder, databaseUrl, env = {}, nodeArgs = [] }) {
  const secrets = Object.fromEntries(secretVariables.map((name) => [name, secret]));
  return startScript(scriptOf("product"), {
    nodeArgs,
    env: {
      ...secrets,
      DATA_DIR: folder,
      DATABASE_URL: databaseUrl ?? "",
      SERVICE_PORT: "0",
      SERVICE_HOST: "127.0.0.1",
      LOG_LEVEL: "WARNING",
      ...env,
    },
  });
}

/**
 * Starts the product and waits until it says that it is ready.
 * @returns {Promise<Server>}
 */
export async function startProduct(options) {
  const startedAt = performance.now();
  const script = spawnProduct(options);
  const { port, token } = await awaitReady(script, options.folder);
  const readyMs = performance.now() - startedAt;
  return { name: "voicelens", port, token, readyMs, ...common(script, options) };
}

/** Waits for the product on a folder to serve. Rejects with its last words when it ends instead. */
async function awaitReady(script, folder) {
  let hasEnded = false;
  void script.ended.then(() => {
    hasEnded = true;
  });
  const deadline = performance.now() + startPatienceMs;
  while (!hasEnded && performance.now() < deadline) {
    const run = readRunFile(folder);
    if (run?.pid === script.pid && (await isReady(run.port))) return run;
    await wait(lookEveryMs);
  }
  throw new Error(`The server did not become ready:\n${script.lastWords()}`);
}

function readRunFile(folder) {
  const file = join(folder, "run.json");
  try {
    const { address, token, pid } = JSON.parse(readFileSync(file, "utf8"));
    return { port: Number(new URL(address).port), token, pid };
  } catch {
    return undefined;
  }
}

/** Starts a hand-written receiver: it sends its port when it serves. */
export async function startReceiver(name, options) {
  const startedAt = performance.now();
  const script = startScript(scriptOf(name), {
    env: {
      DATA_DIR: options.folder,
      DATABASE_URL: options.databaseUrl ?? "",
      BENCH_SECRET: secret,
    },
  });
  const told = new Promise((resolve) => script.child.once("message", resolve));
  const failed = script.ended.then(() => {
    throw new Error(`${name} did not start:\n${script.lastWords()}`);
  });
  const { port } = await within(startPatienceMs, `start of ${name}`, Promise.race([told, failed]));
  failed.catch(() => undefined);
  const readyMs = performance.now() - startedAt;
  return { name, port, token: "", readyMs, ...common(script, options) };
}

function common(script, { folder, databaseUrl }) {
  return {
    pid: script.pid,
    folder,
    databaseUrl,
    ended: script.ended,
    hasEnded: () => script.child.exitCode !== null || script.child.signalCode !== null,
    lastWords: script.lastWords,
    stop: async () => {
      script.child.kill("SIGTERM");
      await within(stopPatienceMs, "stopping a server", script.ended);
    },
  };
}

/** Whether a server says that it is ready. */
export async function isReady(port) {
  const answer = await ask({ port, path: "/health/ready", timeoutMs: 1_000 }).catch(
    () => undefined,
  );
  return answer?.status === 200;
}

/** One HTTP request. Rejects when no answer comes. */
export function ask({ port, path, token, method = "GET", headers = {}, body, timeoutMs = 10_000 }) {
  return new Promise((resolve, reject) => {
    const authorization = token ? { authorization: `Bearer ${token}` } : {};
    const options = { host: "127.0.0.1", port, path, method, agent: false };
    const outgoing = request(
      { ...options, timeout: timeoutMs, headers: { ...authorization, ...headers } },
      (incoming) => {
        const chunks = [];
        incoming.on("data", (chunk) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const text = Buffer.concat(chunks).toString();
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        });
      },
    );
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** How many MB the indexes of words take, as the server says; it looks every two seconds. */
export async function indexMemoryOf({ port }) {
  await wait(2_500);
  const { text } = await ask({ port, path: "/metrics" });
  return Number(/^search_index_bytes (\d+)$/m.exec(text)?.[1]) / 1024 ** 2;
}

/** How to reach the database of a server: the one named, or the embedded one as its superuser. */
function databaseOf({ folder, databaseUrl }) {
  if (databaseUrl) return { connectionString: databaseUrl };
  const password = readFileSync(join(folder, "postgres", "voicelens-password"), "utf8");
  const socketFolder = readFileSync(join(folder, "engine.sockets"), "utf8").trim();
  if (!existsSync(socketFolder)) throw new Error("The embedded database does not listen");
  return { host: socketFolder, port: 5432, user: "postgres", password, database: "voicelens" };
}

/** Opens the database of a server, sees what its default tenant sees, and closes it again. */
export async function withDatabase(server, work, { isTenant = true } = {}) {
  const client = new pg.Client(databaseOf(server));
  client.on("error", () => undefined);
  await client.connect();
  try {
    if (isTenant) {
      await client.query(
        "select set_config('role', 'voicelens_app', false), set_config('app.tenant_id', 'ten_default', false)",
      );
    }
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Waits until every stored event of every tenant was folded. @returns {Promise<number>} when that was seen, on the clock of `performance.now()` */
export async function untilFolded(server, patienceMs) {
  const look = async (client) => {
    await client.query("set role voicelens_worker");
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const { rows } = await client.query(
        "select exists (select from webhook_events where status = 'received') as is_waiting",
      );
      if (!rows[0].is_waiting) return performance.now();
      if (performance.now() > deadline) throw new Error("The events were not folded in time");
      await wait(20);
    }
  };
  return withDatabase(server, look, { isTenant: false });
}
