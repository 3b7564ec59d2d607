import { Webhook } from "standardwebhooks";
import { expect, test, vi } from "vitest";
import { OutgoingMessage } from "../src/outgoing/message.ts";
import { fixture } from "./payloads.ts";
import { type Received, startReceiver } from "./receiver.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

const env = { OUTBOUND_ALLOW: "127.0.0.1/32" };
const path = "/api/v1/webhook-subscriptions";
const hour = 3_600_000;

async function subscribe(world: World, given: object, key?: string) {
  const { status, json } = await world.api("POST", path, given, key);
  expect([status, json]).toMatchObject([201, {}]);
  return json as { id: string; secret: string; secrets: Array<{ id: string }> };
}

/** The message of a request, if a secret proves it. */
function verified(secret: string, { headers, body }: Received): OutgoingMessage {
  return OutgoingMessage.parse(
    new Webhook(secret).verify(body.toString(), headers as Record<string, string>),
  );
}

const retell = (event: string, call: object) => ({ event, call });
const ended = (id: string, more: object = {}) =>
  retell("call_ended", {
    call_id: id,
    agent_id: "agent_1",
    from_number: "+12125550147",
    to_number: "+12125550100",
    start_timestamp: Date.now() - 60_000,
    end_timestamp: Date.now() - 1_000,
    disconnection_reason: "user_hangup",
    call_status: "ended",
    transcript_object: [{ role: "agent", content: "Hello, how can I help?", words: [] }],
    ...more,
  });

async function play(world: World, ...bodies: object[]): Promise<void> {
  for (const body of bodies) {
    expect((await world.deliver("retell", body)).statusCode).toBe(200);
    await world.settle();
  }
}

async function deliveries(world: World, query = "") {
  return (await world.api("GET", `/api/v1/outgoing-deliveries${query}`)).json.data;
}

const typesOf = (requests: readonly Received[]) =>
  requests.map(({ body }) => JSON.parse(body.toString()).type).sort();

test("a subscription is told once of everything that happens to a call, signed", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  world.clock.now = Date.now();
  const { secret } = await subscribe(world, { url: receiver.url });
  const analyzed = ended("c1", { call_analysis: { call_summary: "All is well." } });
  await play(
    world,
    retell("call_started", { call_id: "c1", start_timestamp: Date.now() - 60_000 }),
    ended("c1"),
    { ...analyzed, event: "call_analyzed" },
  );
  await world.app.background.deliveries.drain();
  expect(typesOf(receiver.requests)).toEqual([
    "call.analyzed",
    "call.ended",
    "call.started",
    "transcript.ready",
  ]);
  for (const request of receiver.requests) {
    const message = verified(secret, request);
    expect(message).toMatchObject({
      data: { call: { provider_call_id: "c1", lifecycle: "analyzed" } },
    });
    if (message.type === "transcript.ready") {
      expect(message.data.transcript).toMatchObject([{ content: "Hello, how can I help?" }]);
    }
  }
  expect(await deliveries(world, "?status=delivered")).toHaveLength(4);
  // What is folded again was said already.
  await world.api("POST", "/api/v1/webhook-events/replay");
  await world.api("POST", "/api/v1/webhook-events/renormalise", { dry_run: false });
  await world.settle();
  await world.app.background.deliveries.drain();
  expect(receiver.requests).toHaveLength(4);
});

