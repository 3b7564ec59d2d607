import { expect, test } from "vitest";
import { createWorld, keyOf, type World } from "./world.ts";

interface Told {
  id: string;
  at: string;
  seconds?: number | null;
  /** Cents; null: not told. */
  cost?: number | null;
  agent?: string;
  reason?: string;
}

const now = "2026-11-24T12:00:00Z";

/** A call of Retell that is over, as its last event tells it. */
function told({ id, at, seconds = 61, cost = null, agent = "agent_front", reason }: Told) {
  const start = Date.parse(at);
  const reached = seconds !== null;
  return {
    event: "call_ended",
    call: {
      ...{ call_id: id, agent_id: agent, agent_name: "=Front", direction: "inbound" },
      ...{ from_number: "+12125550101", to_number: "+12125550190", call_status: "ended" },
      ...(reached
        ? { start_timestamp: start, end_timestamp: start + seconds * 1000, duration_ms: seconds * 1000 }
        : { end_timestamp: start }),
      disconnection_reason: reason ?? (reached ? "user_hangup" : "dial_busy"),
      ...(cost === null ? {} : { call_cost: { combined_cost: cost, product_costs: [] } }),
    },
  };
}

async function deliver(world: World, ...calls: Told[]) {
  for (const call of calls) await world.deliver("retell", told(call));
  await world.settle();
}

async function ask(world: World, path: string, key?: string) {
  const { status, json } = await world.api("GET", `/api/v1/${path}`, undefined, key);
  expect([path, status, json.detail]).toEqual([path, 200, undefined]);
  return json;
}

/** The one call with a provider's id, whole. */
async function callOf(world: World, id: string) {
  const { data } = await ask(world, `calls?limit=200`);
  const found = data.find((call: { provider_call_id: string }) => call.provider_call_id === id);
  return ask(world, `calls/${found?.id}`);
}

const minute = { provider: "retell", component: "platform", unit: "minute", currency: "USD" };

test("a call is estimated by the prices of its day by the tenant's clock, and again when it is corrected or prices change", async () => {
  await using world = await createWorld({ tenants: ["ten_a"] });
  world.clock.now = Date.parse(now);
  const location = { name: "Main", time_zone: "America/New_York", currency: "USD" };
  expect((await world.api("POST", "/api/v1/locations", location)).status).toBe(201);
  const set = async (price: object) => {
    const { status, json } = await world.api("POST", "/api/v1/prices", { ...minute, ...price });
    expect([status, json.detail]).toEqual([201, undefined]);
    return json;
  };
  // Known before there is any price.
  await deliver(world, { id: "early", at: "2026-11-02T12:00:00Z", cost: 5 });
  expect((await callOf(world, "early")).estimate).toEqual({
    ...{ state: "no_price", currency: null, total: null, parts: [], drift: null },
  });
  const first = await set({ amount: "0.07", increment_seconds: 60, valid_from: "2026-11-01" });
  expect(first).toMatchObject({ amount: "0.07", valid_until: null, is_in_force: true });
  const second = await set({ amount: "0.1", increment_seconds: 1, valid_from: "2026-11-10" });
  expect(second).toMatchObject({ provider: "retell", agent_id: null, valid_from: "2026-11-10" });
  expect((await ask(world, "prices")).data).toMatchObject([
    { id: second.id, valid_until: null, is_in_force: true },
    { id: first.id, valid_until: "2026-11-10", is_in_force: false },
  ]);
  await deliver(
    world,
    // Midnight in New York is five in the morning in UTC.
    { id: "before", at: "2026-11-10T04:59:59Z", cost: 20 },
    { id: "after", at: "2026-11-10T05:00:00Z", cost: 10.1666 },
    { id: "busy", at: "2026-11-11T12:00:00Z", seconds: null, cost: 0 },
    { id: "silent", at: "2026-11-11T12:00:00Z" },
  );
  expect((await callOf(world, "before")).estimate).toEqual({
    ...{ state: "priced", currency: "USD", total: "0.14" },
    parts: [
      {
        ...{ price_id: first.id, component: "platform", unit: "minute", quantity: 120 },
        ...{ currency: "USD", amount: "0.14" },
      },
    ],
    drift: { amount_usd: "0.06", percent: "42.86" },
  });
  expect((await callOf(world, "after")).estimate).toMatchObject({
    ...{ total: "0.101667", parts: [{ price_id: second.id, quantity: 61 }] },
    drift: { amount_usd: "-0.000001", percent: "0" },
  });
  expect((await callOf(world, "busy")).estimate).toMatchObject({
    ...{ total: "0", drift: { amount_usd: "0", percent: null } },
  });
  expect(await callOf(world, "silent")).toMatchObject({ cost_usd: null, estimate: { drift: null } });

  // What was there before is estimated in the background.
  expect(await ask(world, "statements/2026-11")).toMatchObject({ is_settled: false });
  await world.app.background.estimates.drain();
  expect(await ask(world, "statements/2026-11")).toMatchObject({ is_settled: true });
  expect((await callOf(world, "early")).estimate).toMatchObject({ total: "0.14" });

  // A late correction counts at once, however often it comes.
  const corrected = { id: "before", at: "2026-11-10T04:59:59Z", seconds: 121, cost: 21 };
  await deliver(world, corrected, corrected);
  expect((await callOf(world, "before")).estimate).toMatchObject({
    ...{ total: "0.21", drift: { amount_usd: "0", percent: "0" } },
  });
  const change = { amount: "0.2", valid_from: "2026-11-10" };
  const changed = await world.api("PATCH", `/api/v1/prices/${second.id}`, change);
  expect([changed.status, changed.json.amount]).toEqual([200, "0.2"]);
  await world.app.background.estimates.drain();
  expect((await callOf(world, "after")).estimate).toMatchObject({ total: "0.203333" });
  expect((await callOf(world, "before")).estimate).toMatchObject({ total: "0.21" });

  // A change of currency is never added up with what was there.
  await set({ component: "telephony", currency: "EUR", amount: "0.01", valid_from: "2026-11-11" });
  await world.app.background.estimates.drain();
  expect((await callOf(world, "silent")).estimate).toMatchObject({
    ...{ state: "several_currencies", currency: null, total: null },
    parts: [{ currency: "USD" }, { currency: "EUR", amount: "0.02" }],
  });
  expect((await world.api("DELETE", `/api/v1/prices/${second.id}`)).status).toBe(204);
  await world.app.background.estimates.drain();
  expect((await callOf(world, "after")).estimate).toMatchObject({ total: "0.14" });
  const twice = await world.api("POST", "/api/v1/prices", {
    ...{ ...minute, amount: "0.3", valid_from: "2026-11-01" },
  });
  expect(twice.json.type).toBe("/problems/price-exists");
  for (const wrong of [{ amount: "0.0000001" }, { amount: "-1" }, { currency: "XXX" }, { unit: "hour" }]) {
    const refused = await world.api("POST", "/api/v1/prices", { ...minute, amount: "1", ...wrong });
    expect([wrong, refused.status]).toEqual([wrong, 400]);
  }
  const foreign = `/api/v1/prices/${first.id}`;
  const taken = await world.api("PATCH", foreign, { amount: "0" }, keyOf("ten_a"));
  expect(taken.json.type).toBe("/problems/price-not-found");
  expect((await ask(world, "prices", keyOf("ten_a"))).data).toEqual([]);
  const audit = await world.api("GET", "/api/v1/admin/audit?limit=200");
  const actions = audit.json.data.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(
    expect.arrayContaining(["price.set", "price.changed", "price.removed"]),
  );
});
