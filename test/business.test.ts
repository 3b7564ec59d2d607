import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readLocationKnowledge } from "../src/business/index.ts";
import { inTenant } from "../src/store/index.ts";
import { startReceiver } from "./receiver.ts";
import { createWorld, keyOf, type World, type WorldOptions } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Json = any;

const wednesdayNoon = Date.parse("2026-11-25T17:00:00Z");

/** A world with a location in New York, at noon on a Wednesday. */
async function withLocation(options: WorldOptions = {}, given: object = {}) {
  const world = await createWorld(options);
  world.clock.now = wednesdayNoon;
  const made = await world.api("POST", "/api/v1/locations", {
    ...{ name: "Main Street", time_zone: "America/New_York", currency: "USD" },
    ...given,
  });
  expect(made.status).toBe(201);
  const path = `/api/v1/locations/${made.json.id}`;
  const ask = (method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", below: string, body?: object) =>
    world.api(method, `${path}${below}`, body);
  return {
    world,
    id: made.json.id as string,
    path,
    ask,
    make: async (below: string, body: object): Promise<Json> => {
      const answer = await ask("POST", below, body);
      expect([below, answer.status, answer.json.detail]).toEqual([below, 201, undefined]);
      return answer.json;
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const problemOf = ({ status, json }: { status: number; json: Json }) => [status, json.type];
const span = (dow: number, start_min: number, end_min: number) => ({ dow, start_min, end_min });
const square = (west: number, south: number, size: number) => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

test("a location is made, read, listed, changed and removed", async () => {
  await using here = await withLocation();
  const { world, path } = here;
  expect((await world.api("GET", path)).json).toMatchObject({ language: "en-US", place: null });
  const place = { lat: 40.7, lng: -74 };
  const changed = await world.api("PATCH", path, { place, phone: "+12125550101" });
  expect(changed.json).toMatchObject({ place, phone: "+12125550101", name: "Main Street" });
  expect((await world.api("PATCH", path, { place: null })).json.place).toBe(null);
  await world.api("POST", "/api/v1/locations", {
    ...{ name: "Alley", time_zone: "UTC", currency: "EUR" },
  });
  const first = (await world.api("GET", "/api/v1/locations?limit=1")).json;
  const second = (await world.api("GET", `/api/v1/locations?cursor=${first.next_cursor}`)).json;
  const names = [...first.data, ...second.data].map((one: Json) => one.name);
  expect([names, second.next_cursor]).toEqual([["Alley", "Main Street"], null]);
  expect((await world.api("DELETE", path)).status).toBe(204);
  expect(problemOf(await world.api("GET", path))).toEqual([404, "/problems/location-not-found"]);
});

test("a currency that is not in use is refused, and one in which prices are stated stays", async () => {
  await using here = await withLocation();
  const change = (currency: string) => here.ask("PATCH", "", { currency });
  expect(problemOf(await change("DEM"))).toEqual([422, "/problems/currency-unknown"]);
  expect((await change("JPY")).status).toBe(200);
  await here.make("/items", { name: "Tea", price_minor: 300 });
  expect(problemOf(await change("USD"))).toEqual([409, "/problems/currency-in-use"]);
  expect((await change("JPY")).status).toBe(200);
});

test("hours are replaced as a whole, and only by whoever saw the latest", async () => {
  await using here = await withLocation();
  const { world, path } = here;
  const unknown = await here.ask("GET", "/hours/now");
  expect(unknown.json).toMatchObject({ state: "unknown", local_time: "2026-11-25T12:00" });
  const put = async (body: object, match?: string) =>
    world.app.http.inject({
      method: "PUT",
      url: `${path}/hours`,
      headers: {
        authorization: `Bearer ${world.config.VOICELENS_OWNER_KEY}`,
        ...(match === undefined ? {} : { "if-match": match }),
      },
      payload: body,
    });
  const lunch = { weekly: { general: [span(3, 660, 840), span(3, 1020, 1320)], delivery: [] } };
  const written = await put(lunch, '"0"');
  expect([written.statusCode, written.headers.etag]).toEqual([200, '"1"']);
  expect((await put(lunch, '"0"')).json().type).toBe("/problems/version-changed");
  expect((await put({ weekly: {} }, 'W/"x"')).statusCode).toBe(412);
  const read = await here.ask("GET", "/hours");
  expect([read.headers.etag, read.json]).toMatchObject(['"1"', lunch]);
  const open = await here.ask("GET", "/hours/now");
  expect(open.json).toMatchObject({
    state: "open",
    changes_at: "2026-11-25T19:00:00.000Z",
    text: "We are open until 2 PM.",
  });
  const asked = await here.ask("GET", "/hours/now?at=2026-11-25T15:00:00-05:00&language=de");
  expect(asked.json).toMatchObject({
    state: "closed",
    text: "Wir haben gerade geschlossen und öffnen heute um 17 Uhr.",
  });
  const states = async (service: string) =>
    (await here.ask("GET", `/hours/now?service=${service}`)).json.state;
  expect([await states("delivery"), await states("kitchen")]).toEqual(["closed", "unknown"]);
});

test("hours that contradict themselves are refused with each fault, and what was there stays", async () => {
  await using here = await withLocation();
  await here.ask("PUT", "/hours", { weekly: { general: [span(1, 540, 1020)] } });
  const wrong = await here.ask("PUT", "/hours", {
    weekly: { general: [span(1, 540, 1020), span(1, 1000, 1100)] },
    closing: { from: "2026-12-02T00:00:00Z", until: "2026-12-01T00:00:00Z" },
  });
  expect(problemOf(wrong)).toEqual([422, "/problems/hours-invalid"]);
  expect(wrong.json.errors.map(({ path, code }: Json) => [path, code])).toEqual([
    ["weekly.general.1", "spans-overlap"],
    ["closing.until", "closing-reversed"],
  ]);
  for (const body of [
    { weekly: { general: [span(8, 0, 60)] } },
    { weekly: { general: [span(1, 1440, 60)] } },
    { weekly: { cinema: [] } },
    { weekly: {}, exceptions: [{ first_date: "2026-02-30", last_date: "2026-02-30", spans: [] }] },
  ]) {
    expect((await here.ask("PUT", "/hours", body)).status).toBe(400);
  }
  expect((await here.ask("GET", "/hours")).json.version).toBe(1);
});

test("two people replacing hours at once are one after the other, and one of them is told", async () => {
  await using here = await withLocation();
  const put = (end: number) =>
    here.world.app.http.inject({
      method: "PUT",
      url: `${here.path}/hours`,
      headers: {
        authorization: `Bearer ${here.world.config.VOICELENS_OWNER_KEY}`,
        "if-match": '"0"',
      },
      payload: { weekly: { general: [span(1, 0, end)] } },
    });
  const answers = await Promise.all([put(60), put(120), put(180)]);
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412, 412]);
});

test("a zone is drawn, asked, and where nothing is drawn nothing is known", async () => {
  await using here = await withLocation();
  const check = async (place: object) => (await here.ask("POST", "/zones/check", { place })).json;
  const inside = { lat: 40.71, lng: -73.99 };
  expect(await check(inside)).toMatchObject({ kind: "unknown", reason: "no_zones" });
  const zone = await here.make("/zones", {
    ...{ name: "Downtown", fee_minor: 350, min_order_minor: 1500, free_from_minor: 4000 },
  });
  expect(await check(inside)).toMatchObject({ kind: "unknown", reason: "zone_without_boundary" });
  const boundary = `/zones/${zone.id}/boundary`;
  const drawn = await here.ask("PUT", boundary, square(-74, 40.7, 0.05));
  expect(drawn.json).toMatchObject({ has_boundary: true, label: { lat: 40.725, lng: -73.975 } });
  expect(await check(inside)).toMatchObject({
    kind: "inside",
    zone: { id: zone.id, fee_minor: 350, currency: "USD" },
    text: "Yes, we deliver there for 3.50 US dollars. The minimum order is 15 US dollars. From 40 US dollars on, delivery is free.",
  });
  expect((await check({ lat: 41, lng: -73.99 })).kind).toBe("outside");
  expect((await check({ lat: 40.7, lng: -74 })).kind).toBe("inside");
  const swapped = await here.ask("POST", "/zones/check", { place: { lat: -120, lng: 40.71 } });
  expect([swapped.status, swapped.json.detail]).toEqual([
    400,
    expect.stringContaining("exchanged"),
  ]);
  const feature = await here.ask("GET", boundary);
  expect(feature.json).toMatchObject({ type: "Feature", geometry: { type: "MultiPolygon" } });
  expect((await here.ask("PUT", boundary, feature.json)).status).toBe(200);
  expect((await here.ask("DELETE", boundary)).status).toBe(204);
  expect((await check(inside)).kind).toBe("unknown");
});

test("a boundary that cannot be used is refused with its reason, and the old one stays", async () => {
  await using here = await withLocation({}, { place: { lat: 40.7, lng: -74 } });
  const zone = await here.make("/zones", { name: "Downtown" });
  const boundary = `/zones/${zone.id}/boundary`;
  await here.ask("PUT", boundary, square(-74, 40.7, 0.05));
  const cases: Array<[string, object]> = [
    [
      "crosses-itself",
      {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [1, 0],
            [0, 1],
          ],
        ],
      },
    ],
    ["swapped", square(40.7, -74, 0.05)],
    ["not-geojson", { type: "Point", coordinates: [0, 0] }],
  ];
  for (const [reason, body] of cases) {
    const refused = await here.ask("PUT", boundary, body);
    expect([refused.status, refused.json.type, refused.json.reason]).toEqual([
      422,
      "/problems/boundary-invalid",
      reason,
    ]);
  }
  const place = { lat: 40.72, lng: -73.98 };
  expect((await here.ask("POST", "/zones/check", { place })).json.kind).toBe("inside");
});