test("during a rotation either secret verifies every message, and afterwards only the new one", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  world.clock.now = Date.now();
  const { id, secret, secrets } = await subscribe(world, { url: receiver.url });
  const sendTest = async () => {
    expect((await world.api("POST", `${path}/${id}/test`)).status).toBe(202);
    await world.app.background.deliveries.drain();
    const [request] = receiver.requests.splice(0);
    if (request === undefined) throw new Error("nothing came");
    return request;
  };
  expect(verified(secret, await sendTest()).type).toBe("webhook.test");
  const added = (await world.api("POST", `${path}/${id}/secrets`)).json;
  const third = await world.api("POST", `${path}/${id}/secrets`);
  expect([third.status, third.json.type]).toEqual([409, "/problems/too-many-secrets"]);
  const both = await sendTest();
  expect(verified(secret, both)).toEqual(verified(added.secret, both));
  const oldOne = `${path}/${id}/secrets/${secrets[0]?.id}`;
  expect((await world.api("DELETE", oldOne)).status).toBe(204);
  const alone = await sendTest();
  expect(verified(added.secret, alone).type).toBe("webhook.test");
  expect(() => verified(secret, alone)).toThrow();
  const last = await world.api("DELETE", `${path}/${id}/secrets/${added.id}`);
  expect([last.status, last.json.type]).toEqual([409, "/problems/last-secret"]);
  // Told once, and never again.
  const told = [await world.api("GET", path), await world.api("GET", "/api/v1/admin/audit")];
  for (const one of [secret, added.secret]) {
    expect(JSON.stringify(told.map(({ json }) => json))).not.toContain(one);
    expect(world.logged()).not.toContain(one);
  }
});

test("filters by event and agent keep the rest back", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, {
    url: receiver.url,
    event_types: ["call.ended"],
    agent_ids: ["agent_1"],
  });
  await play(
    world,
    ended("c1"),
    ended("c2", { agent_id: "agent_2" }),
    ended("c3", { agent_id: null }),
  );
  await world.app.background.deliveries.drain();
  expect(typesOf(receiver.requests)).toEqual(["call.ended"]);
  expect(JSON.parse(receiver.requests[0]?.body.toString() ?? "")).toMatchObject({
    data: {
      call: { provider_call_id: "c1", disposition: expect.any(String), status: expect.any(String) },
    },
  });
});

/** Moves the clock to each next try until nothing is pending. */
async function exhaust(world: World): Promise<number> {
  let tries = 0;
  for (let n = 0; n < 20; n++) {
    tries += await world.app.background.deliveries.drain();
    const [next] = await deliveries(world, "?status=pending");
    if (next === undefined) break;
    world.clock.now = Date.parse(next.next_try_at);
  }
  return tries;
}

test("a receiver that fails for a day gets the same message eight times, and after that when asked", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  receiver.answer = 500;
  const startedAt = world.clock.now;
  await play(world, ended("c1"));
  expect(await exhaust(world)).toBe(8);
  expect(world.clock.now - startedAt).toBeGreaterThanOrEqual(24 * hour);
  expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  const [dead] = await deliveries(world, "?status=failed");
  expect(dead).toMatchObject({ attempts: 8, last_status: 500, next_try_at: null });
  const [shown] = (await world.api("GET", path)).json.data;
  expect(shown).toMatchObject({ pending: 0, last_24h: { delivered: 0, failed: 1, rate: 0 } });
  const notices = (await world.api("GET", "/api/v1/notices")).json.data;
  expect(notices).toContainEqual(
    expect.objectContaining({ code: "outgoing-failing", link: "/outgoing" }),
  );
  // Meanwhile calls came in as ever.
  expect((await world.deliver("retell", ended("c2"))).statusCode).toBe(200);

  receiver.answer = 200;
  const created_since = new Date(startedAt - 1).toISOString();
  const replay = await world.api("POST", "/api/v1/outgoing-deliveries/replay", { created_since });
  expect([replay.status, replay.json]).toEqual([202, { replayed: 1 }]);
  await world.app.background.deliveries.drain();
  expect(receiver.requests.at(-1)?.headers["webhook-id"]).toBe(dead.id);
  expect(await deliveries(world, "?status=failed")).toEqual([]);
  const one = await world.api("POST", `/api/v1/outgoing-deliveries/${dead.id}/replay`);
  expect(one.json).toEqual({ replayed: 1 });
  await world.app.background.deliveries.drain();
  expect(receiver.requests.filter(({ headers }) => headers["webhook-id"] === dead.id)).toHaveLength(
    10,
  );
  expect((await world.api("GET", path)).json.data[0].failing_since).toBeNull();
});

