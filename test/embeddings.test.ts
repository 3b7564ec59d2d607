import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { type EmbeddingFault, startEmbeddingServer } from "./embedding-server.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const dimensions = 64;

function env(server: { url: string }, more: Record<string, string> = {}) {
  return {
    EMBEDDING_BASE_URL: server.url,
    EMBEDDING_API_KEY: "sk-embedding-key-of-the-test-4711",
    EMBEDDING_DIMENSIONS: String(dimensions),
    ...more,
  };
}

/** Writes a document with its chunks as processing does, under the base's next version. */
async function write(
  world: World,
  document: { id: string; base?: string; tenant?: string; category?: string; chunks: string[] },
) {
  const { id, base = "kb_1", tenant = defaultTenantId, category = null, chunks } = document;
  const administrator = await world.administrator();
  const run = (text: string, values: unknown[]) => administrator.query(text, values);
  await run("begin", []);
  await run(
    `insert into knowledge_bases (tenant_id, id, name, created_at, updated_at) values ($1, $2, $2, now(), now())
      on conflict (tenant_id, id) do nothing`,
    [tenant, base],
  );
  const { rows } = await run(
    "update knowledge_bases set version = version + 1 where tenant_id = $1 and id = $2 returning version",
    [tenant, base],
  );
  const version = rows[0].version;
  await run(
    `insert into knowledge_documents (tenant_id, id, base_id, identity, title, mime, source, status, category, created_at, updated_at)
      values ($1, $2, $3, $2, 'Title', 'text/plain', 'paste', 'ready', $4, now(), now())
      on conflict (tenant_id, id) do update set category = excluded.category`,
    [tenant, id, base, category],
  );
  const gone = await run(
    `delete from knowledge_chunks where tenant_id = $1 and document_id = $2 and not (text = any($3)) returning id`,
    [tenant, id, chunks],
  );
  const put = await run(
    `insert into knowledge_chunks (tenant_id, id, base_id, document_id, place, text, language, content_hash, changed_version)
      select $1, 'chk_' || md5($3 || t.text), $2, $3, t.place, t.text, 'en', md5(t.text), $4 from unnest($5::text[]) with ordinality t (text, place)
      on conflict (tenant_id, id) do update set place = excluded.place returning id`,
    [tenant, base, id, version, chunks],
  );
  for (const [changed, isRemoved] of [
    [gone.rows, true],
    [put.rows, false],
  ] as const) {
    await run(
      `insert into knowledge_changes (tenant_id, base_id, version, chunk_id, is_removed, at)
        select $1, $2, $3, id, $4, now() from unnest($5::text[]) c (id)`,
      [tenant, base, version, isRemoved, changed.map((row: { id: string }) => row.id)],
    );
  }
  await run("commit", []);
}

const texts = (count: number, of = "text") =>
  Array.from({ length: count }, (_, n) => `${of} number ${n}`);

/** Works until nothing is due, however long pauses are. */
async function quiet(world: World, rounds = 12) {
  for (let round = 0; round < rounds; round++) {
    await world.app.background.embeddings.drain();
    world.clock.now += 20 * 60_000;
  }
}

async function vectorsOf(world: World) {
  const administrator = await world.administrator();
  const { rows } = await administrator.query<{ model: string; chunk_id: string; text: string }>(
    `select v.model, v.chunk_id, c.text from knowledge_vectors v join knowledge_chunks c
      on c.tenant_id = v.tenant_id and c.id = v.chunk_id where v.code is not null`,
  );
  return rows;
}

const status = async (world: World, query = "") =>
  (await world.api("GET", `/api/embeddings/generate${query}`)).json;

test("without a model nothing happens, and the state says so", async () => {
  await using world = await createWorld();
  await write(world, { id: "doc_1", chunks: texts(3) });
  await quiet(world, 1);
  const answer = await world.api("POST", "/api/embeddings/generate", {});
  expect(answer.json).toMatchObject({
    state: "off",
    total: 3,
    embedded: 0,
    pending: 3,
    is_complete: false,
    cost_usd: null,
  });
  expect(await vectorsOf(world)).toEqual([]);
});

