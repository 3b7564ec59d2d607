import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { nextCheckMs } from "../src/capture/check-open-calls.ts";
import { createRandom } from "../src/lib/random.ts";
import type { Scenario } from "../src/providers/index.ts";
import { inventCalls, type ServedProvider, startProviderServer } from "./provider-servers/index.ts";
import { connectionOf, createWorld, keyOf, type World, type WorldOptions } from "./world.ts";

const hourMs = 3_600_000;
const variables: Record<string, (server: Server) => Record<string, string>> = {
  retell: ({ url, credentials }) => ({
    RETELL_API_URL: url,
    RETELL_API_KEY: credentials.apiKey ?? "",
  }),
  vapi: ({ url, credentials }) => ({ VAPI_API_URL: url, VAPI_API_KEY: credentials.apiKey ?? "" }),
  elevenlabs: ({ url, credentials }) => ({
    ELEVENLABS_API_URL: url,
    ELEVENLABS_API_KEY: credentials.apiKey ?? "",
  }),
  bland: ({ url, credentials }) => ({
    BLAND_API_URL: url,
    BLAND_API_KEY: credentials.apiKey ?? "",
  }),
  twilio: ({ url, credentials }) => ({
    TWILIO_API_URL: url,
    TWILIO_ACCOUNT_SID: credentials.accountSid ?? "",
    TWILIO_AUTH_TOKEN: credentials.authToken ?? "",
  }),
};
type Server = Awaited<ReturnType<typeof startProviderServer>>;

const start = Date.UTC(2026, 10, 25, 9);

/** A product whose environment holds the key of a provider that behaves as documented, with calls of its own. */
async function servedWorld(
  provider: ServedProvider,
  options: {
    count: number;
    seed?: number;
    everyMs?: number;
    at?: number;
    scenario?: Scenario;
    world?: WorldOptions;
  } = { count: 3 },
) {
  const calls = inventCalls(provider, {
    seed: options.seed ?? 1,
    count: options.count,
    startAt: start,
    everyMs: options.everyMs ?? 60_000,
    ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
  });
  const clock = { now: options.at ?? start + 6 * hourMs };
  const server = await startProviderServer(provider, { calls, clock: () => clock.now });
  const world = await createWorld({
    ...options.world,
    env: { ...variables[provider]?.(server), ...options.world?.env },
  });
  const setClock = (at: number) => {
    clock.now = at;
    world.clock.now = at;
  };
  setClock(clock.now);
  const settle = async () => {
    await world.settle();
  };
  return {
    calls,
    server,
    world,
    setClock,
    settle,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await server.close();
    },
  };
}

/** What a call's record says, without what depends on when and how it reached us. */
async function recordsOf(world: World) {
  const { json } = await world.api("GET", "/api/v1/calls?limit=200");
  const records = new Map<string, Record<string, unknown>>();
  for (const { id } of json.data) {
    const call = (await world.api("GET", `/api/v1/calls/${id}`)).json;
    // Of calls that never connected some providers' APIs tell less than their webhooks: their READMEs name it.
    const isConnected = call.started_at !== null;
    const turns = (await world.api("GET", `/api/v1/calls/${id}/transcript`)).json;
    records.set(call.provider_call_id, {
      lifecycle: call.lifecycle,
      disposition: call.disposition,
      status: call.status,
      end_reason: isConnected ? call.end_reason : null,
      direction: call.direction,
      from: call.from,
      to: call.to,
      agent_id: call.agent_id,
      started_at: call.started_at,
      ended_at: isConnected ? call.ended_at : null,
      duration_ms: isConnected ? call.duration_ms : null,
      cost_usd: call.cost_usd,
      summary: call.summary,
      turns: turns.data ?? turns,
    });
  }
  return records;
}

const capturedBy = async (world: World) => {
  const { json } = await world.api("GET", "/api/v1/calls?limit=200");
  return Object.fromEntries(
    json.data.map((call: { provider_call_id: string; captured_by: string }) => [
      call.provider_call_id,
      call.captured_by,
    ]),
  );
};