/** A geocoder that answers as Nominatim does. */
async function withGeocoder() {
  const receiver = await startReceiver();
  const answers: { current: unknown } = { current: [] };
  receiver.answer = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answers.current));
  };
  const here = await withLocation(
    { env: { GEOCODER_URL: `${receiver.url}?key=abc` } },
    { place: { lat: 40.7, lng: -74 } },
  );
  const zone = await here.make("/zones", { name: "Downtown" });
  await here.ask("PUT", `/zones/${zone.id}/boundary`, square(-74, 40.7, 0.05));
  const check = async (address: string): Promise<Json> =>
    (await here.ask("POST", "/zones/check", { address })).json;
  return {
    ...{ here, receiver, answers, check },
    [Symbol.asyncDispose]: async () => {
      await here[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

const house = (lat: number, lon: number, place_rank = 30) => ({
  ...{ lat: String(lat), lon: String(lon), place_rank },
});

test("an address is found on the map, once for the same question", async () => {
  await using geocoding = await withGeocoder();
  const { check, receiver, answers, here } = geocoding;
  answers.current = [house(40.71, -73.99)];
  expect(await check("1 Main  Street")).toMatchObject({
    kind: "inside",
    place: { lat: 40.71, lng: -73.99 },
  });
  expect((await check(" 1 Main Street")).kind).toBe("inside");
  expect(receiver.requests).toHaveLength(1);
  const asked = new URL(receiver.requests[0]?.url ?? "", "http://localhost").searchParams;
  expect([asked.get("key"), asked.get("q")]).toEqual(["abc", "1 Main Street"]);
  answers.current = [house(41.5, -73.99)];
  expect((await check("2 Main Street")).kind).toBe("outside");
  here.world.clock.now += 25 * 3_600_000;
  await check("1 Main Street");
  expect(receiver.requests).toHaveLength(3);
});

test.each<[string, unknown, string]>([
  ["nothing", [], "not_found"],
  ["only a street", [house(40.71, -73.99, 26)], "imprecise"],
  ["two places", [house(40.71, -73.99), house(40.74, -73.96)], "ambiguous"],
  ["two far places", [house(48.1, 11.5), house(52.5, 13.4)], "ambiguous"],
  ["something else", { error: "no" }, "failed"],
  ["a place outside of the world", [house(140, -73.99)], "failed"],
])(
  "when the geocoder finds %s the address cannot be located, and is never outside",
  async (...given) => {
    const [, answer, reason] = given;
    await using geocoding = await withGeocoder();
    const { check, answers } = geocoding;
    answers.current = answer;
    expect(await check("somewhere")).toMatchObject({ kind: "cannot_locate", reason, zone: null });
  },
);

test("a house nearby is meant before one of the same address elsewhere", async () => {
  await using geocoding = await withGeocoder();
  const { check, answers } = geocoding;
  answers.current = [house(34.1, -118.2), house(40.71, -73.99), house(40.7101, -73.9901)];
  expect((await check("1 Main Street")).kind).toBe("inside");
});

test("a geocoder that fails, hangs or is not there cannot locate, in time", async () => {
  await using geocoding = await withGeocoder();
  const { check, receiver } = geocoding;
  receiver.answer = 500;
  expect(await check("a")).toMatchObject({ kind: "cannot_locate", reason: "failed" });
  receiver.answer = () => undefined;
  expect(await check("b")).toMatchObject({ kind: "cannot_locate", reason: "too_slow" });
  await using here = await withLocation();
  const answer = await here.ask("POST", "/zones/check", { address: "1 Main Street" });
  expect(answer.json).toMatchObject({ kind: "cannot_locate", reason: "no_geocoder" });
  expect((await here.ask("POST", "/zones/check", {})).status).toBe(400);
});

test("a catalogue has categories, modifiers and items, listed in their order, filtered and searched", async () => {
  await using here = await withLocation();
  const pizza = await here.make("/categories", { name: "Pizza", position: 1 });
  const again = await here.ask("POST", "/categories", { name: "PIZZA" });
  expect(problemOf(again)).toEqual([409, "/problems/name-taken"]);
  const toppings = await here.make("/modifier-groups", {
    name: "Toppings",
    max: 2,
    options: [{ name: "Basil" }, { name: "Cheese", price_minor: 150, contains: ["milk"] }],
  });
  const body = { category_id: pizza.id, modifier_group_ids: [toppings.id] };
  for (const [position, name] of ["Margherita", "Funghi", "Quattro"].entries()) {
    await here.make("/items", { name, position, price_minor: 1000 + position, ...body });
  }
  await here.make("/items", { name: "Water", position: -1, is_available: false });
  const names = async (query: string) =>
    (await here.ask("GET", `/items${query}`)).json.data.map((one: Json) => one.name);
  expect(await names("")).toEqual(["Water", "Margherita", "Funghi", "Quattro"]);
  expect(await names(`?category_id=${pizza.id}&limit=2`)).toEqual(["Margherita", "Funghi"]);
  expect(await names("?q=FUN")).toEqual(["Funghi"]);
  expect(await names("?q=%25")).toEqual([]);
  expect(await names("?is_available=false")).toEqual(["Water"]);
  const first = (await here.ask("GET", "/items?limit=3")).json;
  expect(await names(`?cursor=${first.next_cursor}`)).toEqual(["Quattro"]);
  const [item] = first.data.slice(1);
  expect(item).toMatchObject({ modifier_group_ids: [toppings.id], currency: "USD", image: null });
  expect((await here.ask("DELETE", `/categories/${pizza.id}`)).status).toBe(204);
  expect((await here.ask("GET", `/items/${item.id}`)).json.category_id).toBe(null);
  expect((await here.ask("DELETE", `/modifier-groups/${toppings.id}`)).status).toBe(204);
  expect((await here.ask("GET", `/items/${item.id}`)).json.modifier_group_ids).toEqual([]);
});

test("what cannot be is refused: contradictions, foreign categories, choices that nobody can make", async () => {
  await using here = await withLocation();
  const other = await here.world.api("POST", "/api/v1/locations", {
    ...{ name: "Other", time_zone: "UTC", currency: "USD" },
  });
  const foreign = await here.world.api("POST", `/api/v1/locations/${other.json.id}/categories`, {
    name: "Pizza",
  });
  const post = async (below: string, body: object) =>
    problemOf(await here.ask("POST", below, body));
  const item = { name: "Tea" };
  expect(await post("/items", { ...item, contains: ["milk"], free_of: ["milk"] })).toEqual([
    422,
    "/problems/diet-contradictory",
  ]);
  const made = await here.make("/items", { ...item, contains: ["milk"] });
  const turned = await here.ask("PATCH", `/items/${made.id}`, { free_of: ["milk"] });
  expect(problemOf(turned)).toEqual([422, "/problems/diet-contradictory"]);
  expect(await post("/items", { ...item, category_id: foreign.json.id })).toEqual([
    404,
    "/problems/category-not-found",
  ]);
  expect(await post("/items", { ...item, modifier_group_ids: ["mod_x"] })).toEqual([
    404,
    "/problems/modifier-group-not-found",
  ]);
  const options = [{ name: "Basil" }];
  expect((await post("/modifier-groups", { name: "x", min: 2, options }))[0]).toBe(400);
  expect((await post("/modifier-groups", { name: "x", min: 1, max: 1, options: [] }))[0]).toBe(400);
  expect((await post("/items", { ...item, price_minor: 12.5 }))[0]).toBe(400);
  expect((await post("/items", { ...item, price_minor: -1 }))[0]).toBe(400);
  expect((await post("/items", { ...item, free_of: ["dust"] }))[0]).toBe(400);
  const dates = { first_date: "2026-12-02", last_date: "2026-12-01" };
  expect((await post("/items", { ...item, ...dates }))[0]).toBe(400);
});

test("two tenants with the same dish have two prices, and a changed price is the next answer's", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  const locations: Record<string, { location: string; item: string }> = {};
  for (const [tenant, price_minor] of [
    ["ten_a", 900],
    ["ten_b", 1250],
  ] as const) {
    const post = (url: string, body: object) => world.api("POST", url, body, keyOf(tenant));
    const { id } = (
      await post("/api/v1/locations", { name: "Here", time_zone: "UTC", currency: "EUR" })
    ).json;
    const item = await post(`/api/v1/locations/${id}/items`, { name: "Margherita", price_minor });
    locations[tenant] = { location: id, item: item.json.id };
  }
  const ask = async (tenant: string) =>
    world.api(
      "POST",
      `/api/v1/locations/${locations[tenant]?.location}/items/find`,
      { query: "how much is the margherita" },
      keyOf(tenant),
    );
  expect((await ask("ten_a")).json.text).toBe("Margherita costs 9 euros.");
  expect((await ask("ten_b")).json.text).toBe("Margherita costs 12.50 euros.");
  const { location, item } = locations.ten_a ?? { location: "", item: "" };
  const url = `/api/v1/locations/${location}/items/${item}`;
  await world.api("PATCH", url, { price_minor: 950 }, keyOf("ten_a"));
  expect((await ask("ten_a")).json.text).toBe("Margherita costs 9.50 euros.");
  await world.api("DELETE", url, undefined, keyOf("ten_a"));
  expect((await ask("ten_a")).json).toMatchObject({ kind: "unknown", reason: "no_catalogue" });
  expect((await ask("ten_b")).json.items[0].prices).toMatchObject([{ price_minor: 1250 }]);
});

test("what is gluten free is answered from what is stated, and the rest is said to be unknown", async () => {
  await using here = await withLocation();
  await here.make("/items", { name: "Salad", free_of: ["gluten"] });
  await here.make("/items", { name: "Soup" });
  await here.make("/items", { name: "Bread", contains: ["gluten"] });
  const find = async (body: object) => (await here.ask("POST", "/items/find", body)).json;
  expect(await find({ free_of: ["gluten"] })).toMatchObject({
    kind: "list",
    not_stated: 1,
    text: "Stated as suitable for without gluten: Salad. For the others I cannot say.",
  });
  expect(await find({ query: "soup", free_of: ["gluten"] })).toMatchObject({
    items: [{ suitability: "not_stated" }],
  });
  expect((await find({ query: "bread", free_of: ["gluten"] })).text).toContain(
    "Bread contains gluten.",
  );
});

const csv = [
  "sku,name,category,price,currency,variants,free_of,available",
  "m1,Margherita,Pizza,,USD,Small=9.00; Large=14.50,Nuts,yes",
  "m2,Tea,Drinks,2.50,,,,no",
].join("\n");
const wrong = [
  "m3,Bad price,Drinks,2.505,,,,",
  "m4,Bad currency,Drinks,2,EUR,,,",
  "m1,Twice,Pizza,1,,,,",
  ",Tea,Drinks,1,,,,",
  ",tea,Drinks,1,,,,",
  'm5,"Two\nlines",Drinks,1,,,dust,',
  "m6,Too,many,1,,,,,cells",
].join("\n");

test("a file is taken as a whole or not at all, a dry run tells of every line, and the same file again changes nothing", async () => {
  await using here = await withLocation();
  const take = async (body: object) =>
    (await here.ask("POST", "/import", { what: "items", ...body })).json;
  const dry = await take({ csv: `${csv}\n${wrong}`, dry_run: true });
  expect(dry).toMatchObject({ dry_run: true, created: 2, updated: 0, unchanged: 0, failed: 7 });
  expect(dry.lines.every(({ id }: Json) => id === null)).toBe(true);
  const errors = dry.lines.filter(({ error }: Json) => error !== null);
  expect(errors.map(({ line, error }: Json) => [line, error.split(":")[0]])).toEqual([
    ...[
      [4, "price"],
      [5, "currency"],
      [6, "external_id"],
      [7, "name"],
      [8, "name"],
    ],
    ...[
      [9, "free_of.0"],
      [11, "more cells than the first line has"],
    ],
  ]);
  const refused = await take({ csv: `${csv}\n${wrong}` });
  expect(refused).toMatchObject({ type: "/problems/import-refused", status: 422 });
  expect(refused.errors[0]).toEqual({
    ...{ path: "line 4", message: 'price: "2.505" is no amount in USD' },
  });
  expect((await here.ask("GET", "/items")).json.data).toEqual([]);
  expect((await here.ask("GET", "/categories")).json.data).toEqual([]);
  const first = await take({ csv });
  expect(first).toMatchObject({ created: 2, failed: 0 });
  expect(await take({ csv })).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
  const third = await take({ csv: csv.replace("2.50", "2.75") });
  expect(third.lines[1]).toMatchObject({
    outcome: "updated",
    changes: [{ member: "price_minor", before: "250", after: "275" }],
  });
  const items = (await here.ask("GET", "/items")).json.data;
  expect(items.map(({ name, position }: Json) => [name, position])).toEqual([
    ...[
      ["Margherita", 0],
      ["Tea", 1],
    ],
  ]);
  expect(items[0].variants).toMatchObject([
    { name: "Small", price_minor: 900 },
    { name: "Large", price_minor: 1450 },
  ]);
  const [, audited] = (await here.world.api("GET", "/api/v1/admin/audit?limit=2")).json.data;
  expect(audited).toMatchObject({ action: "location.imported", payload: { what: "items" } });
});

test("JSON says the same as CSV, what a person wrote down is known by its name, and what is neither is refused", async () => {
  await using here = await withLocation();
  const soup = await here.make("/items", { name: "Soup", price_minor: 400 });
  const take = (body: object) => here.ask("POST", "/import", { what: "items", ...body });
  const items = [
    { external_id: "m1", name: "Tea", price: 2.5, category: "Drinks" },
    { external_id: "m2", name: "soup", contains: ["milk"] },
  ];
  expect((await take({ json: items })).json).toMatchObject({ created: 1, updated: 1 });
  expect((await here.ask("GET", `/items/${soup.id}`)).json).toMatchObject({
    ...{ external_id: "m2", name: "soup", price_minor: 400, contains: ["milk"] },
  });
  expect((await take({ json: items })).json.unchanged).toBe(2);
  const turned = await take({ json: [{ external_id: "m2", name: "Soup", free_of: ["milk"] }] });
  expect(turned.json.errors[0].message).toContain("milk");
  const odd = await take({
    json: [{ name: "x", pirce: "1" }, 7, { name: "y", choices: ["None"] }],
    dry_run: true,
  });
  expect(odd.json.lines.map(({ error }: Json) => error)).toEqual([
    expect.stringContaining("pirce"),
    expect.stringContaining("expected object"),
    'choices: there is no group "None"; import modifiers first',
  ]);
  for (const body of [
    ...[{}, { csv: "", json: [] }, { csv: "" }, { csv: "price\n1" }, { csv: "x\n1" }],
    ...[{ json: { a: 1 } }, { what: "hours", json: [] }],
  ]) {
    expect((await take(body)).status).toBe(400);
  }
});

test("the example files are taken, twice without a change, and answered from", async () => {
  await using here = await withLocation({}, { place: { lat: 40.75, lng: -73.99 } });
  const take = async (what: string, name: string) => {
    const text = await readFile(
      new URL(`../docs/examples/location/${name}`, import.meta.url),
      "utf8",
    );
    const file = name.endsWith(".csv") ? { csv: text } : { json: JSON.parse(text) };
    const { status, json } = await here.ask("POST", "/import", { what, ...file });
    expect([name, status, json.errors]).toEqual([name, 200, undefined]);
    return json;
  };
  const files = [
    ...[
      ["modifiers", "modifiers.csv"],
      ["items", "items.csv"],
      ["items", "items.json"],
    ],
    ...[
      ["zones", "zones.csv"],
      ["zones", "zones.geojson"],
      ["texts", "texts.csv"],
    ],
    ["hours", "hours.csv"],
  ] as const;
  for (const [what, name] of files) await take(what, name);
  for (const [what, name] of files.filter(([, name]) => !name.startsWith("zones"))) {
    expect([name, await take(what, name)]).toEqual([
      ...[name, expect.objectContaining({ created: 0, updated: 0 })],
    ]);
  }
  expect((await take("zones", "zones.geojson")).unchanged).toBe(2);
  const [margherita] = (await here.ask("POST", "/items/find", { query: "margherita" })).json.items;
  expect(margherita.modifiers.map(({ name, min }: Json) => [name, min])).toEqual([
    ...[
      ["Toppings", 0],
      ["Crust", 1],
    ],
  ]);
  const now = (await here.ask("GET", "/hours/now")).json;
  expect(now).toMatchObject({ state: "open", changes_at: "2026-11-25T19:30:00.000Z" });
  const check = async (lat: number, lng: number) =>
    (await here.ask("POST", "/zones/check", { place: { lat, lng } })).json;
  expect(await check(40.75, -73.99)).toMatchObject({ kind: "inside", zone: { name: "Downtown" } });
  expect(await check(40.725, -74.025)).toMatchObject({ kind: "outside" });
  expect((await here.ask("GET", "/texts?kind=policy")).json.data).toMatchObject([
    { title: "Cancelling" },
  ]);
  expect((await take("hours", "hours.json")).lines[0].changes).toMatchObject([
    { member: "general" },
    { member: "exceptions" },
  ]);
});

test("each file tells of its own faults by line", async () => {
  await using here = await withLocation();
  await here.make("/zones", { name: "Taken" });
  await here.make("/zones", { name: "Known", external_id: "z1" });
  const faults = async (what: string, file: object) => {
    const { json } = await here.ask("POST", "/import", { what, ...file, dry_run: true });
    return json.lines.flatMap(({ line, error }: Json) =>
      error === null ? [] : [`${line} ${error}`],
    );
  };
  const crossing = {
    type: "Polygon",
    coordinates: [
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ],
  };
  const features = [
    { type: "Feature", properties: { name: "Bow", stroke: "#f00" }, geometry: crossing },
    {
      type: "Feature",
      properties: { name: "Line" },
      geometry: { type: "Point", coordinates: [0, 0] },
    },
    { type: "Feature", properties: {}, geometry: square(0, 0, 1) },
  ];
  const ofMap = await faults("zones", { json: { type: "FeatureCollection", features } });
  expect(ofMap).toEqual([
    expect.stringMatching(/^1 boundary: .*cross/),
    expect.stringMatching(/^2 boundary: .*Polygon/),
    expect.stringMatching(/^3 name: /),
  ]);
  const zones =
    "external_id,name,weekly,fee\nz1,Taken,,\nz2,New,Mon 9-5pm,\nz3,Third,Mon 9-12; Mon 11-13,\nz4,Fourth,,free";
  expect(await faults("zones", { csv: zones })).toEqual([
    '2 name: another has "Taken" already',
    '3 weekly: "Mon 9-5pm" must be days and times such as Mon-Fri 11:00-14:00',
    "4 Monday 11:00-13:00 overlaps Monday 09:00-12:00.",
    '5 fee: "free" is no amount in USD',
  ]);
  const modifiers =
    "group,min,max,option,price\nSize,1,1,Small,\nSize,,,Large,much\nSauce,3,,Mild,";
  expect(await faults("modifiers", { csv: modifiers })).toEqual([
    '3 options.1.price: "much" is no amount in USD',
    "4 min: It must not be more than there are options.",
  ]);
  const hours = "days,date,opens,closes\nMon,,9,12\nFunday,,9,12\nTue,2026-12-24,9,12\nWed,,9,";
  expect(await faults("hours", { csv: hours })).toEqual([
    '3 days: "Funday" names no days; write Mon, Mon-Fri, Sat,Sun or daily',
    "4 give either days of the week or a first_date",
    "5 give both opens and closes, or neither for closed",
  ]);
  expect(await faults("hours", { csv: "days,opens,closes\nMon,9,12\nMon-Tue,11,13" })).toEqual([
    "3 Monday 11:00-13:00 overlaps Monday 09:00-12:00.",
  ]);
  expect(await faults("texts", { csv: "kind,question,answer\nrule,A?,B\nfaq,A?," })).toHaveLength(
    2,
  );
});

const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(100, 7)]);

