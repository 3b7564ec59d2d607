import { expect, test, vi } from "vitest";
import { startEmbeddingServer } from "./embedding-server.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const dimensions = 64;
const subject_id = "+12125550147";
const env = (server: { url: string }, more: Record<string, string> = {}) => ({
  EMBEDDING_BASE_URL: server.url,
  EMBEDDING_DIMENSIONS: String(dimensions),
  ...more,
});
const user = (content: string) => ({ role: "user", content });

const say = async (world: World, session: string, contents: readonly string[], key?: string) => {
  const path = `/api/v1/memory/sessions/${session}/messages`;
  const body = { subject_id, messages: contents.map(user) };
  expect((await world.api("POST", path, body, key)).status).toBe(200);
};

interface Item {
  content: string;
  channels: string[];
}

/** Asks until the question's vector is there: a late one is kept for whoever asks again. */
const find = (world: World, query: string, more: object = {}, key?: string): Promise<Item[]> =>
  vi.waitFor(async () => {
    const body = { subject_id, query, ...more };
    const { json } = await world.api("POST", "/api/v1/memory/search", body, key);
    expect(json.degraded).toEqual([]);
    return json.items;
  });

const rows = async (world: World, text: string) =>
  (await (await world.administrator()).query(text)).rows;

const work = async (world: World) => {
  await world.app.background.memory.drain();
  // Past every pause before another try.
  world.clock.now += 20 * 60_000;
};

const embedding = async (world: World, session?: string) => {
  const query = session === undefined ? "" : `?session_id=${session}`;
  return (await world.api("GET", `/stats${query}`)).json.embedding;
};

const useOf = async (world: World, model: string) => {
  const { json } = await world.api("GET", "/api/v1/model-use?by=model");
  return json.data.find(({ key }: { key: string }) => key === model);
};

/** Made of stop words, so that it is found by its meaning alone. */
const unworded = "what is it to them";

test("what was said is embedded with its neighbours, once, and found by meaning where words find nothing", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server), tenants: ["ten_b"] });
  await say(world, "one", ["Gardens in spring", unworded, "Mountains and lakes"]);
  await say(world, "two", ["The price of bread"]);
  await work(world);
  expect(server.requests.map(({ input }) => input.length)).toEqual([4]);
  const [first] = server.embedded;
  expect(first).toMatch(/^\d+ \w+ \d{4}\nuser: Gardens in spring\nuser: what is it to them$/);

  const meant = await find(world, unworded);
  expect(meant.map(({ content }) => content)).toContain(unworded);
  expect(new Set(meant.flatMap(({ channels }) => channels))).toEqual(new Set(["semantic"]));
  expect((await find(world, "bread"))[0]).toMatchObject({ channels: ["lexical", "semantic"] });
  const inTwo = await find(world, unworded, { subject_id: undefined, session_id: "two" });
  expect(inTwo.map(({ content }) => content)).toEqual(["The price of bread"]);

  // Only the last window of the session changes with what comes after it.
  server.embedded.length = 0;
  await say(world, "two", ["And of butter"]);
  await work(world);
  expect(server.embedded.map((text) => text.split("\n").slice(1))).toEqual([
    ["user: The price of bread", "user: And of butter"],
    ["user: The price of bread", "user: And of butter"],
  ]);
  const administrator = await world.administrator();
  await administrator.query("update mem_scopes set embedded_version = -1");
  await work(world);
  expect(server.embedded).toHaveLength(2);
  expect((await world.api("GET", "/stats")).json.vector_store).toMatchObject({
    ...{ points_count: 5, status: "green" },
  });
  expect((await world.api("GET", "/stats?session_id=two")).json.vector_store.points_count).toBe(2);
  expect(await embedding(world)).toEqual({
    ...{ state: "complete", model: "text-embedding-3-small", dimensions },
    ...{ windows: 5, embedded: 5, waiting: 0, refused: 0 },
  });
  // What now has something behind it says something else.
  await say(world, "two", ["And of jam"]);
  const half = { state: "working", windows: 6, embedded: 4, waiting: 2 };
  expect(await embedding(world)).toMatchObject(half);
  expect(await embedding(world, "one")).toMatchObject({ state: "complete", windows: 3 });
  await work(world);

  await say(world, "one", ["of another tenant"], keyOf("ten_b"));
  await work(world);
  const theirs = await find(world, unworded, {}, keyOf("ten_b"));
  expect(theirs.map(({ content }) => content)).toEqual(["of another tenant"]);
});

test("what vectors took is counted with the tenant's price, also of questions; it counts in limits of money and in none of tokens", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  const model = "text-embedding-3-small";
  const million = { model, input_usd: "1000", output_usd: "0" };
  await world.api("PUT", "/api/v1/model-prices", million);
  await say(world, "one", ["Gardens in spring", "Bread"]);
  await work(world);
  const first = await useOf(world, model);
  const tokens = server.embedded.join("\n").split(/\s+/).length;
  expect(first).toMatchObject({
    ...{ requests: 1, embedding_requests: 1, estimated_requests: 0, completion_tokens: 0 },
    ...{ prompt_tokens: tokens, embedding_tokens: tokens, cost_usd: String(tokens / 1_000) },
  });
  {
    await using later = await createWorld({ on: world, env: env(server) });
    await find(later, "Gardens in winter");
  }
  const second = await useOf(world, model);
  expect(second).toMatchObject({ requests: 2, embedding_tokens: tokens + 3 });
  // A service that does not tell is counted by the length of the texts.
  server.tellsTokens = false;
  await say(world, "two", ["Butter"]);
  await work(world);
  expect(await useOf(world, model)).toMatchObject({ requests: 3, estimated_requests: 1 });

  const ask = () => world.api("POST", "/chat", { message: "Hello", session_id: "asks" });
  const limit = (more: object) => world.api("PUT", "/api/v1/model-settings", more);
  await limit({ tokens_per_day: 1 });
  expect((await ask()).status).toBe(200);
  await limit({ cost_usd_per_day: "0.001" });
  expect((await ask()).json.type).toBe("/problems/model-quota-spent");
});