test("Retry-After is honoured as seconds and as a date", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  await play(world, ended("c1"));
  for (const header of ["7200", () => new Date(world.clock.now + 3 * hour).toUTCString()]) {
    receiver.answer = (response) => {
      const value = typeof header === "string" ? header : header();
      response.writeHead(503, { "retry-after": value }).end();
    };
    const at = world.clock.now;
    await world.app.background.deliveries.drain();
    const [waiting] = await deliveries(world);
    const pauseMs = Date.parse(waiting.next_try_at) - at;
    expect(pauseMs).toBeGreaterThanOrEqual(
      typeof header === "string" ? 2 * hour : 3 * hour - 1_000,
    );
    expect(pauseMs).toBeLessThan(4 * hour);
    world.clock.now = Date.parse(waiting.next_try_at);
  }
});

test("410 disables the subscription at once, and says so", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  const { id } = await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  receiver.answer = 410;
  await play(world, ended("c1"));
  await world.app.background.deliveries.drain();
  expect((await world.api("GET", `${path}/${id}`)).json).toMatchObject({
    is_enabled: false,
    disabled_reason: "gone",
  });
  await play(world, ended("c2"));
  await world.app.background.deliveries.drain();
  expect(receiver.requests).toHaveLength(1);
  expect((await world.api("GET", "/api/v1/notices")).json.data).toContainEqual(
    expect.objectContaining({ code: "outgoing-disabled", level: "critical" }),
  );
  const test = await world.api("POST", `${path}/${id}/test`);
  expect([test.status, test.json.type]).toEqual([409, "/problems/target-disabled"]);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(audit[0]).toMatchObject({ actor: "system", action: "subscription.disabled", subject: id });
  receiver.answer = 200;
  const enabled = await world.api("PATCH", `${path}/${id}`, { is_enabled: true });
  expect(enabled.json).toMatchObject({ is_enabled: true, disabled_at: null, failing_since: null });
});

test("a redirect is a failure and is not followed", async () => {
  await using elsewhere = await startReceiver();
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  receiver.answer = (response) => response.writeHead(302, { location: elsewhere.url }).end();
  await play(world, ended("c1"));
  await world.app.background.deliveries.drain();
  expect(elsewhere.requests).toEqual([]);
  expect((await deliveries(world))[0]).toMatchObject({ status: "pending", last_status: 302 });
});

test("five days of nothing but failures disable a subscription; one success begins anew", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  const { id } = await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  const show = async () => (await world.api("GET", `${path}/${id}`)).json;
  const failOn = async (call: string) => {
    receiver.answer = 500;
    await play(world, ended(call));
    await world.app.background.deliveries.drain();
  };
  await failOn("c1");
  world.clock.now += 4 * 24 * hour;
  receiver.answer = 200;
  await play(world, ended("c2"));
  await world.app.background.deliveries.drain();
  await failOn("c3");
  world.clock.now += 4 * 24 * hour;
  await failOn("c4");
  expect(await show()).toMatchObject({ is_enabled: true });
  world.clock.now += 25 * hour;
  await failOn("c5");
  expect(await show()).toMatchObject({ is_enabled: false, disabled_reason: "failing" });
});

test("a receiver that hangs holds up neither others nor webhooks", async () => {
  await using hanging = await startReceiver();
  await using receiver = await startReceiver();
  hanging.answer = () => undefined;
  await using world = await createWorld({ env, isStarted: true });
  await subscribe(world, { url: hanging.url });
  await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  for (let n = 0; n < 10; n++) {
    expect((await world.deliver("retell", ended(`c${n}`))).statusCode).toBe(200);
  }
  await vi.waitFor(() => expect(receiver.requests).toHaveLength(10), { timeout: 8_000 });
  // Of a target only a few are under way.
  expect(hanging.requests.length).toBeGreaterThan(0);
  expect(hanging.requests.length).toBeLessThanOrEqual(4);
});