test.each(["retell", "vapi", "elevenlabs"] as const)(
  "whatever webhooks of %s arrive, after one sweep the records are the provider's",
  async (provider) => {
    await using all = await servedWorld(provider, { count: 6 });
    for (const call of all.calls) {
      for (const { at, body, contentType } of call.deliveries) {
        all.world.clock.now = at;
        await all.world.deliver(provider, body, { contentType });
      }
    }
    await all.settle();
    const expected = await recordsOf(all.world);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 30 }), async (seed) => {
        await using some = await servedWorld(provider, { count: 6 });
        const random = createRandom(seed);
        const heard = new Set<string>();
        for (const call of some.calls) {
          for (const { at, body, contentType } of call.deliveries) {
            if (random.chance(0.5)) continue;
            some.world.clock.now = at;
            await some.world.deliver(provider, body, { contentType });
            heard.add(call.providerCallId);
          }
        }
        some.setClock(start + 6 * hourMs);
        await some.settle();
        await some.world.app.background.sweeps.drain();
        await some.settle();
        // Retell's list leaves out calls that never connected: one of which no webhook tells cannot be known.
        const knowable = [...expected].filter(
          ([id, { started_at }]) => provider !== "retell" || started_at !== null || heard.has(id),
        );
        expect(await recordsOf(some.world)).toEqual(new Map(knowable));
      }),
      { numRuns: 3 },
    );
  },
);

/** Tells the product of a call's beginning and of nothing else. */
async function deliverStart(
  world: World,
  call: Awaited<ReturnType<typeof servedWorld>>["calls"][number],
) {
  const [first] = call.deliveries;
  if (first === undefined) throw new Error("the call has no webhook");
  world.clock.now = first.at;
  await world.deliver("retell", first.body, { contentType: first.contentType });
  await world.settle();
}

const endOf = (call: { deliveries: ReadonlyArray<{ at: number }> }) =>
  Math.max(...call.deliveries.map(({ at }) => at));

test("a call whose end nobody told is whole within a minute after it, by asking the provider", async () => {
  await using served = await servedWorld("retell", { count: 4, scenario: "booked", at: start });
  const { calls, world, setClock } = served;
  for (const call of calls) await deliverStart(world, call);
  const last = Math.max(...calls.map(endOf));
  // What the product does by itself once a second, told quicker: every look is a second later.
  for (let at = start; at <= last + 60_000; at += 1_000) {
    setClock(at);
    if ((await world.app.background.openCalls.drain()) > 0) await world.settle();
  }
  expect(Object.values(await capturedBy(world))).toEqual(["poll", "poll", "poll", "poll"]);
  for (const { lifecycle } of (await recordsOf(world)).values()) expect(lifecycle).toBe("analyzed");
  expect(await metric(world, 'calls_recovered_total{provider="retell"}')).toBe(4);
  const { rows } = await (await world.administrator()).query(
    "select from calls where closes_at is not null",
  );
  expect(rows).toHaveLength(0);
});

test("a call that goes on is looked at more seldom, and never less than every five minutes", () => {
  for (const ageMs of [0, 60_000, 12 * 60_000]) expect(nextCheckMs(ageMs)).toBeLessThan(55_000);
  expect(nextCheckMs(4 * hourMs)).toBe(5 * 60_000);
});

const metric = async (world: World, name: string) => {
  const { body } = await world.app.http.inject({ url: "/metrics" });
  const line = body.split("\n").find((one) => one.startsWith(name));
  return Number(line?.split(" ").at(-1) ?? 0);
};

test("after our own downtime a sweep brings what was missed, and two replicas sweep once", async () => {
  await using served = await servedWorld("vapi", { count: 12, at: start + 12 * hourMs });
  const { world, server } = served;
  await using other = await createWorld({
    on: world,
    env: variables.vapi?.(server) ?? {},
  });
  other.clock.now = world.clock.now;
  await Promise.all([world, other].map(({ app }) => app.background.sweeps.drain()));
  await world.settle();
  expect(Object.values(await capturedBy(world))).toEqual(Array.from({ length: 12 }, () => "sweep"));
  const { rows } = await (await world.administrator()).query(
    "select count(*)::int as count, count(distinct event_key)::int as keys from webhook_events",
  );
  expect(rows).toEqual([{ count: 12, keys: 12 }]);
  // Nothing is new to the next one.
  served.setClock(start + 13 * hourMs);
  await world.app.background.sweeps.drain();
  await world.settle();
  const again = await (await world.administrator()).query(
    "select count(*)::int as count from webhook_events",
  );
  expect(again.rows).toEqual([{ count: 12 }]);
});

