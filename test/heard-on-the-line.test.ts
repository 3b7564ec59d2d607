import { expect, test, vi } from "vitest";
import { addBuiltIn, addLocation, askAs, wednesdayNoon } from "./callers.ts";
import { connectionOf, createWorld, keyOf, type World } from "./world.ts";

const talking = ["vapi", "retell", "elevenlabs", "assistable"] as const;
const tenants = ["ten_a", "ten_b"] as const;
const numberOf = { ten_a: "+12125550102", ten_b: "+12125550103" } as const;
const priceOf = { ten_a: 1250, ten_b: 1900 } as const;
const saidOf = {
  ten_a: "Margherita costs 12.50 US dollars.",
  ten_b: "Margherita costs 19 US dollars.",
} as const;
const tool = "items_and_prices";
const asked = { tool, arguments: { query: "how much is the margherita" } };

/** Two tenants with the same dish; each has connections of its own, and a number behind those that the agency shares. */
async function openWorld() {
  const world = await createWorld({ tenants });
  world.clock.now = wednesdayNoon;
  const shared = new Map<string, string>();
  const { data } = (await world.api("GET", "/api/v1/connections")).json;
  for (const { id, provider } of data) {
    if (!talking.includes(provider)) continue;
    await world.api("PATCH", `/api/v1/connections/${id}`, { is_shared: true });
    shared.set(provider, id);
  }
  const dishes = new Map<string, string>();
  for (const tenant of tenants) {
    const key = keyOf(tenant);
    const number = numberOf[tenant];
    await world.api("POST", "/api/v1/phone-numbers", { tenant_id: tenant, number });
    const { path } = await addLocation(world, {}, key);
    const dish = { name: "Margherita", price_minor: priceOf[tenant] };
    const { json } = await world.api("POST", `${path}/items`, dish, key);
    dishes.set(tenant, `${path}/items/${json.id}`);
    await addBuiltIn(world, tool, {}, { key });
  }
  const sharedOf = (provider: string) => shared.get(provider) ?? "";
  return { world, sharedOf, dishOf: (tenant: string) => dishes.get(tenant) ?? "" };
}

test("two tenants with the same dish are heard with their own prices through every provider, and nothing that is sent changes whose they are", async () => {
  const { world: opened, sharedOf, dishOf } = await openWorld();
  await using world = opened;
  for (const provider of talking) {
    for (const tenant of tenants) {
      const own = { provider, connection: connectionOf(tenant, provider), ...asked };
      const shared = { provider, connection: sharedOf(provider), to: numberOf[tenant], ...asked };
      for (const call of [own, shared]) {
        expect([call, await askAs(world, call)]).toMatchObject([call, { text: saidOf[tenant] }]);
      }
    }
    // Whoever has the secret of one tenant's agent can say what it likes: it hears that tenant.
    const lies = { tenant: "ten_b", tenant_id: "ten_b", tenantId: "ten_b" };
    const other = connectionOf("ten_b", provider);
    const spoofed = await askAs(world, {
      ...{ provider, connection: connectionOf("ten_a", provider), ...asked },
      to: numberOf.ten_b,
      headers: { "x-tenant-id": "ten_b", "x-voicelens-tenant": "ten_b", "x-connection-id": other },
      body: { ...lies, metadata: lies, connection_id: other },
    });
    expect([provider, spoofed]).toMatchObject([provider, { text: saidOf.ten_a }]);
    await expectOwnSecretOnly(world, provider);
    const nobody = { provider, connection: sharedOf(provider), to: "+12125550199", ...asked };
    expect((await askAs(world, nobody)).text).not.toContain("Margherita");
  }
  const through = (to: string) =>
    askAs(world, { provider: "vapi", connection: sharedOf("vapi"), to, ...asked });
  for (const to of ["+1 (212) 555-0103", "12125550103", "001 212 555 0103", "(212) 555-0103"]) {
    expect([to, await through(to)]).toMatchObject([to, { text: saidOf.ten_b }]);
  }
  const change = { price_minor: 1300 };
  await world.api("PATCH", dishOf("ten_a"), change, keyOf("ten_a"));
  for (const provider of talking) {
    const connection = connectionOf("ten_a", provider);
    const { text } = await askAs(world, { provider, connection, ...asked });
    expect([provider, text]).toEqual([provider, "Margherita costs 13 US dollars."]);
  }
  expect((await through(numberOf.ten_b)).text).toBe(saidOf.ten_b);
});

test("what is heard follows the clock of the location when clocks are changed, and does not wait for what is being stored", async () => {
  await using world = await createWorld();
  world.clock.now = wednesdayNoon;
  const { path } = await addLocation(world);
  const nights = [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, start_min: 1200, end_min: 180 }));
  await world.api("PUT", `${path}/hours`, { weekly: { general: nights } });
  await addBuiltIn(world, "opening_hours");
  const { data } = (await world.api("GET", "/api/v1/connections")).json;
  const { id } = data.find((one: { provider: string }) => one.provider === "vapi");
  const hear = () => askAs(world, { provider: "vapi", connection: id, tool: "opening_hours" });
  for (const [at, said] of [
    // Clocks are put back: 03:00 comes an hour later than on other nights.
    ["2026-11-01T07:59:00Z", "We are open until 3 AM."],
    ["2026-11-01T08:00:00Z", "We are closed now and open today at 8 PM."],
    // Clocks are put forward from 02:00 to 03:00, at which it closes.
    ["2027-03-14T06:59:00Z", "We are open until 3 AM."],
    ["2027-03-14T07:00:00Z", "We are closed now and open today at 8 PM."],
  ] as const) {
    world.clock.now = Date.parse(at);
    expect([at, (await hear()).text]).toEqual([at, said]);
  }
  const lent = await world.api("POST", `/api/v1/connections/${id}/trial-secret`);
  const tried = { provider: "vapi", connection: id, tool: "opening_hours" };
  const secret = lent.json.value;
  expect((await askAs(world, { ...tried, secret })).text).toMatch(/^We are closed now/);
  expect((await askAs(world, { ...tried, secret: `${secret}x` })).isError).toBe(true);
  const administrator = await world.administrator();
  await administrator.query("begin; lock table webhook_events in access exclusive mode");
  expect((await hear()).text).toBe("We are closed now and open today at 8 PM.");
  await administrator.query("commit");
  await vi.waitFor(async () => {
    const { json } = await world.api("GET", "/api/v1/webhook-events");
    expect(json.data).toHaveLength(6);
  });
});

/** A secret of tenant B proves nothing at a connection of tenant A. */
async function expectOwnSecretOnly(world: World, provider: string) {
  const secret = `key-of-b-at-${provider}-0123456789`;
  const path = `/api/v1/connections/${connectionOf("ten_b", provider)}/secrets`;
  const added = await world.api("POST", path, { value: secret }, keyOf("ten_b"));
  expect(added.status).toBe(201);
  const at = (tenant: "ten_a" | "ten_b") =>
    askAs(world, { provider, connection: connectionOf(tenant, provider), secret, ...asked });
  expect(await at("ten_a")).toMatchObject({ isError: true });
  expect((await at("ten_a")).text).not.toMatch(/Margherita|13 US|12.50|19 US/);
  expect(await at("ten_b")).toMatchObject({ text: saidOf.ten_b });
}