test("a question whose vector is late is answered by words, and a service that fails or refuses a text holds up no other", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  await say(world, "one", ["Gardens in spring", "bad", "Bread"]);
  server.faults = Array.from({ length: 8 }, () => ({ status: 503 }));
  await world.app.background.memory.drain();
  expect(await rows(world, "select kind, status, attempts from mem_jobs")).toEqual([
    { kind: "embed", status: "pending", attempts: 1 },
  ]);
  expect(await find(world, "gardens")).toMatchObject([{ channels: ["lexical"] }, {}, {}]);
  server.faults = [];
  server.refuses = (text) => text.includes("bad");
  await work(world);
  await work(world);
  const vectors = "select count(*)::int as count, count(code)::int as made from mem_vectors";
  expect(await rows(world, vectors)).toEqual([{ count: 3, made: 0 }]);
  expect(await embedding(world)).toMatchObject({ state: "complete", embedded: 0, refused: 3 });
  await say(world, "one", ["Butter"]);
  expect(await embedding(world)).toMatchObject({ embedded: 0, refused: 2, waiting: 2 });
  await work(world);
  expect(await rows(world, vectors)).toEqual([{ count: 4, made: 1 }]);
  expect(await embedding(world)).toMatchObject({ embedded: 1, refused: 3, waiting: 0 });

  const late = gateOf();
  server.gate = late.opened;
  const body = { subject_id, query: "butter and bread" };
  const { json } = await world.api("POST", "/api/v1/memory/search", body);
  expect(json.degraded).toEqual(["vectors_late"]);
  expect(json.items[0]).toMatchObject({ channels: ["lexical"] });
  late.open();
  expect((await find(world, "butter and bread"))[0]?.channels).toContain("semantic");
  const { body: measured } = await world.app.http.inject({ url: "/metrics" });
  expect(measured).toMatch(/memory_job_failures_total\{kind="embed"\} 1\n/);
  expect(measured).toMatch(/memory_job_seconds_count\{kind="embed"\} [3-9]/);
  expect(measured).toMatch(/memory_retrieval_timeouts_total\{channel="semantic"\} [1-9]/);
});

test("forgetting takes the vectors along, also those that are being made", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server) });
  await say(world, "one", [unworded, "Gardens"]);
  await say(world, "two", ["Bread"]);
  await work(world);
  const gone = await world.api("DELETE", "/api/v1/memory?session_id=one");
  expect(gone.json).toMatchObject({ sessions: 1, messages: 2, left: 0 });
  expect(await rows(world, "select from mem_vectors")).toHaveLength(1);
  expect((await find(world, unworded)).map(({ content }) => content)).toEqual(["Bread"]);

  await say(world, "two", ["Butter"]);
  const asked = server.requests.length;
  const gate = gateOf();
  server.gate = gate.opened;
  const working = world.app.background.memory.drain();
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(asked));
  const all = await world.api(
    "DELETE",
    `/api/v1/memory?subject_id=${encodeURIComponent(subject_id)}`,
  );
  expect(all.json).toMatchObject({ sessions: 1, left: 0 });
  gate.open();
  await working;
  expect(await rows(world, "select from mem_vectors")).toEqual([]);
  expect(await rows(world, "select from mem_jobs where status <> 'done'")).toEqual([]);
});

test("another model's vectors are made beside those that are searched, in batches, and then take their place", async () => {
  await using server = await startEmbeddingServer(dimensions);
  await using world = await createWorld({ env: env(server, { COLD_PATH_BATCH_SIZE: "1" }) });
  await say(world, "one", [unworded, ...Array.from({ length: 99 }, (_, n) => `Number ${n}`)]);
  await work(world);
  expect(server.embedded).toHaveLength(100);
  const models = "select model, count(*)::int as count from mem_vectors group by 1 order by 1";

  const next = env(server, { COLD_PATH_BATCH_SIZE: "1", EMBEDDING_MODEL: "house-model" });
  await using later = await createWorld({ on: world, env: next });
  // The first batch comes, then the service is away.
  server.refuses = () => {
    server.faults = Array.from({ length: 8 }, () => ({ status: 503 }));
    return false;
  };
  await later.app.background.memory.drain();
  expect(await rows(later, models)).toEqual([
    { model: "house-model", count: 64 },
    { model: "text-embedding-3-small", count: 100 },
  ]);
  const searched = "select vectors_model as model from mem_scopes";
  expect(await rows(later, searched)).toEqual([{ model: "text-embedding-3-small" }]);
  server.refuses = () => false;
  server.faults = [];
  await work(later);
  await work(later);
  expect(await rows(later, models)).toEqual([{ model: "house-model", count: 100 }]);
  expect(await rows(later, searched)).toEqual([{ model: "house-model" }]);
  expect((await find(later, unworded))[0]?.channels).toEqual(["semantic"]);
});

function gateOf() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