test("a refused key is visible, tried again later and by nobody else meanwhile; a working one brings all", async () => {
  await using served = await servedWorld("retell", { count: 3 });
  const { world, server } = served;
  server.faults.add({ kind: "revoked-key", times: 1_000 });
  expect(await world.app.background.sweeps.drain()).toBe(1);
  expect(await world.app.background.sweeps.drain()).toBe(0);
  const { json } = await world.api("GET", "/api/v1/analytics/completeness");
  expect(json.readings).toMatchObject([
    { provider: "retell", last_read_at: null, last_error: "unauthorized", failures: 1 },
  ]);
  expect(world.logged()).toContain("could not be listed");
  server.faults.clear();
  served.setClock(world.clock.now + 20 * 60_000);
  await world.app.background.sweeps.drain();
  await world.settle();
  expect(Object.keys(await capturedBy(world))).toHaveLength(3);
});

test("a provider's nonsense about a call becomes a dead letter, and the rest is brought", async () => {
  await using served = await servedWorld("retell", { count: 3, scenario: "booked" });
  const { world, server } = served;
  server.faults.add({ kind: "wrong-shape", times: 1, on: /get-call/ });
  await world.app.background.sweeps.drain();
  await world.settle();
  expect(Object.keys(await capturedBy(world))).toHaveLength(2);
  const { data } = (await world.api("GET", "/api/v1/webhook-events?status=dead")).json;
  expect(data).toHaveLength(1);
  const event = (await world.api("GET", `/api/v1/webhook-events/${data[0].id}`)).json;
  expect(event).toMatchObject({ reason: { code: "unreadable-answer" } });
  expect(event.body).toBe("42");
  const notices = (await world.api("GET", "/api/v1/notices")).json.data;
  expect(notices.map(({ code }: { code: string }) => code)).toContain("dead-letters");
});

test("a list that is no JSON is kept once a day, as it came, for a person to look at", async () => {
  await using served = await servedWorld("vapi", { count: 3, scenario: "booked" });
  const { world, server } = served;
  server.faults.add({ kind: "html" });
  for (const hours of [6, 7, 8]) {
    served.setClock(start + hours * hourMs);
    await world.app.background.sweeps.drain();
    await world.settle();
  }
  const { data } = (await world.api("GET", "/api/v1/webhook-events?status=dead")).json;
  expect(data).toHaveLength(1);
  const event = (await world.api("GET", `/api/v1/webhook-events/${data[0].id}`)).json;
  expect(event.body).toBe("<!doctype html><title>Gateway</title>");
  expect(world.logged()).not.toContain("Gateway");
  // It says so again when somebody replays it, and is never taken for a call.
  await world.api("POST", `/api/v1/webhook-events/${data[0].id}/replay`);
  await world.settle();
  expect((await world.api("GET", "/api/v1/webhook-events?status=dead")).json.data).toHaveLength(1);
  server.faults.clear();
  served.setClock(start + 9 * hourMs);
  await world.app.background.sweeps.drain();
  await world.settle();
  expect(Object.keys(await capturedBy(world))).toHaveLength(3);
});

test("an import brings the past page by page, goes on after a restart, and knows what is here", async () => {
  await using served = await servedWorld("retell", {
    count: 25,
    everyMs: 20 * hourMs,
    at: start + 30 * 24 * hourMs,
  });
  const { world, server } = served;
  const connections = (await world.api("GET", "/api/v1/connections")).json.data;
  const connection = connections.find(
    ({ provider }: { provider: string }) => provider === "retell",
  );
  const begin = await world.api("POST", "/api/v1/imports", {
    connection_id: connection.id,
    days: 90,
  });
  expect([begin.status, begin.json.status]).toEqual([202, "running"]);
  // The provider fails in the middle, and we are restarted.
  server.faults.add({ kind: "status", status: 500, times: 30, on: /get-call/ });
  await world.app.background.imports.drain();
  expect((await world.api("GET", `/api/v1/imports/${begin.json.id}`)).json).toMatchObject({
    status: "running",
    last_error: "unavailable",
  });
  server.faults.clear();
  await using restarted = await createWorld({ on: world, env: variables.retell?.(server) ?? {} });
  restarted.clock.now = world.clock.now + hourMs;
  served.setClock(restarted.clock.now);
  await restarted.app.background.imports.drain();
  await restarted.settle();
  const done = (await world.api("GET", `/api/v1/imports/${begin.json.id}`)).json;
  expect(done).toMatchObject({ status: "done", last_error: null });
  const held = await capturedBy(world);
  expect(Object.keys(held).length).toBe(done.listed);
  expect(new Set(Object.values(held))).toEqual(new Set(["import"]));
  const again = await world.api("POST", "/api/v1/imports", {
    connection_id: connection.id,
    days: 90,
  });
  await world.app.background.imports.drain();
  expect((await world.api("GET", `/api/v1/imports/${again.json.id}`)).json).toMatchObject({
    status: "done",
    imported: 0,
    known: done.listed,
  });
});