test("chunks of all documents are embedded in few requests, and the figures say what it cost", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  for (let n = 0; n < 30; n++) {
    await write(world, { id: `doc_${n}`, chunks: texts(5, `document ${n}`) });
  }
  expect(await status(world)).toMatchObject({ state: "working", total: 150, pending: 150 });
  await quiet(world, 1);
  expect(server.requests.map(({ input }) => input.length)).toEqual([64, 64, 22]);
  expect(server.requests[0]?.input[0]).toMatch(/^Title\ndocument/);
  expect(await status(world)).toEqual({
    state: "complete",
    model: "text-embedding-3-small",
    dimensions,
    index: "in_process",
    total: 150,
    embedded: 150,
    pending: 0,
    failed: 0,
    is_complete: true,
    tokens: 150 * 5,
    cost_usd: "0.000015",
    problem: null,
    next_try_at: null,
  });
  const { json: used } = await world.api("GET", "/api/v1/model-use");
  expect(used.total).toMatchObject({ requests: 3, embedding_requests: 3, embedding_tokens: 750 });
});

test("only what changed is embedded again, the same text once, and what was removed has no vector", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  await write(world, { id: "doc_1", chunks: ["one", "two", "three"] });
  await quiet(world, 1);
  await write(world, { id: "doc_1", chunks: ["one", "four"] });
  await write(world, { id: "doc_2", chunks: ["one", "two"] });
  await quiet(world, 1);
  expect(server.embedded.map((text) => text.replace("Title\n", ""))).toEqual(
    expect.arrayContaining(["one", "two", "three", "four"]),
  );
  // "two" had gone with its vector before the second document came with it.
  expect(server.embedded).toHaveLength(5);
  expect((await vectorsOf(world)).map(({ text }) => text).sort()).toEqual([
    "four",
    "one",
    "one",
    "two",
  ]);
});

test("a text that the service refuses is told, held against no other, and tried again when asked", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  server.refuses = (text) => text.includes("bad");
  await write(world, { id: "doc_1", category: "menu", chunks: [...texts(9), "bad"] });
  await quiet(world, 2);
  const told = { total: 10, embedded: 9, failed: 1, pending: 0, is_complete: false };
  expect(await status(world)).toMatchObject({ state: "complete", ...told });
  server.refuses = () => false;
  await world.api("POST", "/api/embeddings/generate", { category: "other" });
  await quiet(world, 1);
  expect(await status(world)).toMatchObject(told);
  await world.api("POST", "/api/embeddings/generate", { knowledge_base: "KB_1" });
  await quiet(world, 1);
  expect(await status(world, "?category=menu")).toMatchObject({ embedded: 10, is_complete: true });
});

test("while the service cannot be used, the state says why and until when", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  await write(world, { id: "doc_1", chunks: texts(2) });
  server.faults = [{ status: 401 }];
  await world.app.background.embeddings.drain();
  expect(await status(world)).toMatchObject({
    state: "waiting",
    problem: "The embedding service does not accept the key",
    pending: 2,
  });
  server.faults = ["too short"];
  await world.api("POST", "/api/embeddings/generate", {});
  await world.app.background.embeddings.drain();
  expect((await status(world)).problem).toContain("set EMBEDDING_DIMENSIONS");
  await quiet(world, 2);
  expect(await status(world)).toMatchObject({ is_complete: true, problem: null });
});

