import fc from "fast-check";
import { expect, test } from "vitest";
import { dialledForms } from "../src/lib/phone.ts";
import { createWorld, keyOf, type World } from "./world.ts";

interface Retell {
  event: string;
  call: Record<string, unknown>;
}

const numberOfA = "+12125550147";
const numberOfB = "+12125550148";

/** Two tenants, each with a number, behind one Retell connection that both share. */
async function sharedWorld(): Promise<World> {
  const world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  await share(world, "retell");
  await give(world, "ten_a", numberOfA);
  await give(world, "ten_b", numberOfB);
  return world;
}

async function share(world: World, provider: string): Promise<void> {
  const { data } = (await world.api("GET", "/api/v1/connections")).json;
  const { id } = data.find((connection: { provider: string }) => connection.provider === provider);
  const shared = await world.api("PATCH", `/api/v1/connections/${id}`, { is_shared: true });
  expect(shared.status).toBe(200);
}

async function give(world: World, tenant_id: string, number: string) {
  const answer = await world.api("POST", "/api/v1/phone-numbers", { tenant_id, number });
  expect(answer.status).toBe(201);
  return answer.json;
}

function event(id: string, name: string, more: Record<string, unknown> = {}): Retell {
  return { event: name, call: { call_id: id, ...more } };
}

/** The provider call ids of a tenant's calls. */
async function callsOf(world: World, tenant: string): Promise<string[]> {
  const { data } = (await world.api("GET", "/api/v1/calls?limit=200", undefined, keyOf(tenant)))
    .json;
  return data.map((call: { provider_call_id: string }) => call.provider_call_id).sort();
}

async function countWaiting(world: World): Promise<number> {
  const { data } = (await world.api("GET", "/api/v1/quarantine")).json;
  return data.reduce((sum: number, group: { count: number }) => sum + group.count, 0);
}

test.each([
  ["+1 (212) 555-0147"],
  ["12125550147"],
  ["001 212 555 0147"],
  ["011 1 212 555 0147"],
  ["(212) 555-0147"],
  ["tel:+12125550147"],
  ["sip:+12125550147@example.com"],
])("a call to %s finds the tenant with that number", async (dialled) => {
  expect(dialledForms(dialled)).toContain(numberOfA);
  await using world = await sharedWorld();
  await world.deliver(
    "retell",
    event("c1", "call_started", { direction: "inbound", to_number: dialled }),
  );
  await world.settle();
  expect(await callsOf(world, "ten_a")).toEqual(["c1"]);
  expect(await callsOf(world, "ten_b")).toEqual([]);
  expect((await world.api("GET", "/api/v1/calls")).json.data).toEqual([]);
});

test("an outbound call belongs to whoever has the number that it came from", async () => {
  await using world = await sharedWorld();
  const more = { direction: "outbound", from_number: numberOfB, to_number: numberOfA };
  await world.deliver("retell", event("c1", "call_started", more));
  await world.settle();
  expect([await callsOf(world, "ten_a"), await callsOf(world, "ten_b")]).toEqual([[], ["c1"]]);
});

test("without a known number the agent decides", async () => {
  await using world = await sharedWorld();
  const agent = { tenant_id: "ten_b", provider: "retell", agent_id: "agent_of_b" };
  expect((await world.api("POST", "/api/v1/agents", agent)).status).toBe(201);
  await world.deliver("retell", event("c1", "call_started", { agent_id: "agent_of_b" }));
  const both = { agent_id: "agent_of_b", direction: "inbound", to_number: numberOfA };
  await world.deliver("retell", event("c2", "call_started", both));
  await world.settle();
  expect([await callsOf(world, "ten_a"), await callsOf(world, "ten_b")]).toEqual([["c2"], ["c1"]]);
});

