import { Redis } from "ioredis";
import { expect, test, vi } from "vitest";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { addBase, type ShortDocument, writeDocuments } from "./knowledge-writer.ts";
import { hasRedis, startRedis } from "./redis-server.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const parking: ShortDocument = {
  id: "doc_parking",
  title: "Parking",
  text: "Parking in the garage costs twelve euros a night.",
  category: "house",
};
const dearer = { ...parking, text: "Parking in the garage costs thirteen euros a night." };

async function openHotel(options?: Parameters<typeof createWorld>[0]): Promise<World> {
  const world = await createWorld(options);
  await addBase(world.db, defaultTenantId, { id: "kb_hotel", name: "Hotel" });
  await write(world, parking);
  return world;
}

const write = (world: World, document: ShortDocument) =>
  writeDocuments(world.db, defaultTenantId, "kb_hotel", [document]);

const ask = async (world: World, body: object, key?: string) => {
  const { status, json } = await world.api("POST", "/api/v1/knowledge/search", body, key);
  expect([status, json.title]).toEqual([200, undefined]);
  return json;
};

const askKept = async (world: World, body: object) => {
  const answer = await ask(world, body);
  expect(answer.from_cache).toBe(true);
  return answer;
};

const forget = (world: World, body: object = {}, key?: string) =>
  world.api("POST", "/api/embeddings/cache/invalidate", body, key);

const query = "What does parking cost?";

test("the same question is answered again from what was kept, however it is written, and never from before a change", async () => {
  await using world = await openHotel();
  const first = await ask(world, { query });
  const again = await askKept(world, { query: "  what does PARKING\n cost? " });
  const { took_ms: _, from_cache: __, ...told } = first;
  expect(again).toMatchObject(told);
  for (const other of [
    { query, top_k: 3 },
    { query, history: ["Where is the garage?"] },
    { query, category: "house" },
    { query, knowledge_base: "hotel", top_k: 2 },
    { query, explain: true },
    { query, explain: true },
  ]) {
    expect([other, (await ask(world, other)).from_cache]).toEqual([other, false]);
  }
  await write(world, dearer);
  const changed = await ask(world, { query });
  expect([changed.from_cache, changed.items[0].text]).toEqual([false, dearer.text]);
  world.clock.now += 299_000;
  await askKept(world, { query });
  world.clock.now += 1_000;
  expect((await ask(world, { query })).from_cache).toBe(false);
  const metrics = await world.app.http.inject({ url: "/metrics" });
  expect(metrics.body).toMatch(/cache_hits_total\{cache="knowledge_search"\} [1-9]/);
  expect(metrics.body).toMatch(/cache_misses_total\{cache="knowledge_search"\} [1-9]/);
});

test("what the clock makes valid or ends is not answered from what was kept", async () => {
  await using world = await openHotel();
  const { now } = world.clock;
  const bar = { id: "doc_bar", title: "Bar", text: "The rooftop bar opens." };
  const [validFrom, validUntil] = [new Date(now + 10_000), new Date(now + 60_000)];
  await write(world, { ...bar, validFrom, validUntil });
  const body = { query: "rooftop bar" };
  const foundAt = async (at: number) => {
    world.clock.now = now + at;
    return (await ask(world, body)).found;
  };
  expect(await foundAt(0)).toBe(false);
  await askKept(world, body);
  expect(await foundAt(9_999)).toBe(false);
  expect(await foundAt(10_000)).toBe(true);
  await askKept(world, body);
  expect(await foundAt(59_999)).toBe(true);
  expect(await foundAt(60_000)).toBe(false);
  await askKept(world, body);
  // What is not found is kept for a tenth of the time.
  world.clock.now += 30_000;
  expect((await ask(world, body)).from_cache).toBe(false);
});