test("another model's vectors are made beside those that are searched, which then go", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  await write(world, { id: "doc_1", chunks: texts(70) });
  await quiet(world, 1);
  const next = env(server, { EMBEDDING_MODEL: "house-model" });
  await using later = await createWorld({ on: world, env: next });
  // The first batch comes, the second does not.
  server.faults = [];
  const search = { text: "number 7", topK: 3, at: later.clock.now, capMs: 5_000 };
  let seen = 0;
  server.refuses = () => ++seen > 64 && seen <= 64 + 6 + 1;
  await later.app.background.embeddings.drain();
  const half = await vectorsOf(later);
  expect(half.filter(({ model }) => model === "text-embedding-3-small")).toHaveLength(70);
  server.refuses = () => false;
  const scope = { tenantId: defaultTenantId };
  expect((await later.app.searchVectors(scope, search)).chunks).toHaveLength(3);
  expect(server.requests.at(-1)).toMatchObject({ model: "text-embedding-3-small" });
  await quiet(later, 3);
  const all = await vectorsOf(later);
  expect(new Set(all.map(({ model }) => model))).toEqual(new Set(["house-model"]));
  expect(all).toHaveLength(70);
  expect(await status(later)).toMatchObject({ is_complete: true, cost_usd: null });
  expect((await later.app.searchVectors(scope, search)).chunks).toHaveLength(3);
  expect(server.requests.at(-1)).toMatchObject({ model: "house-model" });
});

test("what is near is found at once after each change, with filters, and never another tenant's", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server), tenants: ["ten_a", "ten_b"] });
  const find = async (tenantId: string, text: string, more: object = {}) => {
    const search = { text, topK: 5, at: world.clock.now, capMs: 5_000, ...more };
    const { chunks } = await world.app.searchVectors({ tenantId }, search);
    const rows = await vectorsOf(world);
    return chunks.map(({ chunkId }) => rows.find((row) => row.chunk_id === chunkId)?.text);
  };
  await write(world, { tenant: "ten_a", id: "doc_a", category: "menu", chunks: ["large pizza"] });
  await write(world, { tenant: "ten_b", id: "doc_b", chunks: ["large pizza for others"] });
  await quiet(world, 1);
  expect(await find("ten_a", "large pizza")).toEqual(["large pizza"]);
  await write(world, { tenant: "ten_a", id: "doc_c", chunks: ["opening hours", "small pizza"] });
  await quiet(world, 1);
  expect(await find("ten_a", "small pizza")).toEqual([
    "small pizza",
    "large pizza",
    "opening hours",
  ]);
  expect(await find("ten_a", "small pizza", { category: "menu" })).toEqual(["large pizza"]);
  await write(world, { tenant: "ten_a", id: "doc_c", category: "menu", chunks: ["small pizza"] });
  expect(await find("ten_a", "small pizza", { category: "menu", baseIds: ["kb_1"] })).toEqual([
    "small pizza",
    "large pizza",
  ]);
  expect(await find("ten_a", "small pizza", { baseIds: [] })).toEqual([]);
  const foreign = await world.api(
    "GET",
    "/api/embeddings/generate?knowledge_base=kb_9",
    undefined,
    keyOf("ten_b"),
  );
  expect(foreign.json.type).toContain("knowledge-base-not-found");
});

const faults = fc.array(
  fc.constantFrom<EmbeddingFault>(
    { status: 429, headers: { "retry-after": "40" } },
    { status: 429 },
    { status: 500 },
    { status: 401 },
    "hang up",
    "too few",
    "too short",
    "no numbers",
    "garbage",
  ),
  { maxLength: 12 },
);

test("whatever fails, in the end every chunk has one vector, and nothing that was answered is asked for again", async () => {
  await fc.assert(
    fc.asyncProperty(
      faults,
      fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
      async (list, sizes) => {
        await using server = await startEmbeddingServer(dimensions);
        await using world = await createWorld({ env: env(server) });
        server.faults = [...list];
        for (const [place, size] of sizes.entries()) {
          await write(world, {
            id: `doc_${place}`,
            base: `kb_${place % 2}`,
            chunks: texts(size * 3, `document ${place}`),
          });
          await world.app.background.embeddings.drain();
        }
        await quiet(world, list.length + 2);
        const total = sizes.reduce((sum, size) => sum + size * 3, 0);
        expect(await status(world)).toMatchObject({
          total,
          embedded: total,
          pending: 0,
          failed: 0,
        });
        expect(new Set(server.embedded).size).toBe(server.embedded.length);
        expect(server.embedded).toHaveLength(total);
      },
    ),
    { numRuns: 6 },
  );
});
