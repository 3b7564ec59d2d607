import { expect, test, vi } from "vitest";
import { suspicionOf, suspiciousScore } from "../src/guard/suspicion.ts";
import { simulators } from "../src/providers/index.ts";
import { createSimulation } from "../src/simulate/index.ts";
import { fixture, fixtures } from "./payloads.ts";
import { connectionOf, createWorld, keyOf, ownerKey, type World, worldSecret } from "./world.ts";

const stranger = "203.0.113.9";

async function ask(
  world: World,
  url: string,
  { address = stranger, headers = {} }: { address?: string; headers?: Record<string, string> } = {},
) {
  const answer = await world.app.http.inject({ url, headers, remoteAddress: address });
  return { status: answer.statusCode, headers: answer.headers, json: () => answer.json() };
}

const wrongKey = { authorization: "Bearer vl_nobody" };
const tryKeys = async (world: World, times: number, address = stranger) => {
  for (let time = 0; time < times; time++) {
    await ask(world, "/api/v1/calls", { address, headers: wrongKey });
  }
};

/** What is done after an answer is done soon, not at once. */
const blocked = async (world: World, address = stranger) => {
  await vi.waitFor(async () => {
    expect((await ask(world, "/problems/forbidden", { address })).status).toBe(403);
  });
};

const metric = async (world: World, name: string) => {
  const { body } = await world.app.http.inject({ url: "/metrics" });
  return body
    .split("\n")
    .filter((line) => line.startsWith(name) && !line.startsWith("#"))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
};

test("whoever tries many wrong keys is shut out for 1, then 5, then 15 minutes, and told for how long", async () => {
  await using world = await createWorld();
  for (const minutes of [1, 5, 15, 15]) {
    await tryKeys(world, 101);
    await blocked(world);
    const answer = await ask(world, "/api/v1/calls", {
      headers: { authorization: `Bearer ${ownerKey}` },
    });
    expect(answer.status).toBe(403);
    expect(answer.json().type).toBe("/problems/address-blocked");
    expect(Number(answer.headers["retry-after"])).toBe(minutes * 60);
    world.clock.now += minutes * 60_000;
    expect((await ask(world, "/problems/forbidden")).status).toBe(200);
  }
  const { json } = await world.api("GET", "/api/v1/admin/blocks?state=all");
  expect(json.data.map(({ level }: { level: number }) => level)).toEqual([3, 3, 2, 1]);
  expect(json.data[0]).toMatchObject({
    network: `${stranger}/32`,
    source: "guard",
    created_by: "system",
    reason: "refused-requests",
  });
  expect((await world.api("GET", "/api/v1/admin/blocks")).json.data).toEqual([]);
  const events = await world.api("GET", "/api/v1/admin/security-events");
  expect(events.json.data[0]).toMatchObject({
    kind: "address.blocked",
    severity: "high",
    remote_address: stranger,
  });
  expect(await metric(world, "blocked_total")).toBeGreaterThanOrEqual(4);
});

test("a block keeps nothing out that proves its origin, nor a probe", async () => {
  await using world = await createWorld();
  const { status } = await world.api("POST", "/api/v1/admin/blocks", {
    network: stranger,
    reason: "test",
  });
  expect(status).toBe(201);
  await blocked(world);
  const call = fixture("retell", "call_started.json");
  const from = { remoteAddress: stranger };
  expect((await world.deliver("retell", call.body, from)).statusCode).toBe(200);
  // What proves nothing is refused for that, and kept for another look: a secret may have been changed at the provider.
  const forged = await world.deliver("retell", call.body, { ...from, secret: "a wrong secret" });
  expect(forged.statusCode).toBe(401);
  expect((await world.api("GET", "/api/v1/rejected-deliveries")).json.data).toHaveLength(1);
  expect((await ask(world, "/health/live")).status).toBe(200);
  await using open = await createWorld({ hasSecrets: false });
  await open.api("POST", "/api/v1/admin/blocks", { network: "203.0.113.0/24", reason: "test" });
  expect((await open.deliver("retell", call.body, { ...from, isSigned: false })).statusCode).toBe(
    403,
  );
  expect((await open.deliver("retell", call.body, { isSigned: false })).statusCode).toBe(200);
});