test("tenants share no answer, and forget only their own", async () => {
  await using world = await openHotel({ tenants: ["ten_other"] });
  await ask(world, { query });
  await askKept(world, { query });
  const theirs = await ask(world, { query }, keyOf("ten_other"));
  expect([theirs.from_cache, theirs.items]).toEqual([false, []]);
  expect((await forget(world, {}, keyOf("ten_other"))).json).toEqual({
    status: "success",
    message: "Answers kept for 0 knowledge bases are forgotten.",
  });
  await forget(world, { category: "garden" });
  await askKept(world, { query });
  for (const body of [{}, { knowledge_base: "hotel" }, { category: "house" }]) {
    const { status, json } = await forget(world, body);
    expect([status, json.status, json.message]).toEqual([
      200,
      "success",
      "Answers kept for 1 knowledge base are forgotten.",
    ]);
    expect((await ask(world, { query })).from_cache).toBe(false);
    await askKept(world, { query });
  }
  expect((await forget(world, { knowledge_base: "none" })).status).toBe(404);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(audit[0]).toMatchObject({ action: "knowledge.answers_forgotten" });
});

test("what is asked often is answered anew after a change, before somebody asks it again", async () => {
  await using world = await openHotel();
  await ask(world, { query });
  await ask(world, { query: query.toUpperCase() });
  await ask(world, { query: "asked once" });
  await write(world, dearer);
  // Any other search sees that the base changed.
  await ask(world, { query: "pool" });
  const misses = () => metric(world, "cache_misses_total");
  await vi.waitFor(async () => expect(await misses()).toBe(4));
  // It was begun before these, and they take as long.
  for (const other of ["garage", "terrace", "sauna"]) await ask(world, { query: other });
  const answer = await askKept(world, { query });
  expect(answer.items[0].text).toBe(dearer.text);
  expect((await ask(world, { query: "asked once" })).from_cache).toBe(false);
});

async function metric(world: World, name: string): Promise<number> {
  const { body } = await world.app.http.inject({ url: "/metrics" });
  return Number(new RegExp(`^${name}\\{cache="knowledge_search"\\} (\\d+)`, "m").exec(body)?.[1]);
}

test("with a time of 0 nothing is kept", async () => {
  await using world = await openHotel({ env: { CACHE_TTL_SECONDS: "0" } });
  for (const _ of [1, 2]) expect((await ask(world, { query })).from_cache).toBe(false);
});

test.runIf(hasRedis)(
  "replicas share answers through Redis, sealed; without it each keeps its own, and none is old when it returns",
  async () => {
    await using redis = await startRedis();
    const env = { REDIS_URL: redis.url };
    await using first = await openHotel({ env });
    await using second = await createWorld({ on: first, env });
    const isShared = async (world: World, isConnected: boolean) =>
      vi.waitFor(
        () => {
          const lines = world.logged().split("\n");
          const last = lines.findLast((line) => line.includes('"Redis"'));
          expect(last).toContain(`"connected":${isConnected}`);
        },
        { timeout: 10_000 },
      );
    await isShared(first, true);
    await isShared(second, true);
    await using client = await reader(redis.url);
    await ask(first, { query });
    const keys = await vi.waitFor(async () => {
      const found = await client.redis.keys("*cache*");
      expect(found).toHaveLength(1);
      return found;
    });
    expect((await ask(second, { query })).from_cache).toBe(true);
    const kept = await client.redis.getBuffer(keys[0] ?? "");
    expect(kept?.toString("latin1")).not.toContain("Parking");
    expect(await client.redis.pttl(keys[0] ?? "")).toBeLessThanOrEqual(300_000);
    // What somebody else wrote there is nobody's answer.
    await client.redis.set(keys[0] ?? "", '[9e15,"{}"]');
    await using third = await createWorld({ on: first, env });
    await isShared(third, true);
    const unread = await ask(third, { query });
    expect([unread.from_cache, unread.items[0].text]).toEqual([false, parking.text]);

    redis.freeze();
    await write(first, dearer);
    for (const world of [first, second]) {
      const began = performance.now();
      expect((await ask(world, { query })).items[0].text).toBe(dearer.text);
      expect(performance.now() - began).toBeLessThan(2_000);
      await askKept(world, { query });
    }
    redis.goOn();
    await redis.end();
    await isShared(second, false);
    await write(first, parking);
    expect((await ask(second, { query })).items[0].text).toBe(parking.text);
    await forget(first);
    redis.start();
    await isShared(first, true);
    await isShared(second, true);
    for (const world of [first, second]) {
      expect((await ask(world, { query })).items[0].text).toBe(parking.text);
    }
  },
  60_000,
);

async function reader(url: string) {
  const redis = new Redis(url);
  redis.on("error", () => undefined);
  return {
    redis,
    [Symbol.asyncDispose]: async () => {
      redis.disconnect();
    },
  };
}