async function putImage(world: World, url: string, payload: Buffer, type = "image/png") {
  const headers = {
    authorization: `Bearer ${world.config.VOICELENS_OWNER_KEY}`,
    "content-type": type,
  };
  return world.app.http.inject({ method: "PUT", url, headers, payload });
}

test("a picture is kept as it is, by what its bytes say, and goes with its item alone", async () => {
  await using here = await withLocation();
  const { world, path } = here;
  const [one, two] = [
    await here.make("/items", { name: "Tea" }),
    await here.make("/items", { name: "Mint tea" }),
  ];
  const url = (item: Json) => `${path}/items/${item.id}/image`;
  const put = await putImage(world, url(one), png, "image/jpeg");
  expect([put.statusCode, put.json()]).toEqual([200, { type: "image/png", bytes: png.length }]);
  await putImage(world, url(two), png);
  const headers = { authorization: `Bearer ${world.config.VOICELENS_OWNER_KEY}` };
  const read = (item: Json) => world.app.http.inject({ url: url(item), headers });
  expect((await read(one)).rawPayload.equals(png)).toBe(true);
  expect((await read(one)).headers["content-type"]).toBe("image/png");
  expect((await here.ask("DELETE", `/items/${one.id}`)).status).toBe(204);
  expect((await read(two)).rawPayload.equals(png)).toBe(true);
  expect((await here.ask("DELETE", `/items/${two.id}/image`)).status).toBe(204);
  expect((await read(two)).statusCode).toBe(404);
  const page = Buffer.from("<script>alert(1)</script>");
  expect((await putImage(world, url(two), page)).statusCode).toBe(415);
  expect((await putImage(world, url(two), png, "text/html")).statusCode).toBe(415);
  const large = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]);
  expect((await putImage(world, url(two), large)).statusCode).toBe(413);
});