test("blocks are shared by all replicas, and so is their end", async () => {
  await using world = await createWorld();
  await using other = await createWorld({ on: world, isStarted: true });
  await tryKeys(world, 101);
  await blocked(world);
  await vi.waitFor(
    async () => expect((await ask(other, "/problems/forbidden")).status).toBe(403),
    5_000,
  );
  const [block] = (await world.api("GET", "/api/v1/admin/blocks")).json.data;
  expect((await world.api("DELETE", `/api/v1/admin/blocks/${block.id}`)).status).toBe(204);
  expect((await ask(world, "/problems/forbidden")).status).toBe(200);
  await vi.waitFor(
    async () => expect((await ask(other, "/problems/forbidden")).status).toBe(200),
    5_000,
  );
  const again = await world.api("DELETE", `/api/v1/admin/blocks/${block.id}`);
  expect([again.status, again.json.type]).toEqual([404, "/problems/block-not-found"]);
  const ended = await world.api("GET", "/api/v1/admin/blocks?state=all");
  expect(ended.json.data[0]).toMatchObject({
    id: block.id,
    lifted_by: expect.stringMatching(/^key:/),
  });
});

test("two replicas that see the same flood make one block", async () => {
  await using world = await createWorld();
  await using other = await createWorld({ on: world });
  await Promise.all([tryKeys(world, 101), tryKeys(other, 101)]);
  await blocked(world);
  await blocked(other);
  expect((await world.api("GET", "/api/v1/admin/blocks?state=all")).json.data).toHaveLength(1);
});

test("all addresses of one IPv6 network are one sender", async () => {
  await using world = await createWorld();
  for (let host = 1; host <= 101; host++) {
    await tryKeys(world, 1, `2001:db8:0:7::${host.toString(16)}`);
  }
  await blocked(world, "2001:db8:0:7:ffff::1");
  expect((await ask(world, "/problems/forbidden", { address: "2001:db8:0:8::1" })).status).toBe(
    200,
  );
});

test("private addresses, our proxies and allowed ones are never blocked by the guard", async () => {
  await using world = await createWorld({ env: { TRUSTED_PROXIES: "203.0.113.77" } });
  const allowed = await world.api("POST", "/api/v1/admin/allowed-addresses", {
    network: "198.51.100.0/24",
    reason: "the office",
  });
  expect(allowed.status).toBe(201);
  for (const address of ["10.1.2.3", "127.0.0.1", "203.0.113.77", "198.51.100.4"]) {
    await tryKeys(world, 110, address);
  }
  await tryKeys(world, 101);
  await blocked(world);
  const { data } = (await world.api("GET", "/api/v1/admin/blocks")).json;
  expect(data.map(({ network }: { network: string }) => network)).toEqual([`${stranger}/32`]);
  const path = `/api/v1/admin/allowed-addresses/${allowed.json.id}`;
  expect((await world.api("DELETE", path)).status).toBe(204);
  expect((await world.api("GET", "/api/v1/admin/allowed-addresses")).json.data).toEqual([]);
  await tryKeys(world, 101, "198.51.100.4");
  await blocked(world, "198.51.100.4");
});

test("requests that look hostile are noted once and end in a block; signed ones and those of people are not looked at", async () => {
  await using world = await createWorld();
  for (let time = 0; time < 11; time++) await ask(world, "/.env");
  await blocked(world);
  const events = (await world.api("GET", "/api/v1/admin/security-events")).json.data;
  expect(events).toHaveLength(2);
  expect(events).toContainEqual(
    expect.objectContaining({
      kind: "request.suspicious",
      severity: "low",
      detail: { rules: ["hidden-file"], score: 10 },
    }),
  );
  expect(await metric(world, "suspicious_requests_total")).toBe(11);
  const headers = { authorization: `Bearer ${ownerKey}` };
  for (let time = 0; time < 20; time++) {
    const query = "/api/v1/calls?q=1%20union%20select%20null";
    expect((await ask(world, query, { headers, address: "198.51.100.4" })).status).toBe(200);
  }
  expect(await metric(world, "suspicious_requests_total")).toBe(11);
});

