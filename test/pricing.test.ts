import { expect, test } from "vitest";
import { createWorld, keyOf, ownerKey, type World } from "./world.ts";

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
        ? {
            start_timestamp: start,
            end_timestamp: start + seconds * 1000,
            duration_ms: seconds * 1000,
          }
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
  expect(await callOf(world, "silent")).toMatchObject({
    cost_usd: null,
    estimate: { drift: null },
  });

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
  for (const wrong of [
    { amount: "0.0000001" },
    { amount: "-1" },
    { currency: "XXX" },
    { unit: "hour" },
  ]) {
    const refused = await world.api("POST", "/api/v1/prices", { ...minute, amount: "1", ...wrong });
    expect([wrong, refused.status]).toEqual([wrong, 400]);
  }
  const foreign = `/api/v1/prices/${first.id}`;
  const taken = await world.api("PATCH", foreign, { amount: "0" }, keyOf("ten_a"));
  expect(taken.json.type).toBe("/problems/price-not-found");
  expect((await ask(world, "prices", keyOf("ten_a"))).data).toEqual([]);
  const audit = await world.api("GET", "/api/v1/admin/audit?limit=200");
  const actions = audit.json.data.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(expect.arrayContaining(["price.set", "price.changed", "price.removed"]));
});

test("a month's statement tells what was estimated, reported and is billed, exactly, and what is not known is no zero", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  world.clock.now = Date.parse(now);
  const set = (method: "POST" | "PUT", path: string, body: object) =>
    world.api(method, `/api/v1/${path}`, body);
  await set("POST", "prices", {
    ...minute,
    amount: "0.05",
    increment_seconds: 1,
    valid_from: "2026-10-01",
  });
  const own = { ...minute, agent_id: "agent_back", currency: "EUR" };
  await set("POST", "prices", { ...own, amount: "0.000007", valid_from: "2026-10-01" });
  const settings = { markup_percent: "12.5", budget: { amount: "0.25", currency: "USD" } };
  expect((await set("PUT", "prices/settings", settings)).json).toMatchObject({
    current: { from_month: "2026-11", basis: "estimate", markup_percent: "12.5" },
    budget_use: { month: "2026-11", used: "0", used_percent: "0", calls: 0, unknown: 0 },
  });
  const euros = { basis: "reported", budget: { amount: "1", currency: "EUR" } };
  expect((await set("PUT", "prices/settings", euros)).status).toBe(400);
  expect((await set("PUT", "prices/settings", { markup_percent: "1.005" })).status).toBe(400);

  await deliver(
    world,
    { id: "a", at: "2026-11-01T00:00:00Z", seconds: 61, cost: 7 },
    { id: "b", at: "2026-11-30T23:59:59Z", seconds: 60, cost: null },
    { id: "october", at: "2026-10-31T23:59:59Z", seconds: 60, cost: 5 },
    { id: "euro", at: "2026-11-02T00:00:00Z", agent: "agent_back", seconds: 1, cost: 3 },
  );
  // The budget is told of when it is nearly used, and when it is used; what is in euros is not in it.
  const alerted = async (amount: string) => {
    await set("PUT", "prices/settings", { ...settings, budget: { amount, currency: "USD" } });
    world.clock.now += 60_000;
    await world.app.background.alertRules.drain();
    const { data } = await ask(world, "alerts?limit=50");
    return data.flatMap(({ rule_id: rule }: { rule_id: string }) =>
      rule.startsWith("budget-") ? [rule] : [],
    );
  };
  expect((await ask(world, "prices/settings")).budget_use).toMatchObject({
    ...{ amount: "0.25", used: "0.100833", used_percent: "40.33", calls: 2, unknown: 1 },
  });
  expect(await alerted("0.25")).toEqual([]);
  expect(await alerted("0.12")).toEqual(["budget-near"]);
  expect((await alerted("0.1")).sort()).toEqual(["budget-near", "budget-used"]);
  world.clock.now = Date.parse("2026-12-01T12:00:00Z");
  const vapi = { id: "vapi-1", startedAt: "2026-11-03T10:00:00Z", endedAt: "2026-11-03T10:02:00Z" };
  await world.deliver("vapi", {
    message: {
      type: "end-of-call-report",
      endedReason: "customer-ended-call",
      call: vapi,
      ...vapi,
    },
  });
  await world.settle();
  await world.app.background.estimates.drain();
  const statement = await ask(world, "statements/2026-11");
  expect(statement).toMatchObject({
    ...{ month: "2026-11", time_zone: "UTC", is_over: true, is_settled: true },
    ...{ from: "2026-11-01T00:00:00.000Z", to: "2026-12-01T00:00:00.000Z" },
  });
  expect(statement.sets).toEqual([
    {
      currency: "EUR",
      lines: [
        {
          ...{ agent_id: "agent_back", agent_name: "=Front", provider: "retell", calls: 1 },
          ...{ duration_ms: 1_000, duration_unknown: 0, minutes: "0.02" },
          estimate: { calls: 1, no_price: 0, unknown: 0, total: "0.000007" },
          reported: { calls: 1, unknown: 0, total_usd: "0.03" },
          drift: null,
          billed: { currency: "EUR", calls: 1, unknown: 0, total: "0.000008" },
        },
      ],
      total: expect.objectContaining({ drift: null }),
    },
    {
      currency: "USD",
      lines: [
        {
          ...{ agent_id: "agent_front", agent_name: "=Front", provider: "retell", calls: 2 },
          ...{ duration_ms: 121_000, duration_unknown: 0, minutes: "2.02" },
          // 61 seconds are 0.050833 and 60 are 0.05.
          estimate: { calls: 2, no_price: 0, unknown: 0, total: "0.100833" },
          reported: { calls: 1, unknown: 1, total_usd: "0.07" },
          drift: { calls: 1, amount_usd: "0.019167", percent: "37.71" },
          billed: { currency: "USD", calls: 2, unknown: 0, total: "0.113437" },
        },
      ],
      total: {
        estimate: { calls: 2, no_price: 0, unknown: 0, total: "0.100833" },
        reported: { calls: 1, unknown: 1, total_usd: "0.07" },
        drift: { calls: 1, amount_usd: "0.019167", percent: "37.71" },
        billed: { currency: "USD", calls: 2, unknown: 0, total: "0.113437" },
      },
    },
    {
      currency: null,
      lines: [
        {
          ...{ agent_id: null, agent_name: null, provider: "vapi", calls: 1 },
          ...{ duration_ms: 120_000, duration_unknown: 0, minutes: "2" },
          estimate: { calls: 0, no_price: 1, unknown: 0, total: null },
          reported: { calls: 0, unknown: 1, total_usd: null },
          drift: null,
          billed: { currency: null, calls: 0, unknown: 1, total: null },
        },
      ],
      total: expect.objectContaining({
        billed: { currency: null, calls: 0, unknown: 1, total: null },
      }),
    },
  ]);

  const csv = await world.api("GET", "/api/v1/statements/2026-11?format=csv");
  expect(csv.headers["content-type"]).toContain("text/csv");
  const rows: string[] = csv.json.split("\r\n");
  expect(rows[0]).toMatch(/^month,currency,agent_id,agent_name,provider,calls,minutes,/);
  // A name that a spreadsheet would run is text.
  expect(rows[2]).toBe(
    "2026-11,USD,agent_front,'=Front,retell,2,2.02,0,0.100833,0,0,0.07,1,1,0.019167,37.71,USD,0.113437,0,estimate,12.5",
  );
  expect(rows[3]).toBe("2026-11,,,,vapi,1,2,0,,1,0,,1,0,,,,,1,estimate,12.5");
  const byAccept = await world.app.http.inject({
    url: "/api/v1/statements/2026-11",
    headers: { accept: "text/csv", authorization: `Bearer ${ownerKey}` },
  });
  expect(byAccept.body).toBe(csv.json);
  // The markup began in November.
  const october = await ask(world, "statements/2026-10");
  expect(october.sets).toMatchObject([{ lines: [{ billed: { total: "0.05" } }] }]);
  await set("PUT", "prices/settings", { basis: "reported", from_month: "2026-11" });
  expect((await ask(world, "statements/2026-11")).sets).toMatchObject([
    { currency: "EUR", total: { billed: { currency: "USD", total: "0.03" } } },
    {
      currency: "USD",
      total: { billed: { currency: "USD", calls: 1, unknown: 1, total: "0.07" } },
    },
    { currency: null, total: { billed: { currency: "USD", total: null } } },
  ]);
  for (const wrong of ["2026-13", "2026-1", "1999-01", "x"]) {
    expect((await world.api("GET", `/api/v1/statements/${wrong}`)).status).toBe(400);
  }
  expect((await ask(world, "statements/2026-11", keyOf("ten_a"))).sets).toEqual([]);
  await seeAsClient(world, "ten_a");

  // Who sees one agent sees its lines; what went by age stays; what was erased goes.
  const administrator = await world.administrator();
  const limit = (agents: string | null) =>
    administrator.query("update api_keys set agent_ids = $1 where tenant_id = 'ten_default'", [
      agents,
    ]);
  await limit("{agent_back}");
  const { sets } = await ask(world, "statements/2026-11");
  expect(sets.map((one: { currency: string }) => one.currency)).toEqual(["EUR"]);
  expect((await ask(world, "prices/settings")).budget_use).toBeNull();
  await limit(null);
  const scope = { tenantId: "ten_default" };
  const before = await ask(world, "statements/2026-11");
  for (const room of world.app.tenantData)
    await room.expire(world.db, scope, new Date(world.clock.now + 1));
  expect((await ask(world, "calls")).data).toEqual([]);
  await deliver(world, { id: "a", at: "2026-11-01T00:00:00Z", seconds: 1, cost: 1 });
  expect(await ask(world, "statements/2026-11")).toEqual(before);
  for (const room of world.app.tenantData) {
    await room.erase(world.db, scope, { kind: "caller", number: "+12125550101" });
  }
  const after = await ask(world, "statements/2026-11");
  const counts = after.sets.map(
    ({ lines }: { lines: Array<{ calls: number }> }) => lines[0]?.calls,
  );
  expect(counts).toEqual([1, 1, 1]);
});