test("all events of a call end with one tenant, in any order and any batches, though only one names the number", async () => {
  await using world = await sharedWorld();
  let n = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
      fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      async (order, settles) => {
        const [a, b] = [`a${++n}`, `b${n}`];
        const events = [
          event(a, "call_started", { direction: "inbound", to_number: numberOfA }),
          event(a, "call_ended", { end_timestamp: 1_760_000_000_000 }),
          event(a, "call_analyzed", { call_analysis: { call_summary: "fine" } }),
          event(b, "call_started"),
          event(b, "call_ended", { direction: "inbound", to_number: numberOfB }),
          event(b, "call_analyzed", { call_analysis: { call_summary: "fine" } }),
        ];
        for (const [place, index] of order.entries()) {
          await world.deliver("retell", events[index] as Retell);
          if (settles[place]) await world.settle();
        }
        await world.settle();
        expect(await callsOf(world, "ten_a")).toContain(a);
        expect(await callsOf(world, "ten_b")).toContain(b);
        expect(await countWaiting(world)).toBe(0);
      },
    ),
    { numRuns: 15 },
  );
  const { data } = (await world.api("GET", "/api/v1/calls?limit=200", undefined, keyOf("ten_b")))
    .json;
  expect(new Set(data.map((call: { lifecycle: string }) => call.lifecycle))).toEqual(
    new Set(["analyzed"]),
  );
});

test("two replicas that fold at once agree on the tenant of every call, and leave nothing behind", async () => {
  await using world = await sharedWorld();
  await using other = await createWorld({ on: world });
  for (let n = 0; n < 60; n++) {
    await world.deliver(
      "retell",
      event(`c${n}`, "call_ended", { end_timestamp: 1_760_000_000_000 }),
    );
    const more = { direction: "inbound", to_number: n % 2 ? numberOfA : numberOfB };
    await world.deliver("retell", event(`c${n}`, "call_started", more));
  }
  await Promise.all([world.settle(), other.settle(), world.settle(), other.settle()]);
  await world.settle();
  expect(await callsOf(world, "ten_a")).toHaveLength(30);
  expect(await callsOf(world, "ten_b")).toHaveLength(30);
  expect(await countWaiting(world)).toBe(0);
});

test("what nobody's number was dialled for waits in quarantine, alarms, and follows when the number is given", async () => {
  await using world = await sharedWorld();
  const unknown = "+12125550199";
  await world.deliver(
    "retell",
    event("c1", "call_started", { direction: "inbound", to_number: unknown }),
  );
  await world.deliver("retell", event("c1", "call_ended", { end_timestamp: 1_760_000_000_000 }));
  await world.settle();
  const { data } = (await world.api("GET", "/api/v1/quarantine")).json;
  const named = data.map((group: { dialled_number: string | null }) => group.dialled_number);
  expect(named.sort()).toEqual([unknown, null].sort());
  expect(world.logged()).toContain("an event waits in quarantine");
  expect(world.logged()).not.toContain("5550199");
  const metrics = (await world.app.http.inject("/metrics")).body;
  expect(metrics).toContain('voicelens_quarantined_events_total{provider="retell"} 2');
  const notices = async (key?: string) =>
    (await world.api("GET", "/api/v1/notices", undefined, key)).json.data.map(
      (notice: { code: string }) => notice.code,
    );
  expect(await notices()).toContain("quarantine");
  expect(await notices(keyOf("ten_a"))).not.toContain("quarantine");
  expect(await give(world, "ten_a", unknown)).toMatchObject({ replayed: 1 });
  await world.settle();
  expect(await callsOf(world, "ten_a")).toEqual(["c1"]);
  const call = (await world.api("GET", "/api/v1/calls", undefined, keyOf("ten_a"))).json.data[0];
  expect(call.lifecycle).toBe("ended");
  expect(await countWaiting(world)).toBe(0);
  expect(await notices()).not.toContain("quarantine");
});

test("no header, query or foreign member of a body chooses the tenant", async () => {
  await using world = await sharedWorld();
  const more = {
    direction: "inbound",
    to_number: numberOfA,
    tenant_id: "ten_b",
    metadata: { tenant_id: "ten_b", restaurant_id: "ten_b" },
  };
  await world.deliver(
    "retell",
    { ...event("c1", "call_started", more), tenant_id: "ten_b" },
    {
      headers: { "x-tenant-id": "ten_b", "x-restaurant-id": "ten_b" },
      path: "/webhook/retell?tenant_id=ten_b",
    },
  );
  await world.settle();
  expect([await callsOf(world, "ten_a"), await callsOf(world, "ten_b")]).toEqual([["c1"], []]);
});