test("of the fixtures and 10,000 simulated webhooks less than one in a thousand looks suspicious", () => {
  const requests: Array<{ url: string; headers: Record<string, string> }> = [];
  const take = (provider: string, body: string, contentType: string, deliveryId: string) => {
    const url = `/webhook/${provider}/con_0123456789abcdefghjk?token=${worldSecret}`;
    const signature = simulators.get(provider)?.sign({
      body: Buffer.from(body),
      contentType,
      url: `https://voicelens.example.com${url}`,
      at: 1_800_000_000_000,
      secret: worldSecret,
      deliveryId,
    });
    requests.push({ url, headers: { "content-type": contentType, ...signature } });
  };
  for (const { provider, body, contentType, name } of fixtures) {
    if (provider !== "vcp") take(provider, body, contentType, name);
  }
  const calls = createSimulation({
    seed: 7,
    providers: [...simulators.keys()],
    count: Number.POSITIVE_INFINITY,
    startAt: 1_800_000_000_000,
    everyMs: 100,
    speed: 60,
  });
  for (const { provider, body, contentType, deliveryId } of calls) {
    take(provider, body, contentType, deliveryId);
    if (requests.length >= 10_000) break;
  }
  const wrong = requests.filter((request) => suspicionOf(request).score >= suspiciousScore);
  expect(requests.length).toBeGreaterThanOrEqual(10_000);
  expect(wrong.length).toBeLessThan(requests.length / 1_000);
});

test("blocks are refused that name no network, lie in the past or shut out who asks", async () => {
  await using world = await createWorld();
  const block = (body: object) => world.api("POST", "/api/v1/admin/blocks", body);
  for (const network of ["", "nonsense", "203.0.113.9/33", "203.0.113", "::/129", "1.2.3.4/8/9"]) {
    expect((await block({ network, reason: "test" })).status).toBe(400);
  }
  for (const network of ["127.0.0.1", "127.0.0.0/8", "0.0.0.0/0", "::ffff:127.0.0.1"]) {
    const { status, json } = await block({ network, reason: "test" });
    expect([network, status, json.detail]).toEqual([
      network,
      400,
      expect.stringMatching(/your own/),
    ]);
  }
  const past = { network: stranger, reason: "test", expires_at: "2020-01-01T00:00:00Z" };
  expect((await block(past)).status).toBe(400);
  expect((await block({ network: stranger, reason: " " })).status).toBe(400);
  const expires_at = new Date(world.clock.now + 60_000).toISOString();
  const made = await block({ network: "203.0.113.77/24", reason: "a scan", expires_at });
  expect(made.json).toMatchObject({
    network: "203.0.113.0/24",
    source: "person",
    level: 0,
    expires_at,
  });
  await blocked(world);
  world.clock.now += 60_000;
  expect((await ask(world, "/problems/forbidden")).status).toBe(200);
  const audit = await world.api("GET", "/api/v1/admin/audit");
  expect(audit.json.data[0]).toMatchObject({ action: "address.blocked", subject: made.json.id });
});

test("lists of blocks come in pages", async () => {
  await using world = await createWorld();
  for (let host = 1; host <= 5; host++) {
    world.clock.now += 1;
    await world.api("POST", "/api/v1/admin/blocks", {
      network: `203.0.113.${host}`,
      reason: "test",
    });
  }
  const seen: string[] = [];
  for (let path = "/api/v1/admin/blocks?limit=2"; path !== ""; ) {
    const { json } = await world.api("GET", path);
    seen.push(...json.data.map(({ network }: { network: string }) => network));
    path =
      json.next_cursor === null ? "" : `/api/v1/admin/blocks?limit=2&cursor=${json.next_cursor}`;
  }
  expect(seen).toEqual([5, 4, 3, 2, 1].map((host) => `203.0.113.${host}/32`));
});

test("only the installation's own people see and change what the guard does", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  const key = keyOf("ten_a");
  const rule = { network: stranger, reason: "test" };
  for (const path of ["blocks", "allowed-addresses"]) {
    expect((await world.api("GET", `/api/v1/admin/${path}`, undefined, key)).status).toBe(403);
    expect((await world.api("POST", `/api/v1/admin/${path}`, rule, key)).status).toBe(403);
  }
  expect((await ask(world, "/problems/forbidden")).status).toBe(200);
});