/** What the installation adds to a client's costs is neither told to the client's people nor set by them. */
async function seeAsClient(world: World, tenant: string) {
  const path = "/api/v1/prices/settings";
  const refused = await world.api("PUT", path, { markup_percent: "0" }, keyOf(tenant));
  expect([refused.status, refused.json.type]).toEqual([403, "/problems/forbidden"]);
  const administrator = await world.administrator();
  await administrator.query(
    `insert into price_settings (tenant_id, from_month, basis, markup, set_by, set_at) values ($1, '2026-11-01', 'reported', 2000, 'system', now())`,
    [tenant],
  );
  await administrator.query(
    `insert into call_estimates (tenant_id, call_id, provider, agent_id, happened_at, reported_micros, state, parts)
      values ($1, 'call_billed', 'retell', '', '2026-11-03T00:00:00Z', 100000, 'no_price', '[]')`,
    [tenant],
  );
  expect((await ask(world, "prices/settings", keyOf(tenant))).data).toMatchObject([
    { basis: "reported", markup_percent: null },
  ]);
  const statement = await ask(world, "statements/2026-11", keyOf(tenant));
  expect(statement.settings.markup_percent).toBeNull();
  expect(statement.sets).toMatchObject([
    { total: { reported: { total_usd: "0.1" }, billed: null }, lines: [{ billed: null }] },
  ]);
  const csv = await ask(world, "statements/2026-11?format=csv", keyOf(tenant));
  expect(csv).toContain(",reported,\r\n");
  expect(csv).not.toContain("0.12");
}
