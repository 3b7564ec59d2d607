import { expect, test } from "vitest";
import { durationBoundsMs } from "../src/observe/index.ts";
import { createWorld, keyOf, type World } from "./world.ts";

interface Row {
  route: string;
  hoursAgo: number;
  /** Durations of requests, each counted once. */
  durations: readonly number[];
  errors?: number;
}

/** Writes what a process would have written. */
async function write(world: World, rows: readonly Row[]): Promise<void> {
  const administrator = await world.administrator();
  for (const { route, hoursAgo, durations, errors = 0 } of rows) {
    const histogram = new Array<number>(durationBoundsMs.length + 1).fill(0);
    for (const ms of durations) {
      const place = durationBoundsMs.findIndex((bound) => ms <= bound);
      const at = place < 0 ? durationBoundsMs.length : place;
      histogram[at] = (histogram[at] ?? 0) + 1;
    }
    const total = durations.reduce((sum, ms) => sum + ms, 0);
    await administrator.query(
      `insert into request_metrics values
        (date_trunc('minute', now() - make_interval(hours => $1)), 'test', $2, $3, $4, 0, $5, $6, $7)`,
      [hoursAgo, route, durations.length, errors, total, Math.max(...durations), histogram],
    );
  }
}

async function writeCache(world: World, hoursAgo: number, hits: number, misses: number) {
  const administrator = await world.administrator();
  await administrator.query(
    `insert into system_metrics select date_trunc('minute', now() - make_interval(hours => $1)), 'test',
      1e8, 5e7, 0.5, 700, 3, 4, 20, 2, 0, 90, $2, $3`,
    [hoursAgo, hits, misses],
  );
}

test("figures are those of the requests that were answered, for whoever may see them", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const read = async (path: string) => (await world.api("GET", path)).json;
  for (let i = 0; i < 3; i++) await world.api("GET", "/api/v1/calls?limit=1");
  await world.api("GET", "/api/v1/calls/call_unknown");
  await world.api("GET", "/nowhere/at/all");
  const first = await read("/api/v1/admin/performance");
  expect(first).toMatchObject({
    hours: 24,
    total_requests: 5,
    error_requests: 0,
    client_error_requests: 2,
    error_rate: 0,
    cache_hit_rate: null,
    max_memory_bytes: expect.any(Number),
  });
  expect(first.p95_response_time_ms).toBeLessThanOrEqual(first.max_response_time_ms);
  // Written in the same minute, or the next: nothing is counted twice.
  await world.api("GET", "/api/v1/calls?limit=1");
  const administrator = await world.administrator();
  expect(await read("/api/v1/admin/performance?hours=1")).toMatchObject({ total_requests: 7 });
  const { rows } = await administrator.query(
    `select route, sum(requests)::int as requests,
        sum(requests) = sum((select sum(c) from unnest(histogram) c)) as is_whole
      from request_metrics where route ~ 'calls|other' group by 1 order by 1`,
  );
  expect(rows).toEqual([
    { route: "GET /api/v1/calls", requests: 4, is_whole: true },
    { route: "GET /api/v1/calls/:callId", requests: 1, is_whole: true },
    { route: "other", requests: 1, is_whole: true },
  ]);
  for (const path of ["performance", "bottlenecks"]) {
    const foreign = await world.api("GET", `/api/v1/admin/${path}`, undefined, keyOf("ten_a"));
    expect(foreign.status).toBe(403);
    for (const hours of ["0", "-1", "x", "8761"]) {
      const refused = await world.api("GET", `/api/v1/admin/${path}?hours=${hours}`);
      expect([hours, refused.status]).toEqual([hours, 400]);
    }
  }
});