test("two replicas send each message once", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, { url: receiver.url });
  for (let n = 0; n < 15; n++) await world.deliver("retell", ended(`c${n}`));
  await world.settle();
  await using replica = await createWorld({ env, on: world });
  replica.clock.now = world.clock.now;
  await Promise.all([
    world.app.background.deliveries.drain(),
    replica.app.background.deliveries.drain(),
  ]);
  const ids = receiver.requests.map(({ headers }) => headers["webhook-id"]);
  expect(ids).toHaveLength(45);
  expect(new Set(ids).size).toBe(45);
});

test("killed between the answer and the note, the same message is sent again with the same id", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  await play(world, ended("c1"));
  const arrived = new Promise<void>((resolve) => {
    // The answer is on its way when the process stops: it is never noted.
    receiver.answer = () => resolve();
  });
  world.app.background.deliveries.start();
  await arrived;
  await world.app.background.deliveries.stop();
  receiver.answer = 200;
  await using restarted = await createWorld({ env, on: world });
  restarted.clock.now = world.clock.now;
  expect(await restarted.app.background.deliveries.drain()).toBe(0);
  restarted.clock.now += 60_001;
  expect(await restarted.app.background.deliveries.drain()).toBe(1);
  const [first, second] = receiver.requests;
  expect(second?.headers["webhook-id"]).toBe(first?.headers["webhook-id"]);
  expect(second?.body).toEqual(first?.body);
  expect(await deliveries(restarted)).toMatchObject([{ status: "delivered", attempts: 1 }]);
});

test("URLs that lead inside are refused, when they are given and when they are asked", async () => {
  await using receiver = await startReceiver();
  await using open = await createWorld({ env });
  await subscribe(open, { url: receiver.url, event_types: ["call.ended"] });
  await play(open, ended("c1"));
  await using world = await createWorld({ on: open });
  world.clock.now = open.clock.now;
  for (const url of [
    receiver.url,
    "http://localhost/hook",
    "http://[::1]/hook",
    "http://169.254.169.254/latest",
    "http://2130706433/",
    "ftp://example.com/",
    "https://user:password@example.com/",
    "no url",
  ]) {
    const { status, json } = await world.api("POST", path, { url });
    expect([url, status, json.type]).toEqual([url, 422, "/problems/outbound-refused"]);
  }
  await world.app.background.deliveries.drain();
  expect(receiver.requests).toEqual([]);
  expect(await deliveries(world)).toMatchObject([
    { status: "pending", last_status: null, last_error: expect.stringContaining("open internet") },
  ]);
});

test("tenants are told of their own calls only", async () => {
  await using receivers = await startReceiver();
  await using world = await createWorld({ env, tenants: ["ten_a", "ten_b"] });
  const { secret } = await subscribe(world, { url: receivers.url }, keyOf("ten_a"));
  for (const tenant of ["ten_a", "ten_b"]) {
    const { body } = fixture("retell", "call_ended.json");
    await world.deliver("retell", body, {
      path: `/webhook/retell/${connectionOf(tenant, "retell")}`,
    });
  }
  await world.settle();
  await world.app.background.deliveries.drain();
  expect(receivers.requests.length).toBeGreaterThan(0);
  world.clock.now = Date.now();
  for (const request of receivers.requests) {
    expect(verified(secret, request)).toMatchObject({ data: { call: { tenant_id: "ten_a" } } });
  }
  const others = await world.api("GET", "/api/v1/outgoing-deliveries", undefined, keyOf("ten_b"));
  expect(others.json.data).toEqual([]);
});

test("what was erased before it could be sent is not sent", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  await subscribe(world, { url: receiver.url, event_types: ["call.ended"] });
  await play(world, ended("c1"), ended("c2", { from_number: "+12125550188" }));
  const subject = { kind: "caller", number: "+12125550147" } as const;
  for (const room of world.app.tenantData) {
    await room.erase(world.db, { tenantId: "ten_default" }, subject);
  }
  await world.app.background.deliveries.drain();
  expect(receiver.requests).toHaveLength(1);
  expect(receiver.requests[0]?.body.toString()).toContain("+12125550188");
});
