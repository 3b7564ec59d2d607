import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { expect, test } from "vitest";
import { createOutgoing } from "../../guard/index.ts";
import { createMetrics } from "../../observe/index.ts";
import { openDatabase } from "../../store/index.ts";
import type { Supplier } from "../suppliers.ts";
import { suppliersOf } from "../suppliers.ts";
import { type Inside, judge } from "./health-checks.ts";
import { createHealthReport } from "./health-report.ts";
import { createSupplierWatch, type SupplierState } from "./supplier-watch.ts";

const well: Inside = {
  isDiskFull: false,
  diskFreeBytes: 10 * 1024 ** 3,
  isBacklogFull: false,
  isOverloaded: false,
  queueOldestSeconds: 0,
  memoryShare: 0.2,
};
const down: SupplierState = {
  ...{ name: "Qdrant", kind: "vectors", status: "down" },
  ...{ ms: null, since: 0, checkedAt: 0 },
};

test("only what keeps webhooks or turns from being taken makes us unhealthy", () => {
  const answers = { ingest: 1, queries: 1, inside: well, suppliers: [], replicaFault: null };
  const cases = [
    [answers, "healthy", ""],
    [{ ...answers, ingest: null }, "unhealthy", "ingest"],
    [{ ...answers, queries: null }, "unhealthy", "turns"],
    [{ ...answers, inside: { ...well, isDiskFull: true } }, "unhealthy", "ingest"],
    [{ ...answers, inside: { ...well, isBacklogFull: true } }, "unhealthy", "ingest"],
    [{ ...answers, inside: { ...well, isOverloaded: true } }, "unhealthy", "ingest"],
    [{ ...answers, inside: { ...well, queueOldestSeconds: 90 } }, "degraded", "queue"],
    [{ ...answers, inside: { ...well, diskFreeBytes: 300 * 1024 ** 2 } }, "degraded", "disk"],
    [{ ...answers, inside: { ...well, diskFreeBytes: null } }, "healthy", ""],
    [{ ...answers, inside: { ...well, memoryShare: 0.95 } }, "degraded", "memory"],
    [{ ...answers, suppliers: [down] }, "degraded", "suppliers"],
    [{ ...answers, replicaFault: "It does not answer." }, "degraded", "replica"],
  ] as const;
  for (const [of, status, name] of cases) {
    const found = judge(of);
    const bad = found.checks.filter((check) => check.status !== "healthy");
    expect([found.status, bad.map((check) => check.name).join()]).toEqual([status, name]);
    expect(bad.every(({ message }) => message !== null)).toBe(true);
  }
});

async function open(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

test("suppliers are known by whether they answer, and since when it is so", async () => {
  let status = 404;
  const web = createHttpServer((_request, response) => response.writeHead(status).end());
  const greeting = createServer((socket) =>
    socket.on("error", () => undefined).write("220 hello\r\n"),
  );
  const rude = createServer((socket) => socket.on("error", () => undefined).end("554 go away\r\n"));
  const closed = createServer();
  const ports = await Promise.all([web, greeting, rude, closed].map(open));
  await new Promise((resolve) => closed.close(resolve));
  const [webPort, mailPort, rudePort, closedPort] = ports;
  const outgoing = createOutgoing({ isExempt: () => false });
  const list: Supplier[] = [
    { name: "Retell's API", kind: "provider", url: `http://127.0.0.1:${webPort}` },
    { name: "The model", kind: "model", url: `http://127.0.0.1:${closedPort}` },
    { name: "The mail server", kind: "mail", url: `smtp://127.0.0.1:${mailPort}` },
    { name: "Another mail server", kind: "mail", url: `smtp://127.0.0.1:${rudePort}` },
  ];
  let now = 1_000;
  let isRedisUp = true;
  const watch = createSupplierWatch({
    suppliers: () => list,
    redis: {
      ping: async () => {
        if (!isRedisUp) throw new Error("gone");
      },
    },
    ask: outgoing.toOperator,
    now: () => now,
  });
  const states = () => watch.states().map(({ name, status, since }) => [name, status, since]);
  try {
    expect(states()).toEqual([]);
    await watch.look();
    expect(states()).toEqual([
      ["Retell's API", "up", 1_000],
      ["The model", "down", 1_000],
      ["The mail server", "up", 1_000],
      ["Another mail server", "down", 1_000],
      ["Redis", "up", 1_000],
    ]);
    now = 2_000;
    status = 503;
    isRedisUp = false;
    await watch.look();
    expect(states()).toEqual([
      ["Retell's API", "down", 2_000],
      ["The model", "down", 1_000],
      ["The mail server", "up", 1_000],
      ["Another mail server", "down", 1_000],
      ["Redis", "down", 2_000],
    ]);
  } finally {
    await outgoing.close();
    for (const server of [web, greeting, rude]) server.close();
  }
});

test("the suppliers are those that the environment names", () => {
  const urls = (env: Parameters<typeof suppliersOf>[0]) =>
    suppliersOf(env).map(({ kind, url }) => `${kind} ${url}`);
  expect(urls({})).toEqual([]);
  expect(urls({ OPENAI_API_KEY: "sk-x" })).toEqual([
    "model https://api.openai.com/v1",
    "embedding https://api.openai.com/v1",
  ]);
  expect(
    urls({
      LLM_BASE_URL: "http://llm.example.com/v1",
      LLM_FALLBACK_BASE_URL: "http://other.example.com/v1",
      QDRANT_URL: "http://qdrant.example.com",
      WEAVIATE_URL: "http://weaviate.example.com",
      SMTP_URL: "smtp://mail.example.com",
    }),
  ).toEqual([
    "model http://llm.example.com/v1",
    "model http://other.example.com/v1",
    "vectors http://qdrant.example.com",
    "mail smtp://mail.example.com",
  ]);
});

test("without its database a server is neither ready nor healthy, and says so at once", async () => {
  const closed = createServer();
  const port = await open(closed);
  await new Promise((resolve) => closed.close(resolve));
  const db = openDatabase({ host: "127.0.0.1", port }, { queries: 1, ingest: 1 }, () => undefined);
  const report = createHealthReport({
    ...{ db, isEmbedded: false, version: "1", isDraining: () => false },
    metrics: createMetrics(),
    suppliers: { look: async () => undefined, states: () => [] },
    inside: () => well,
    details: () => ({
      ...{ queue: { depth: 0, oldest_seconds: 0 }, dead_letters: 0 },
      ...{ calls_active: 0, disk_free_bytes: null },
    }),
    eventLoopDelayMs: () => ({ mean: 0, max: 0 }),
  });
  try {
    expect(await report.isReady()).toBe(false);
    const health = await report.read(new Set(["database"]));
    expect(health).toMatchObject({
      status: "unhealthy",
      database: { engine: "server", version: null, migrations: null, ingest_ms: null },
    });
  } finally {
    await db.close();
  }
});
