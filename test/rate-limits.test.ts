import fc from "fast-check";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabaseRates, expireRates, type SharedRates } from "../src/guard/rate-database.ts";
import { createMemoryRates } from "../src/guard/rate-memory.ts";
import { createRedisRates } from "../src/guard/rate-redis.ts";
import type { RateLimit } from "../src/guard/rate-window.ts";
import { openDatabase } from "../src/store/index.ts";
import { createWorld, type World } from "./world.ts";

/** One replica's way to the counters, with a clock that the test moves; without one the store's own clock decides. */
type Replica = (clock?: { second: number }) => SharedRates;

interface Store {
  replica: Replica;
  /** Whether replicas count together. */
  isShared: boolean;
}

const redisUrl = process.env.TEST_REDIS_URL;
let world: World;
const closing: Array<() => Promise<unknown>> = [];

beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  for (const close of closing) await close();
  await world[Symbol.asyncDispose]();
});

const stores: Record<string, () => Store> = {
  memory: () => {
    const rates = createMemoryRates();
    return {
      isShared: false,
      replica: (clock) => ({
        take: async (scope, key, limit) =>
          rates.take(`${scope.tenantId}/${key}`, limit, clock ? clock.second * 1000 : Date.now()),
      }),
    };
  },
  database: () => ({
    isShared: true,
    replica: (clock) => {
      const db = openDatabase(world.db.options, { queries: 4, ingest: 1 }, () => undefined);
      closing.push(() => db.close());
      return createDatabaseRates(db, clock && (() => clock.second));
    },
  }),
};
if (redisUrl !== undefined) {
  stores.redis = () => ({
    isShared: true,
    replica: (clock) => {
      const redis = new Redis(redisUrl);
      closing.push(async () => redis.disconnect());
      return createRedisRates(redis, clock && (() => clock.second));
    },
  });
}

const tenant = { tenantId: "ten_default" };
let keys = 0;
const freshKey = () => `test/${process.pid}/${Date.now()}/${++keys}`;

async function passed(rates: SharedRates, key: string, limit: RateLimit, times: number) {
  let count = 0;
  for (let time = 0; time < times; time++) {
    if ((await rates.take(tenant, key, limit)).isAllowed) count++;
  }
  return count;
}

test.runIf(redisUrl === undefined)("Redis is left out: TEST_REDIS_URL names none", () => {
  expect(Object.keys(stores)).toEqual(["memory", "database"]);
});

describe.each(Object.keys(stores))("limits counted in %s", (name) => {
  const storeOf = () => (stores[name] as () => Store)();

  test("never let more through than the limit in any 60 seconds nor than the burst in any second, and refuse nothing without need", async () => {
    const step = fc.record({
      seconds: fc.oneof(
        fc.constant(0),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 50, max: 70 }),
      ),
      times: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 8 }),
        async (steps, perMinute, burst) => {
          const clock = { second: 1_800_000_000 };
          const rates = storeOf().replica(clock);
          const key = freshKey();
          const through: number[] = [];
          const within = (seconds: number) =>
            through.filter((second) => second > clock.second - seconds).length;
          for (const { seconds, times } of steps) {
            clock.second += seconds;
            for (let time = 0; time < times; time++) {
              const { isAllowed, remaining, resetSec } = await rates.take(tenant, key, {
                perMinute,
                burst,
              });
              // A request of a whole second counts until every instant of that second lies outside the window.
              const isFull = within(61) >= perMinute || within(2) >= burst;
              expect(isAllowed).toBe(!isFull);
              if (isAllowed) through.push(clock.second);
              expect(remaining).toBe(
                Math.max(0, Math.min(perMinute - within(61), burst - within(2))),
              );
              expect(resetSec).toBeGreaterThanOrEqual(1);
              expect(resetSec).toBeLessThanOrEqual(61);
            }
          }
        },
      ),
      { numRuns: name === "memory" ? 300 : 25 },
    );
  });

  test.each([0, 1, 30, 59])(
    "refuse the next after a full minute's worth that began at second %i of a minute",
    async (phase) => {
      const clock = { second: 60 * 1_000_000 + phase };
      const rates = storeOf().replica(clock);
      const key = freshKey();
      const limit = { perMinute: 10, burst: 10 };
      expect(await passed(rates, key, limit, 10)).toBe(10);
      clock.second += 60;
      expect(await passed(rates, key, limit, 1)).toBe(0);
      clock.second += 1;
      expect(await passed(rates, key, limit, 11)).toBe(10);
    },
  );

  test("say after how many seconds another try makes sense, and it does", async () => {
    const clock = { second: 1_700_000_000 };
    const rates = storeOf().replica(clock);
    const key = freshKey();
    const limit = { perMinute: 6, burst: 3 };
    await passed(rates, key, limit, 3);
    for (let round = 0; round < 4; round++) {
      const refused = await rates.take(tenant, key, limit);
      expect(refused.isAllowed).toBe(false);
      clock.second += refused.resetSec - 1;
      expect((await rates.take(tenant, key, limit)).isAllowed).toBe(false);
      clock.second += 1;
      expect(await passed(rates, key, limit, 3)).toBeGreaterThan(0);
    }
  });

  test("give nothing back when a clock steps back", async () => {
    const clock = { second: 1_700_000_000 };
    const rates = storeOf().replica(clock);
    const key = freshKey();
    const limit = { perMinute: 5, burst: 5 };
    expect(await passed(rates, key, limit, 5)).toBe(5);
    clock.second -= 30;
    expect(await passed(rates, key, limit, 2)).toBe(0);
    clock.second += 60;
    expect(await passed(rates, key, limit, 2)).toBe(0);
    clock.second += 31;
    expect(await passed(rates, key, limit, 6)).toBe(5);
  });

  test("keep keys and tenants apart", async () => {
    const rates = storeOf().replica({ second: 1_700_000_000 });
    const limit = { perMinute: 1, burst: 1 };
    const key = freshKey();
    expect((await rates.take(tenant, key, limit)).isAllowed).toBe(true);
    expect((await rates.take(tenant, key, limit)).isAllowed).toBe(false);
    expect((await rates.take(tenant, freshKey(), limit)).isAllowed).toBe(true);
    expect((await rates.take({ tenantId: "ten_quarantine" }, key, limit)).isAllowed).toBe(true);
  });

  test("are exact for many at once, over several replicas", async () => {
    const store = storeOf();
    const replicas = Array.from({ length: store.isShared ? 4 : 1 }, () => store.replica());
    const key = freshKey();
    const limit = { perMinute: 100, burst: 100 };
    const verdicts = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        (replicas[index % replicas.length] as SharedRates).take(tenant, key, limit),
      ),
    );
    expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(100);
  });
});

test("the database's windows are forgotten when nothing passed for two minutes, and not before", async () => {
  const rates = createDatabaseRates(world.db);
  const limit = { perMinute: 5, burst: 5 };
  const [old, fresh] = [freshKey(), freshKey()];
  await rates.take(tenant, old, limit);
  await rates.take(tenant, fresh, limit);
  const administrator = await world.administrator();
  await administrator.query("update rate_windows set second = second - 121 where key = $1", [old]);
  await expireRates(world.db);
  const { rows } = await administrator.query("select key from rate_windows where key = any($1)", [
    [old, fresh],
  ]);
  expect(rows).toEqual([{ key: fresh }]);
});
