import { Redis } from "ioredis";
import { expect, test, vi } from "vitest";
import { connectRedis, createRedisSignals } from "../src/cache/index.ts";
import { follow, listen, patience, type Reader, transcriptsOf } from "./live-readers.ts";
import { hasRedis, startRedis } from "./redis-server.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

const until = (check: () => void | Promise<void>) => vi.waitFor(check, patience);

const replica = (on: World | undefined, env: Record<string, string> = {}) =>
  createWorld({
    isStarted: true,
    env: { SERVICE_ROLE: "api", ...env },
    ...(on === undefined ? {} : { on }),
  });

let saidAt = Date.UTC(2026, 10, 20);

async function say(world: World, words: readonly string[]) {
  saidAt += 1_000;
  const turns = words.map((content) => ({ role: "agent", content }));
  await world.deliver("retell", {
    event: "call_started",
    event_timestamp: saidAt,
    call: { call_id: "c1", transcript_object: turns },
  });
  await world.settle();
}

test("what one replica folds is told by every other, in the same order", async () => {
  await using first = await replica(undefined);
  await using second = await replica(first);
  await using here = await follow("events", await listen(first), { key: ownerKey });
  await using there = await follow("socket", await listen(second), { key: ownerKey });
  await say(first, ["one"]);
  await say(second, ["one", "two"]);
  await say(first, ["one", "two", "three"]);
  for (const reader of [here, there]) {
    await until(() => expect(reader.told()).toHaveLength(3));
    expect(transcriptsOf(reader.told()).get("c1")).toEqual(["one", "two", "three"]);
  }
  // What an event shows of its call may be newer at the replica that read it later.
  const order = (reader: Reader) => reader.told().map(({ id, type }) => [id, type]);
  expect(order(here)).toEqual(order(there));
  expect(order(here).map(([, type]) => type)).toEqual([
    "call.started",
    "call.updated",
    "call.updated",
  ]);
});

/** How many connections of the product wait for signals. */
async function hearing(url: string): Promise<number> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
  redis.on("error", () => undefined);
  try {
    const [, count] = await redis.pubsub("NUMSUB", "voicelens:call_changes");
    return Number(count);
  } finally {
    redis.disconnect();
  }
}

test.runIf(hasRedis)(
  "when Redis goes, replicas are woken by the database and nothing is lost; when it returns, they listen to it again",
  async () => {
    await using redis = await startRedis();
    const env = { REDIS_URL: redis.url };
    await using first = await replica(undefined, env);
    await using second = await replica(first, env);
    await using reader = await follow("socket", await listen(second), { key: ownerKey });
    await until(async () => expect(await hearing(redis.url)).toBe(2));
    await say(first, ["one"]);
    await until(() => expect(reader.told()).toHaveLength(1));
    await redis.end();
    await say(first, ["one", "two"]);
    await until(() => expect(reader.told()).toHaveLength(2));
    redis.start();
    await until(async () => expect(await hearing(redis.url)).toBe(2));
    await say(first, ["one", "two", "three"]);
    await until(() => expect(reader.told()).toHaveLength(3));
    expect(transcriptsOf(reader.told()).get("c1")).toEqual(["one", "two", "three"]);
    expect(reader.isOpen()).toBe(true);
  },
  30_000,
);

test.runIf(hasRedis)(
  "a signal wakes by itself: neither the database nor the clock is needed",
  async () => {
    await using redis = await startRedis();
    const connect = () => connectRedis(redis.url, () => undefined);
    const [sending, hearingOne] = [connect(), connect()];
    const signals = createRedisSignals(hearingOne, "voicelens:test");
    let count = 0;
    const states: boolean[] = [];
    signals.listen(
      () => {
        count += 1;
      },
      (isHeard) => states.push(isHeard),
    );
    await until(() => expect(states).toContain(true));
    await until(() => {
      createRedisSignals(sending, "voicelens:test").send();
      expect(count).toBeGreaterThan(0);
    });
    await redis.end();
    await until(() => expect(states.at(-1)).toBe(false));
    redis.start();
    await until(() => expect(states.at(-1)).toBe(true));
    signals.stop();
    for (const connection of [sending, hearingOne]) connection.disconnect();
  },
);

test("a rule that is changed at one replica holds at every other, whatever their clocks say", async () => {
  await using first = await replica(undefined);
  await using second = await replica(first);
  const agentAt = async (world: World) => {
    const message = {
      type: "assistant-request",
      call: { id: "v1", type: "inboundPhoneCall", customer: { number: "+12125550147" } },
      phoneNumber: { number: "+12125550102" },
    };
    return JSON.parse((await world.deliver("vapi", { message })).body).assistantId;
  };
  const path = "/api/v1/inbound-rules";
  for (const agent of ["asst_one", "asst_two"]) {
    for (const world of [first, second]) expect(await agentAt(world)).not.toBe(agent);
    const { json } = await first.api("GET", path);
    for (const { id } of json.data) await first.api("DELETE", `${path}/${id}`);
    const rule = { number: "+12125550102", provider: "vapi", agent_id: agent };
    const { status } = await first.api("POST", path, rule);
    expect(status).toBe(201);
    for (const world of [first, second]) {
      await until(async () => expect(await agentAt(world)).toBe(agent));
    }
  }
});

test("a lost connection to the database is made again, and what came meanwhile is told", async () => {
  await using world = await replica(undefined);
  const host = await listen(world);
  await using reader = await follow("events", host, { key: ownerKey });
  const administrator = await world.administrator();
  const ending = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen %'`;
  await until(async () => expect((await administrator.query(ending)).rowCount).toBe(1));
  await say(world, ["one"]);
  await until(() => expect(reader.told()).toHaveLength(1));
});