test("what did not prove its origin is never given to a tenant", async () => {
  await using world = await createWorld({ tenants: ["ten_a"], hasSecrets: false });
  await share(world, "retell");
  await give(world, "ten_a", numberOfA);
  const more = { direction: "inbound", to_number: numberOfA };
  await world.deliver("retell", event("c1", "call_started", more), { isSigned: false });
  await world.settle();
  expect(await callsOf(world, "ten_a")).toEqual([]);
  const { data } = (await world.api("GET", "/api/v1/quarantine")).json;
  expect(data).toMatchObject([{ count: 1, is_verified: false, dialled_number: null }]);
});

test("a number that moves to another tenant takes new calls along, and leaves those that began", async () => {
  await using world = await sharedWorld();
  const more = { direction: "inbound", to_number: numberOfA };
  await world.deliver("retell", event("before", "call_started", more));
  await world.settle();
  const url = `/api/v1/phone-numbers/${encodeURIComponent(numberOfA)}?tenant_id=ten_a`;
  expect((await world.api("DELETE", url)).status).toBe(204);
  await give(world, "ten_b", numberOfA);
  await world.deliver("retell", event("before", "call_ended", more));
  await world.deliver("retell", event("after", "call_started", more));
  await world.settle();
  expect(await callsOf(world, "ten_a")).toEqual(["before"]);
  expect(await callsOf(world, "ten_b")).toEqual(["after"]);
});

test("a redelivery of what was routed is no second event", async () => {
  await using world = await sharedWorld();
  const started = event("c1", "call_started", { direction: "inbound", to_number: numberOfA });
  await world.deliver("retell", started);
  await world.settle();
  expect((await world.deliver("retell", started)).statusCode).toBe(200);
  await world.settle();
  const { data } = (await world.api("GET", "/api/v1/webhook-events", undefined, keyOf("ten_a")))
    .json;
  expect(data).toHaveLength(1);
  expect(await countWaiting(world)).toBe(0);
});

test("a number belongs to one tenant, only the agency gives it, and quarantine is the agency's alone", async () => {
  await using world = await sharedWorld();
  const again = await world.api("POST", "/api/v1/phone-numbers", {
    tenant_id: "ten_b",
    number: "(212) 555-0147",
  });
  expect([again.status, again.json.type]).toEqual([409, "/problems/number-taken"]);
  const foreign = await world.api("POST", "/api/v1/phone-numbers", {
    tenant_id: "ten_nobody",
    number: "+12125550111",
  });
  expect([foreign.status, foreign.json.type]).toEqual([404, "/problems/tenant-not-found"]);
  for (const [method, url, body] of [
    ["POST", "/api/v1/phone-numbers", { number: "+12125550111" }],
    ["DELETE", `/api/v1/phone-numbers/${encodeURIComponent(numberOfB)}`, undefined],
    ["GET", "/api/v1/quarantine", undefined],
    ["POST", "/api/v1/quarantine/replay", undefined],
  ] as const) {
    expect([url, (await world.api(method, url, body, keyOf("ten_a"))).status]).toEqual([url, 403]);
  }
  const words = await world.api("POST", "/api/v1/phone-numbers", { number: "call me" });
  expect(words.status).toBe(400);
  const own = await world.api("GET", "/api/v1/phone-numbers", undefined, keyOf("ten_a"));
  expect(own.json.data).toEqual([{ tenant_id: "ten_a", number: numberOfA, label: "" }]);
});

test("the agency lists the numbers and agents of any client, a client nobody else's", async () => {
  await using world = await sharedWorld();
  const agent = { tenant_id: "ten_b", provider: "vapi", agent_id: "agent_1", name: "Desk" };
  expect((await world.api("POST", "/api/v1/agents", agent)).status).toBe(201);
  const ask = (path: string, key?: string) => world.api("GET", `/api/v1/${path}`, undefined, key);
  const numbers = await ask("phone-numbers?tenant_id=ten_b");
  expect(numbers.json.data).toEqual([{ tenant_id: "ten_b", number: numberOfB, label: "" }]);
  expect((await ask("agents?tenant_id=ten_b")).json.data).toEqual([agent]);
  expect((await ask("phone-numbers")).json.data).toEqual([]);
  for (const list of ["phone-numbers", "agents"]) {
    for (const tenant of ["ten_b", "ten_default", "ten_quarantine", "ten_nobody"]) {
      const foreign = await ask(`${list}?tenant_id=${tenant}`, keyOf("ten_a"));
      expect([tenant, foreign.status]).toEqual([tenant, 404]);
    }
  }
});