test("imports are refused that have no key, no such connection, or end before they begin; a cancelled one stays so", async () => {
  await using served = await servedWorld("retell", { count: 1, world: { tenants: ["ten_a"] } });
  const { world } = served;
  const connections = (await world.api("GET", "/api/v1/connections")).json.data;
  const idOf = (provider: string) =>
    connections.find((one: { provider: string }) => one.provider === provider).id;
  const begin = (body: object) => world.api("POST", "/api/v1/imports", body);
  expect((await begin({ connection_id: idOf("vapi"), days: 1 })).json.type).toBe(
    "/problems/no-provider-key",
  );
  const foreign = await begin({ connection_id: connectionOf("ten_a", "retell"), days: 1 });
  expect([foreign.status, foreign.json.type]).toEqual([404, "/problems/connection-not-found"]);
  const id = idOf("retell");
  for (const span of [
    {},
    { days: 0 },
    { days: 1, from: "2026-01-01T00:00:00Z" },
    { from: "2026-01-02T00:00:00Z", until: "2026-01-01T00:00:00Z" },
  ]) {
    expect((await begin({ connection_id: id, ...span })).status).toBe(400);
  }
  const made = (await begin({ connection_id: id, days: 1 })).json;
  expect((await world.api("POST", `/api/v1/imports/${made.id}/cancel`)).json.status).toBe(
    "cancelled",
  );
  expect(await world.app.background.imports.drain()).toBe(0);
});

test("the ledger says what the provider says, how each call came, and why not all came by webhook", async () => {
  await using served = await servedWorld("retell", { count: 10, scenario: "booked" });
  const { world, calls } = served;
  for (const call of calls.slice(0, 6)) {
    for (const { at, body, contentType } of call.deliveries) {
      world.clock.now = at;
      await world.deliver("retell", body, { contentType });
    }
  }
  served.setClock(start + 6 * hourMs);
  await world.settle();
  await world.app.background.sweeps.drain();
  await world.settle();
  const ledger = async () =>
    (await world.api("GET", "/api/v1/analytics/completeness?from=2026-11-25&to=2026-11-25")).json
      .data;
  expect(await ledger()).toMatchObject([
    {
      day: "2026-11-25",
      provider: "retell",
      provider_count: 10,
      held_count: 10,
      gap: 0,
      by_webhook: 6,
      by_sweep: 4,
      reason: "not_delivered",
    },
  ]);
});

test("a day on which no webhook came, or one was refused, is explained by that; a click imports what is missing", async () => {
  await using off = await servedWorld("retell", { count: 3, scenario: "booked" });
  const ledgerOf = async (world: World) =>
    (await world.api("GET", "/api/v1/analytics/completeness?from=2026-11-25&to=2026-11-25")).json
      .data[0];
  await off.world.app.background.sweeps.drain();
  expect(await ledgerOf(off.world)).toMatchObject({ reason: "webhook_off", by_sweep: 3, gap: 0 });
  await using refused = await servedWorld("retell", { count: 3, scenario: "booked" });
  const [call] = refused.calls;
  const [delivery] = call?.deliveries ?? [];
  await refused.world.deliver("retell", delivery?.body ?? "", {
    secret: "a wrong secret of the provider",
  });
  await refused.world.app.background.sweeps.drain();
  const line = await ledgerOf(refused.world);
  expect(line).toMatchObject({ reason: "signature_failed" });
  const fix = await refused.world.api("POST", "/api/v1/analytics/completeness/fix", {
    connection_id: line.connection_id,
    day: line.day,
  });
  expect(fix.status).toBe(202);
  await refused.world.app.background.imports.drain();
  const { json } = await refused.world.api("GET", `/api/v1/imports/${fix.json.import_id}`);
  expect(json).toMatchObject({ status: "done", listed: 3 });
});

