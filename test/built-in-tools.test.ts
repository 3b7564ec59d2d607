import { expect, test } from "vitest";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { addBuiltIn, addLocation, askVapi, wednesdayNoon } from "./callers.ts";
import { addBase, writeDocuments } from "./knowledge-writer.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const span = (dow: number, start_min: number, end_min: number) => ({ dow, start_min, end_min });
const weekdays = [1, 2, 3, 4, 5];

async function openWorld(options: Parameters<typeof createWorld>[0] = {}): Promise<World> {
  const world = await createWorld(options);
  world.clock.now = wednesdayNoon;
  return world;
}

test("a caller hears whether the location is open, in the language of the location", async () => {
  await using world = await openWorld();
  const tool = await addBuiltIn(world, "opening_hours");
  expect(tool).toMatchObject({ name: "opening_hours", kind: "built_in", secret: null });
  const ask = (given: object = {}) => askVapi(world, { name: "opening_hours", arguments: given });
  // Without a location there is nothing to tell: the words of apology.
  expect((await ask()).error).toMatch(/can't look that up/);
  const main = await addLocation(world);
  expect((await ask()).result).toBe("I do not know those opening hours.");
  const weekly = { general: weekdays.map((dow) => span(dow, 9 * 60, 22 * 60)), kitchen: [] };
  const exceptions = [
    { first_date: "2026-12-25", last_date: "2026-12-26", spans: [], name: "Xmas" },
  ];
  await world.api("PUT", `${main.path}/hours`, { weekly, exceptions });
  expect((await ask()).result).toBe("We are open until 10 PM.");
  expect((await ask({ service: "kitchen", location: "" })).result).toMatch(/closed/);
  const week = (await ask({ about: "week" })).result;
  expect(week).toContain("Monday to Friday: 9 AM to 10 PM; Saturday to Sunday: closed.");
  expect((await ask({ about: "never" })).error).toMatch(/now, week/);

  // With a second one the caller is asked, unless the tool is bound or the caller says so.
  const second = await addLocation(world, { name: "Altstadt", language: "de-DE" });
  expect((await ask()).result).toBe("Welchen Standort meinen Sie: Altstadt oder Main Street?");
  expect((await ask({ location: "the Main Street one" })).result).toMatch(/open until 10 PM/);
  await addBuiltIn(world, "opening_hours", { location_id: second.id }, { name: "zeiten" });
  expect((await askVapi(world, { name: "zeiten" })).result).toMatch(
    /Öffnungszeiten kenne ich nicht/,
  );
  const refused = await world.api("POST", "/api/v1/tools", {
    ...{ kind: "built_in", built_in: "opening_hours", name: "x", settings: { place: "x" } },
  });
  expect([refused.status, refused.json.type]).toEqual([422, "/problems/tool-invalid"]);
});

test("two tenants with the same dish hear two prices, and a change is heard within two seconds", async () => {
  await using world = await openWorld({ tenants: ["ten_a", "ten_b"] });
  const dishes = new Map<string, string>();
  for (const [tenant, price] of [
    ["ten_a", 1250],
    ["ten_b", 1900],
  ] as const) {
    const key = keyOf(tenant);
    const { path } = await addLocation(world, {}, key);
    const dish = await world.api(
      "POST",
      `${path}/items`,
      { name: "Margherita", price_minor: price, free_of: ["nuts"] },
      key,
    );
    dishes.set(tenant, `${path}/items/${dish.json.id}`);
    await addBuiltIn(world, "items_and_prices", {}, { key });
  }
  const ask = async (tenant: string, given: object = { query: "how much is the margherita" }) =>
    (await askVapi(world, { name: "items_and_prices", arguments: given }, { tenant })).result;
  expect(await ask("ten_a")).toBe("Margherita costs 12.50 US dollars.");
  expect(await ask("ten_b")).toBe("Margherita costs 19 US dollars.");
  const nuts = await ask("ten_a", { query: "", free_of: ["nuts"] });
  expect(nuts).toBe("Stated as suitable for without nuts: Margherita.");
  expect(await ask("ten_a", { query: "", free_of: ["gluten"] })).toMatch(/Nothing is stated/);
  await world.api("PATCH", dishes.get("ten_a") ?? "", { price_minor: 1300 }, keyOf("ten_a"));
  expect(await ask("ten_a")).toBe("Margherita costs 13 US dollars.");
  await world.api("DELETE", dishes.get("ten_a") ?? "", undefined, keyOf("ten_a"));
  expect(await ask("ten_a")).toBe("I could not find that.");
  expect(await ask("ten_b")).toBe("Margherita costs 19 US dollars.");
});

test("an address that cannot be located is never called outside", async () => {
  await using world = await openWorld();
  const { path } = await addLocation(world);
  await addBuiltIn(world, "delivery_check");
  const ask = async (given: object) =>
    (await askVapi(world, { name: "delivery_check", arguments: given })).result;
  const zone = await world.api("POST", `${path}/zones`, { name: "Centre", fee_minor: 350 });
  const ring = [
    [-74.1, 40.6],
    [-73.9, 40.6],
    [-73.9, 40.8],
    [-74.1, 40.8],
    [-74.1, 40.6],
  ];
  await world.api("PUT", `${path}/zones/${zone.json.id}/boundary`, {
    ...{ type: "Polygon", coordinates: [ring] },
  });
  expect(await ask({ lat: 40.7, lng: -74 })).toBe("Yes, we deliver there for 3.50 US dollars.");
  expect(await ask({ lat: "41.7", lng: "-74" })).toBe("That address is outside our delivery area.");
  for (const given of [{ address: "1 Nowhere Road" }, {}, { lat: 400, lng: 1 }]) {
    expect(await ask(given)).toMatch(/could not find that address/);
  }
});

test("knowledge is looked up in the tenant's bases, and what is not there is said to be unknown", async () => {
  await using world = await openWorld();
  await addBase(world.db, defaultTenantId, { id: "kb_hotel", name: "Hotel" });
  const text = "The heated pool is open from May to September.";
  const pool = { id: "doc_pool", title: "Pool", text, category: "house" };
  await writeDocuments(world.db, defaultTenantId, "kb_hotel", [pool]);
  await addBuiltIn(world, "knowledge_search", { knowledge_base: "Hotel" });
  const ask = async (question: string) =>
    (await askVapi(world, { name: "knowledge_search", arguments: { question } })).result;
  expect(await ask("When is the pool open?")).toBe(`Pool: ${text}`);
  expect(await ask("Do you sell bicycles?")).toBe("I have no information about that.");
  const requested = await world.deliver("vapi", {
    message: {
      ...{ type: "knowledge-base-request", call: { id: "c1", type: "inboundPhoneCall" } },
      messages: [{ role: "user", message: "Is the pool heated?" }],
    },
  });
  const { documents } = JSON.parse(requested.body);
  expect(documents).toMatchObject([{ content: text }]);
  expect(documents[0].similarity).toBeGreaterThan(0.3);
});
