import { expect, test } from "vitest";
import { relayHeaders } from "../src/outgoing/relay-request.ts";
import { findProvider } from "../src/providers/index.ts";
import { fixture, fixtures } from "./payloads.ts";
import { type Received, startReceiver } from "./receiver.ts";
import { connectionOf, createWorld, keyOf, type World, worldSecret } from "./world.ts";

const env = { OUTBOUND_ALLOW: "127.0.0.1/32" };

async function relay(world: World, given: object, key?: string): Promise<{ id: string }> {
  const { status, json } = await world.api("POST", "/api/v1/relays", given, key);
  expect([status, json]).toMatchObject([201, {}]);
  return json;
}

/** Delivers as a proxy in front of us would pass it on. */
const throughProxy = { "x-forwarded-for": "203.0.113.7", via: "1.1 proxy", te: "trailers" };

/** Verifies what the old receiver got, by the rules of the provider. */
function verdict(provider: string, { method, headers, body }: Received, path: string, at: number) {
  const flat = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
  return findProvider(provider)?.verify(
    {
      ...{ method, body, headers: flat, receivedAt: at },
      url: path,
      publicUrls: [`https://voicelens.example.com${path}`],
    },
    { secrets: [worldSecret], scheme: {} },
  );
}

const told = fixtures.filter(({ provider }) => provider !== "vcp");
const relayed = [...new Set(told.map(({ provider }) => provider))];

test.each(relayed)(
  "every %s delivery reaches the old receiver byte for byte, and its signature still holds",
  async (provider) => {
    await using receiver = await startReceiver();
    await using world = await createWorld({ env, tenants: ["ten_a"] });
    world.clock.now = Date.now();
    const connection_id = connectionOf("ten_a", provider);
    await relay(world, { connection_id, url: receiver.url }, keyOf("ten_a"));
    const path = `/webhook/${provider}/${connection_id}`;
    const own = told.filter((payload) => payload.provider === provider);
    for (const { body, contentType } of own) {
      const answer = await world.deliver(provider, body, {
        contentType,
        path,
        headers: throughProxy,
      });
      expect(answer.statusCode).toBe(200);
    }
    await world.settle();
    await world.app.background.deliveries.drain();
    const received = receiver.requests.map(({ body }) => body.toString()).sort();
    expect(received).toEqual([...new Set(own.map(({ body }) => body))].sort());
    for (const request of receiver.requests) {
      expect(request.method).toBe("POST");
      expect(request.headers["content-type"]).toBe(own[0]?.contentType);
      for (const name of Object.keys(throughProxy)) expect(request.headers[name]).toBeUndefined();
      expect(request.headers.host).toBe(new URL(receiver.url).host);
      expect(verdict(provider, request, path, world.clock.now)).toMatchObject({ isVerified: true });
    }
  },
);

test("bytes that are no text and no JSON are passed on as they came, and a large body from the file store", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env });
  const connections = (await world.api("GET", "/api/v1/connections")).json.data;
  const retell = connections.find((one: { provider: string }) => one.provider === "retell");
  await relay(world, { connection_id: retell.id, url: receiver.url });
  const odd = Buffer.from([0, 255, 13, 10, 128, 123]);
  const large = Buffer.alloc(300_000, 7);
  for (const body of [odd, large]) {
    const headers = { "content-type": "no media type" };
    expect((await world.deliver("retell", body, { headers })).statusCode).toBe(200);
  }
  await world.settle();
  await world.app.background.deliveries.drain();
  const bodies = receiver.requests.map(({ body }) => body).sort((a, b) => a.length - b.length);
  expect(bodies).toEqual([odd, large]);
  expect(receiver.requests[0]?.headers["content-type"]).toBe("no media type");
});