test("an account that two tenants have is read once, and each call goes to the tenant of its number, else into quarantine", async () => {
  await using served = await servedWorld("retell", {
    count: 6,
    scenario: "booked",
    world: { tenants: ["ten_a", "ten_b"] },
  });
  const { world, server } = served;
  for (const tenant of ["ten_a", "ten_b"]) {
    const path = `/api/v1/connections/${connectionOf(tenant, "retell")}/secrets`;
    const value = server.credentials.apiKey;
    const body = { purpose: "api_key", value };
    expect((await world.api("POST", path, body, keyOf(tenant))).status).toBe(201);
  }
  await world.app.background.sweeps.drain();
  await world.settle();
  for (const tenant of ["ten_a", "ten_b"]) {
    expect((await world.api("GET", "/api/v1/calls", undefined, keyOf(tenant))).json.data).toEqual(
      [],
    );
  }
  const waiting = (await world.api("GET", "/api/v1/quarantine")).json.data;
  const number = waiting[0].number ?? waiting[0].dialled_number;
  await world.api("POST", "/api/v1/phone-numbers", { tenant_id: "ten_b", number });
  await world.settle();
  const own = (await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_b"))).json.data;
  expect(own.length).toBeGreaterThan(0);
  expect((await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_a"))).json.data).toEqual(
    [],
  );
});

const readingsOf = async (world: World) =>
  (await world.api("GET", "/api/v1/analytics/completeness")).json.readings;

test("how far a sweep is can be seen while it goes on, and at its end", async () => {
  await using served = await servedWorld("retell", { count: 101, scenario: "booked" });
  const { world, server, calls } = served;
  // The list begins with the oldest; the second page is its newest call alone, which hangs.
  server.faults.add({ kind: "slow", on: new RegExp(calls.at(-1)?.providerCallId ?? "") });
  const drained = world.app.background.sweeps.drain();
  await vi.waitFor(async () => {
    expect(await readingsOf(world)).toMatchObject([
      { is_running: true, listed: 100, held: 0, missing: 100, kept: 100, last_read_at: null },
    ]);
  }, 30_000);
  await world.app.background.sweeps.stop();
  await drained;
  server.faults.clear();
  // As after a crash: the lease ends, then the next process begins anew.
  served.setClock(world.clock.now + 11 * 60_000);
  expect(await readingsOf(world)).toMatchObject([{ is_running: false }]);
  await world.settle();
  await using next = await createWorld({ on: world, env: variables.retell?.(server) ?? {} });
  next.clock.now = world.clock.now;
  await next.app.background.sweeps.drain();
  expect(await readingsOf(next)).toMatchObject([
    { is_running: false, listed: 101, held: 100, missing: 1, kept: 1 },
  ]);
  expect(next.logged()).toContain("a provider's calls were read");
});

test("a person need not wait for the next sweep", async () => {
  await using served = await servedWorld("vapi", { count: 3, scenario: "booked" });
  const { world } = served;
  await world.app.background.sweeps.drain();
  await world.settle();
  expect(await world.app.background.sweeps.drain()).toBe(0);
  const [{ connection_id }] = await readingsOf(world);
  const path = "/api/v1/analytics/completeness/sweep";
  expect((await world.api("POST", path, { connection_id })).status).toBe(202);
  expect(await world.app.background.sweeps.drain()).toBe(1);
  expect(await readingsOf(world)).toMatchObject([{ listed: 3, held: 3, missing: 0, kept: 0 }]);
  const { rows } = await (await world.administrator()).query(
    "select action, subject from audit_log where action = 'sweep.started'",
  );
  expect(rows).toEqual([{ action: "sweep.started", subject: connection_id }]);
  expect((await world.api("POST", path, { connection_id: "con_none" })).status).toBe(404);
});
