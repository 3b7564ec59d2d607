import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { readConfig } from "../src/config/index.ts";
import { serve } from "../src/main.ts";
import { isPooled, prepareDatabase } from "../src/store/index.ts";
import { migrations } from "../src/store/migrations/index.ts";
import { emptyDatabase } from "./empty-database.ts";
import { fixture } from "./payloads.ts";
import { pgbouncer, startPgBouncer } from "./pgbouncer.ts";
import { sendCall } from "./sender.ts";
import { commandToken, createWorld, keyOf, ownerKey, worldSecret } from "./world.ts";

/** The whole product behind a PgBouncer that has two connections to the server. */
async function servedThroughBouncer() {
  const database = await emptyDatabase();
  const bouncer = await startPgBouncer(database.options, { poolSize: 2 });
  const dataDir = mkdtempSync(join(tmpdir(), "voicelens-bounced-"));
  const server = await serve(
    readConfig({
      DATABASE_URL: bouncer.url,
      DATA_DIR: dataDir,
      SERVICE_PORT: "0",
      LOG_LEVEL: "silent",
      VOICELENS_OWNER_KEY: ownerKey,
      WEBHOOK_SECRET_RETELL: worldSecret,
    }),
  );
  return {
    url: server.url,
    database,
    async [Symbol.asyncDispose]() {
      await server.stop();
      await bouncer[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function get(url: string, key: string) {
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  return {
    status: response.status,
    json: (await response.json()) as { data: Array<{ id: string }> },
  };
}

describe.runIf(pgbouncer !== undefined)("behind PgBouncer in transaction mode", () => {
  test("three servers that start at once migrate once", async () => {
    await using database = await emptyDatabase();
    await using bouncer = await startPgBouncer(database.options, { poolSize: 3 });
    const login = { connectionString: bouncer.url };
    const prepared = await Promise.all(
      [1, 2, 3].map(() => prepareDatabase(login, { isProduction: false, connectionsMax: 1_000 })),
    );
    expect(prepared.flatMap(({ applied }) => applied).sort()).toEqual(
      migrations.map(({ name }) => name),
    );
    // Room is the pooler's matter.
    expect(prepared.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test("it is told apart from the server itself", async () => {
    await using database = await emptyDatabase();
    await using bouncer = await startPgBouncer(database.options, { poolSize: 2 });
    const through = new pg.Client({ connectionString: bouncer.url });
    await through.connect();
    expect([await isPooled(through), await isPooled(await database.connect())]).toEqual([
      true,
      false,
    ]);
    await through.end();
  });

  test("a signed delivery becomes a call, and the live stream tells it soon", async () => {
    await using served = await servedThroughBouncer();
    const stream = await fetch(`${served.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${ownerKey}` },
      signal: AbortSignal.timeout(20_000),
    });
    const told = readUntil(stream, /event: call\./);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        sendCall(`${served.url}/webhook/retell`, `bounced-${n}`),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await told).toContain("event: call.");
    await vi.waitFor(async () => {
      const { json } = await get(`${served.url}/api/v1/calls?limit=200`, ownerKey);
      expect(json.data).toHaveLength(60);
    }, 20_000);
  });

  test("an embedded database can be moved to a server behind it", async () => {
    await using world = await createWorld({ isStarted: true });
    await using database = await emptyDatabase();
    await using bouncer = await startPgBouncer(database.options, { poolSize: 3 });
    await world.deliver("retell", fixture("retell", "call_ended.json").body);
    const path = "/api/v1/admin/database/move";
    await world.api("POST", path, { database_url: bouncer.url }, commandToken);
    await vi.waitFor(async () => {
      const { json } = await world.api("GET", path, undefined, commandToken);
      expect(json).toMatchObject({ status: "done", error: null });
    }, 20_000);
    await world.deliver("vapi", fixture("vapi", "end-of-call-report.json").body);
    await vi.waitFor(async () => {
      const { json } = await world.api("GET", "/api/v1/calls");
      expect(json.data).toHaveLength(2);
    }, 10_000);
  });

  test("tenants that share two connections never see each other", async () => {
    await using served = await servedThroughBouncer();
    const tenants = ["ten_a", "ten_b"];
    for (const tenant of tenants) await addTenant(served.database, tenant);
    const paths = tenants.map((tenant) => `${served.url}/webhook/retell/con_${tenant}`);
    await vi.waitFor(async () => {
      const first = await Promise.all(paths.map((path) => sendCall(path, "first")));
      expect(first.map(({ status }) => status)).toEqual([200, 200]);
    }, 10_000);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => paths.map((path) => sendCall(path, `call-${n}`))).flat(),
    );
    const own = new Map<string, Set<string>>();
    await vi.waitFor(async () => {
      for (const tenant of tenants) {
        const { json } = await get(`${served.url}/api/v1/calls?limit=200`, keyOf(tenant));
        expect(json.data).toHaveLength(21);
        own.set(tenant, new Set(json.data.map(({ id }) => id)));
      }
    }, 20_000);
    const ask = async (n: number) => {
      const [tenant = "", other = ""] = n % 2 === 0 ? tenants : [...tenants].reverse();
      const [foreign] = own.get(other) ?? [];
      const list = await get(`${served.url}/api/v1/calls?limit=200`, keyOf(tenant));
      const one = await get(`${served.url}/api/v1/calls/${foreign}`, keyOf(tenant));
      const strangers = list.json.data.filter(({ id }) => !own.get(tenant)?.has(id));
      return { status: list.status, count: list.json.data.length, strangers, one: one.status };
    };
    for (let round = 0; round < 8; round++) {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => ask(n)));
      for (const answer of answers) {
        expect(answer).toEqual({ status: 200, count: 21, strangers: [], one: 404 });
      }
    }
  });
});

async function addTenant(database: Awaited<ReturnType<typeof emptyDatabase>>, id: string) {
  const client = new pg.Client(database.administration);
  await client.connect();
  await client.query("insert into tenants (tenant_id, name, slug) values ($1, $1, $1)", [id]);
  await client.query(
    `insert into api_keys (tenant_id, id, name, role, key_hash) values ($1, 'key_' || $1, 'test', 'owner', sha256($2::bytea))`,
    [id, Buffer.from(keyOf(id))],
  );
  await client.query(
    "insert into connections (tenant_id, id, provider, name) values ($1, 'con_' || $1, 'retell', 'Retell')",
    [id],
  );
  await client.end();
}

async function readUntil(response: Response, shape: RegExp): Promise<string> {
  let text = "";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (reader !== undefined && !shape.test(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
  }
  return text;
}
