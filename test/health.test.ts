import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { createWorld, keyOf } from "./world.ts";

const patience = { timeout: 20_000, interval: 50 };

test("a supplier that is out of order makes us degraded: still ready, still 200, and told to whom it concerns", async () => {
  const broken = createServer((_request, response) => response.writeHead(503).end());
  await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
  try {
    await using world = await createWorld({
      isStarted: true,
      env: { LLM_BASE_URL: `${url}/v1` },
      tenants: ["ten_a"],
    });
    const ask = (path: string, key: string | null = null) => world.api("GET", path, undefined, key);
    await vi.waitFor(
      async () => expect((await ask("/health")).json.status).toBe("degraded"),
      patience,
    );
    const bare = await ask("/api/health");
    expect(bare.status).toBe(200);
    expect(Object.keys(bare.json).sort()).toEqual(["status", "timestamp", "version"]);
    expect((await ask("/health/ready")).status).toBe(200);
    expect((await ask("/health/live")).status).toBe(200);

    const all = await ask("/health?detailed&metrics=true&security=1&database&external=yes");
    expect(all.status).toBe(200);
    expect(all.json).toMatchObject({
      details: { uptime_seconds: expect.any(Number) },
      metrics: {
        event_loop_delay_ms: { mean: expect.any(Number), max: expect.any(Number) },
        memory: { rss_bytes: expect.any(Number), share: expect.any(Number) },
      },
      security: { blocked: 0, rate_limited: 0 },
      database: {
        engine: "embedded",
        version: expect.stringMatching(/^\d+\.\d+/),
        migrations: { applied: expect.any(Number), pending: [] },
        pool: { active: expect.any(Number), waiting: 0 },
      },
      external: [{ name: "The model", kind: "model", status: "down", ms: null }],
    });
    expect(all.json.checks).toContainEqual({
      name: "suppliers",
      status: "degraded",
      message: "No answer: The model.",
    });
    const some = await ask("/health?external&database=false");
    expect(Object.keys(some.json).sort()).toEqual([
      ...["checks", "external", "status", "timestamp", "version"],
    ]);

    const whole = await world.api("GET", "/api/v1/admin/health");
    expect(whole.json).toMatchObject({ status: "degraded", external: [{ name: "The model" }] });
    expect((await ask("/api/v1/admin/health", keyOf("ten_a"))).status).toBe(403);
    expect((await ask("/api/v1/admin/health")).status).toBe(401);
  } finally {
    broken.close();
  }
});