test("an old receiver that fails is tried again, and ingestion never notices", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env, tenants: ["ten_a"] });
  const connection_id = connectionOf("ten_a", "retell");
  await relay(world, { connection_id, url: receiver.url }, keyOf("ten_a"));
  receiver.answer = 500;
  const { body } = fixture("retell", "call_ended.json");
  const path = `/webhook/retell/${connection_id}`;
  expect((await world.deliver("retell", body, { path })).statusCode).toBe(200);
  // The same delivery again is the same event: it is passed on once.
  expect((await world.deliver("retell", body, { path })).statusCode).toBe(200);
  await world.settle();
  await world.app.background.deliveries.drain();
  const list = () => world.api("GET", "/api/v1/outgoing-deliveries", undefined, keyOf("ten_a"));
  const [waiting, ...others] = (await list()).json.data;
  expect(others).toEqual([]);
  expect(waiting).toMatchObject({ event_type: "relay", status: "pending", last_status: 500 });
  receiver.answer = 200;
  world.clock.now = Date.parse(waiting.next_try_at);
  await world.app.background.deliveries.drain();
  expect((await list()).json.data).toMatchObject([{ status: "delivered", attempts: 2 }]);
  expect(receiver.requests.map((one) => one.body.toString())).toEqual([body, body]);
  // An event of before the relay is not passed on when it is replayed, nor one that was.
  await world.api("POST", "/api/v1/webhook-events/replay", undefined, keyOf("ten_a"));
  await world.settle();
  expect(await world.app.background.deliveries.drain()).toBe(0);
});

test("a delivery that we cannot fold is passed on all the same, once", async () => {
  await using receiver = await startReceiver();
  await using world = await createWorld({ env, tenants: ["ten_a"] });
  const connection_id = connectionOf("ten_a", "retell");
  await relay(world, { connection_id, url: receiver.url }, keyOf("ten_a"));
  const administrator = await world.administrator();
  await administrator.query("alter table calls add constraint broken check (false) not valid");
  const { body } = fixture("retell", "call_ended.json");
  await world.deliver("retell", body, { path: `/webhook/retell/${connection_id}` });
  await world.settle();
  expect(await world.app.background.deliveries.drain()).toBe(1);
  await administrator.query("alter table calls drop constraint broken");
  await administrator.query("update webhook_events set claimable_at = now()");
  await world.settle();
  const calls = await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_a"));
  expect(calls.json.data).toHaveLength(1);
  expect(await world.app.background.deliveries.drain()).toBe(0);
  expect(receiver.requests).toHaveLength(1);
});

test("a relay that leads back here is refused, and one that comes back ends", async () => {
  await using world = await createWorld({ env });
  const [{ id: connection_id }] = (await world.api("GET", "/api/v1/connections")).json.data;
  const url = "https://voicelens.example.com/webhook/retell";
  const refused = await world.api("POST", "/api/v1/relays", { connection_id, url });
  expect([refused.status, refused.json.type]).toEqual([422, "/problems/outbound-refused"]);
  const of = { relayId: "rly_1", provider: "retell" };
  const once = relayHeaders({ "x-retell-signature": "s" }, of);
  expect(once).toEqual({ "x-retell-signature": "s", "x-voicelens-relay": "rly_1" });
  const twice = relayHeaders(once ?? {}, { ...of, relayId: "rly_2" });
  expect(twice?.["x-voicelens-relay"]).toBe("rly_1, rly_2");
  expect(relayHeaders(twice ?? {}, of)).toBeNull();
});

test("what belongs to the way and not to the provider stays behind", () => {
  const received = {
    host: "voicelens.example.com",
    connection: "keep-alive, x-only-here",
    "x-only-here": "1",
    "content-length": "3",
    cookie: "session=1",
    forwarded: "for=203.0.113.7",
    "x-forwarded-proto": "https",
    authorization: "Bearer theirs",
    "x-twilio-signature": "abc=",
    "user-agent": "TwilioProxy/1.1",
  };
  expect(relayHeaders(received, { relayId: "rly_1", provider: "twilio" })).toEqual({
    authorization: "Bearer theirs",
    "x-twilio-signature": "abc=",
    "user-agent": "TwilioProxy/1.1",
    "x-voicelens-relay": "rly_1",
  });
  const ours = relayHeaders(received, { relayId: "rly_1", provider: "vcp" });
  expect(ours?.authorization).toBeUndefined();
});

test("only a connection of one's own is relayed, and none that is shared", async () => {
  await using world = await createWorld({ env, tenants: ["ten_a", "ten_b"] });
  const url = "https://example.com/old";
  const foreign = { connection_id: connectionOf("ten_a", "retell"), url };
  const refused = await world.api("POST", "/api/v1/relays", foreign, keyOf("ten_b"));
  expect([refused.status, refused.json.type]).toEqual([404, "/problems/connection-not-found"]);
  const shared = await world.api("POST", "/api/v1/connections", {
    provider: "vapi",
    name: "All clients",
    is_shared: true,
  });
  const answer = await world.api("POST", "/api/v1/relays", { connection_id: shared.json.id, url });
  expect(answer.status).toBe(400);
});
