// What the two hand-written receivers share: the way a careful developer writes a webhook route without us.
import { createHmac, timingSafeEqual } from "node:crypto";
import Fastify from "fastify";
import pg from "pg";
import { startEngine } from "../../dist/store/index.js";

/** @typedef {(pool: pg.Pool, body: Buffer, receivedAt: Date) => Promise<void>} Store */

const poolSize = 20;
const toleranceMs = 5 * 60_000;
const secret = process.env.BENCH_SECRET ?? "";

/**
 * Serves `POST /webhook/retell`: verify over the raw bytes, store, then answer.
 * @param {{ schema: string, store: Store }} receiver
 */
export async function serveReceiver({ schema, store }) {
  const { pool, close } = await openPool();
  await pool.query(schema);
  const app = Fastify({ logger: false });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  app.post("/webhook/retell", async (request, reply) => {
    const body = /** @type {Buffer} */ (request.body);
    const now = Date.now();
    if (!isSigned(body, request.headers["x-retell-signature"], now)) {
      return reply.code(401).send({ error: "signature" });
    }
    await store(pool, body, new Date(now));
    return { received: true };
  });
  await serveUntilTold(app, async () => {
    await pool.end();
    await close();
  });
}

/** Serves on a free port, tells it to whoever started us, and closes when told to end. */
export async function serveUntilTold(app, close) {
  await app.listen({ host: "127.0.0.1", port: 0, backlog: 4096 });
  process.once("SIGTERM", async () => {
    await app.close();
    await close();
    process.exit(0);
  });
  const { port } = /** @type {import("node:net").AddressInfo} */ (app.server.address());
  process.send?.({ port });
}

/** The database named, or the same embedded engine as the product has, with the same settings. */
export async function openPool() {
  const { DATABASE_URL: connectionString, DATA_DIR: dataDir = "" } = process.env;
  if (connectionString) {
    return { pool: new pg.Pool({ connectionString, max: poolSize }), close: async () => undefined };
  }
  const engine = await startEngine({ dataDir, log: () => undefined });
  const { superuser } = engine;
  const first = new pg.Client({ ...superuser, database: "postgres" });
  await first.connect();
  await first.query("create database voicelens");
  await first.end();
  const pool = new pg.Pool({ ...superuser, database: "voicelens", max: poolSize });
  return { pool, close: () => engine.stop() };
}

function isSigned(body, header, now) {
  const [, timestamp = "", hex = ""] = /^v=(\d{1,16}),d=([0-9a-f]{64})$/.exec(header ?? "") ?? [];
  if (hex === "" || Math.abs(now - Number(timestamp)) > toleranceMs) return false;
  const expected = createHmac("sha256", secret).update(body).update(timestamp).digest();
  return timingSafeEqual(expected, Buffer.from(hex, "hex"));
}