test("a week back, averages, percentiles, slow routes and errors are as a recount says", async () => {
  await using world = await createWorld();
  const quick = Array.from({ length: 900 }, (_, i) => 5 + (i % 5));
  const slow = Array.from({ length: 100 }, () => 800);
  await write(world, [
    { route: "GET /quick", hoursAgo: 2, durations: quick },
    { route: "GET /slow", hoursAgo: 100, durations: slow, errors: 7 },
    { route: "GET /long-ago", hoursAgo: 167, durations: [20_000] },
    { route: "GET /too-long-ago", hoursAgo: 169, durations: [1, 1, 1] },
  ]);
  await writeCache(world, 3, 10, 30);
  await writeCache(world, 50, 90, 10);
  const administrator = await world.administrator();
  const ask = async (sql: string) => (await administrator.query(sql)).rows;
  const [week] = await ask("select get_performance_metrics(168) as of");
  const all = [...quick, ...slow, 20_000];
  expect(week?.of).toMatchObject({
    total_requests: 1001,
    error_requests: 7,
    error_rate: 0.007,
    avg_response_time_ms: expect.closeTo(all.reduce((a, b) => a + b, 0) / all.length, 1),
    max_response_time_ms: 20_000,
    cache_hit_rate: 0.7143,
    max_pool_waiting: 2,
  });
  // Within the class in which the true one (8 and 800) lies.
  expect(week?.of.p50_response_time_ms).toBeGreaterThan(5);
  expect(week?.of.p50_response_time_ms).toBeLessThanOrEqual(10);
  expect(week?.of.p99_response_time_ms).toBeGreaterThan(500);
  expect(week?.of.p99_response_time_ms).toBeLessThanOrEqual(1000);
  expect(await ask("select get_performance_metrics(1) as of")).toEqual([
    { of: expect.objectContaining({ total_requests: 0, error_rate: null }) },
  ]);

  const [found] = await ask("select get_performance_bottlenecks(168) as of");
  const { slow_endpoints, error_patterns, cache_miss_patterns, saturation } = found?.of ?? {};
  expect(slow_endpoints.map(({ route }: { route: string }) => route)).toEqual([
    "GET /slow",
    "GET /long-ago",
  ]);
  expect(slow_endpoints[0]).toMatchObject({ requests: 100, errors: 7, avg_ms: 800, max_ms: 800 });
  expect(error_patterns).toMatchObject([{ route: "GET /slow", errors: 7, error_rate: 0.07 }]);
  expect(cache_miss_patterns).toMatchObject([{ hits: 10, misses: 30, miss_rate: 0.75 }]);
  expect(saturation).toMatchObject([{ pool_waiting: 2, event_loop_delay_ms: 700 }, {}]);

  const summary = await ask(
    "select total_requests::int, error_requests::int, avg_response_time_ms from performance_summary order by hour desc",
  );
  expect(summary).toMatchObject([
    { total_requests: 900, error_requests: 0, avg_response_time_ms: 7 },
    { total_requests: 100, error_requests: 7, avg_response_time_ms: 800 },
    { total_requests: 1 },
    { total_requests: 3 },
  ]);

  // Everything is forgotten by age, and that is written down; nothing by asking for all of it.
  expect((await world.api("POST", "/api/v1/admin/performance/cleanup", { days: 0 })).status).toBe(
    400,
  );
  const cleaned = await world.api("POST", "/api/v1/admin/performance/cleanup", { days: 6 });
  expect(cleaned.json).toEqual({ deleted: 2 });
  expect((await world.api("GET", "/api/v1/admin/audit?limit=1")).json.data[0]).toMatchObject({
    action: "performance.cleaned_up",
    payload: { days: 6, deleted: 2 },
  });
  await expect(ask("select cleanup_performance_data(0)")).rejects.toThrow(/between 1 and 3650/);
  await expect(ask("select get_performance_metrics(0)")).rejects.toThrow(/between 1 and 8760/);

  const client = await world.db.ingestPool.connect();
  try {
    for (const role of ["voicelens_app", "voicelens_ingest"]) {
      for (const statement of [
        "select cleanup_performance_data(1)",
        "select get_performance_metrics(1)",
        "select get_performance_bottlenecks(1)",
        "select from performance_summary",
        "select from request_metrics",
        "delete from system_metrics",
      ]) {
        await client.query(`begin; set local role ${role}`);
        await expect(client.query(statement)).rejects.toThrow(/permission denied/);
        await client.query("rollback");
      }
    }
  } finally {
    client.release(true);
  }

  // The schema and the process cut durations into the same classes.
  for (const [place, bound] of durationBoundsMs.entries()) {
    const counts = durationBoundsMs.map((_, i) => (i === place ? 3 : 0));
    const [row] = await ask(
      `select performance_quantile('{${counts.join()},0}'::bigint[], 1, 1e9) as top`,
    );
    expect(row).toEqual({ top: bound });
  }
});