test("one key's requests are limited for that key alone, and every answer tells how much is left", async () => {
  await using world = await createWorld({
    tenants: ["ten_a"],
    env: { RATE_LIMIT_PER_MINUTE: "5", RATE_LIMIT_BURST: "5" },
  });
  const remaining: unknown[] = [];
  for (let time = 0; time < 5; time++) {
    const { status, headers } = await world.api("GET", "/api/v1/calls");
    expect(status).toBe(200);
    remaining.push(headers["ratelimit-remaining"]);
    expect(headers["ratelimit-policy"]).toBe('"api";q=5;w=60');
    expect(headers.ratelimit).toMatch(/^"api";r=\d+;t=\d+$/);
  }
  expect(remaining.map(Number)).toEqual([4, 3, 2, 1, 0]);
  const refused = await world.api("GET", "/api/v1/calls");
  expect([refused.status, refused.json.type]).toEqual([429, "/problems/too-many-requests"]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect((await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_a"))).status).toBe(200);
  // A header that anybody can send gives no budget of its own.
  const forwarded = await world.app.http.inject({
    url: "/api/v1/calls",
    headers: { authorization: `Bearer ${ownerKey}`, "x-forwarded-for": "198.51.100.4" },
  });
  expect(forwarded.statusCode).toBe(429);
  world.clock.now += 62_000;
  expect((await world.api("GET", "/api/v1/calls")).status).toBe(200);
  expect(await metric(world, 'rate_limited_total{class="api"}')).toBe(2);
});

test("the twenty-first try to sign in within a minute is refused, at every replica, until the minute is over", async () => {
  await using world = await createWorld();
  await using other = await createWorld({ on: world });
  other.clock.now = world.clock.now;
  const attempt = async ({ app }: World, key = "nobody") => {
    const { statusCode, headers } = await app.http.inject({
      method: "POST",
      url: "/api/v1/session",
      payload: { key },
    });
    return { statusCode, headers };
  };
  for (let time = 0; time < 20; time++) {
    expect((await attempt(time % 2 === 0 ? world : other)).statusCode).toBe(401);
  }
  for (const replica of [world, other]) {
    const { statusCode, headers } = await attempt(replica, ownerKey);
    expect(statusCode).toBe(429);
    expect(Number(headers["retry-after"])).toBeLessThanOrEqual(61);
    expect(headers["ratelimit-policy"]).toBe('"sign_in";q=20;w=60');
  }
  for (const replica of [world, other]) replica.clock.now += 61_000;
  expect((await attempt(world, ownerKey)).statusCode).toBe(200);
});

test("a tenant beyond its budget is told to come again, others and other providers are not; forgeries use up nobody's", async () => {
  await using world = await createWorld({
    tenants: ["ten_a", "ten_b"],
    env: { RATE_LIMIT_WEBHOOKS_PER_MINUTE: "80" },
  });
  let count = 0;
  const deliver = (tenant: string, provider = "retell", secret = worldSecret) =>
    world.deliver(
      provider,
      { event: "call_started", call: { call_id: `c${++count}` } },
      { path: `/webhook/${provider}/${connectionOf(tenant, provider)}`, secret },
    );
  for (let time = 0; time < 10; time++) {
    expect((await deliver("ten_a", "retell", "a wrong secret")).statusCode).toBe(401);
  }
  for (let time = 0; time < 4; time++) expect((await deliver("ten_a")).statusCode).toBe(200);
  const spent = await deliver("ten_a");
  expect(spent.statusCode).toBe(503);
  expect(Number(spent.headers["retry-after"])).toBeGreaterThan(0);
  expect((await deliver("ten_b")).statusCode).toBe(200);
  expect((await deliver("ten_a", "bland")).statusCode).toBe(200);
  world.clock.now += 2_000;
  expect((await deliver("ten_a")).statusCode).toBe(200);
});

test("with Redis away each process counts alone, says so once, and goes on answering", async () => {
  await using world = await createWorld({
    env: { REDIS_URL: "redis://127.0.0.1:1", RATE_LIMIT_PER_MINUTE: "3", RATE_LIMIT_BURST: "3" },
  });
  const statuses = [];
  for (let time = 0; time < 4; time++) {
    statuses.push((await world.api("GET", "/api/v1/calls")).status);
  }
  expect(statuses).toEqual([200, 200, 200, 429]);
  expect(world.logged().match(/Redis does not count/g)).toHaveLength(1);
  expect(await metric(world, "rate_limit_store_failures_total")).toBe(4);
});

test("`published` lets unverified deliveries in from where their provider says it sends", async () => {
  await using world = await createWorld({
    hasSecrets: false,
    env: { ALLOWED_WEBHOOK_IPS: "published, 198.51.100.0/24" },
  });
  const from = async (provider: string, remoteAddress: string) =>
    (await world.deliver(provider, { event: "call_started" }, { isSigned: false, remoteAddress }))
      .statusCode;
  expect(await from("retell", "100.20.5.228")).toBe(200);
  expect(await from("retell", "198.51.100.4")).toBe(200);
  expect(await from("retell", stranger)).toBe(401);
  expect(await from("vapi", "100.20.5.228")).toBe(401);
  // A provider that publishes nothing cannot be told by its address.
  expect(await from("bland", stranger)).toBe(200);
});