test("the texts of a location are what can be asked of it, with ids that stay", async () => {
  await using here = await withLocation();
  const drinks = await here.make("/categories", { name: "Drinks" });
  const milk = await here.make("/modifier-groups", {
    ...{ name: "Milk", min: 1, options: [{ name: "Oat", price_minor: 50 }] },
  });
  const item = await here.make("/items", {
    ...{ name: "Latte", category_id: drinks.id, modifier_group_ids: [milk.id], contains: ["milk"] },
    variants: [{ name: "Large", price_minor: 550 }],
  });
  const faq = await here.make("/texts", {
    ...{ kind: "faq", title: "Do you have parking?", content: "Behind the house." },
  });
  const scope = { tenantId: "ten_default" };
  const read = () =>
    inTenant(here.world.db, scope, async (trx) => {
      const { texts } = await readLocationKnowledge(trx, scope, here.id);
      return texts;
    });
  expect(await read()).toEqual([
    {
      ...{ id: item.id, kind: "item", title: "Latte" },
      content:
        "Category: Drinks\nPrice, Large: 5.50 USD\nMilk (required): Oat +0.50 USD\nContains: milk",
    },
    { id: faq.id, kind: "faq", title: "Do you have parking?", content: "Behind the house." },
  ]);
  await here.ask("PATCH", `/items/${item.id}`, { is_available: false });
  const [after] = await read();
  expect([after?.id, after?.content]).toEqual([item.id, expect.stringContaining("Not available")]);
  expect((await here.ask("GET", "/texts?kind=policy")).json.data).toEqual([]);
  expect((await here.ask("GET", "/texts?q=PARKING")).json.data).toHaveLength(1);
});

test("whoever may only read changes nothing, and every change is in the audit log", async () => {
  await using here = await withLocation();
  const { key } = (
    await here.world.api("POST", "/api/v1/api-keys", { name: "reader", role: "viewer" })
  ).json;
  expect((await here.world.api("GET", here.path, undefined, key)).status).toBe(200);
  expect((await here.world.api("DELETE", here.path, undefined, key)).status).toBe(403);
  await here.make("/categories", { name: "Pizza" });
  await here.ask("PUT", "/hours", { weekly: {} });
  await here.ask("DELETE", "");
  const actions = (await here.world.api("GET", "/api/v1/admin/audit?limit=10")).json.data.map(
    ({ action }: Json) => action,
  );
  expect(actions).toEqual(
    expect.arrayContaining([
      ...["location.created", "category.created", "location.hours_replaced", "location.removed"],
    ]),
  );
});
