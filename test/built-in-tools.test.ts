import { Webhook } from "standardwebhooks";
import { expect, test, vi } from "vitest";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { addBuiltIn, addLocation, askVapi, wednesdayNoon } from "./callers.ts";
import { addBase, writeDocuments } from "./knowledge-writer.ts";
import { startReceiver } from "./receiver.ts";
import { createWorld, keyOf, type World } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Json = any;

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

test("what is written down about a location is heard by its callers, and every edit soon after", async () => {
  await using world = await openWorld({ isStarted: true });
  const create = async (path: string, body: object): Promise<string> => {
    const { status, json } = await world.api("POST", path, body);
    expect([status, json.detail]).toEqual([201, undefined]);
    return `${path}/${json.id}`;
  };
  const main = await addLocation(world);
  const old = await addLocation(world, { name: "Old Town" });
  await addBuiltIn(world, "knowledge_search");
  const title = "Where can guests park?";
  const parking: string[] = [];
  for (const [{ id, path }, to, content] of [
    [main, "+12125550102", "Behind the house."],
    [old, "+12125550103", "In the market garage."],
  ] as const) {
    await world.api("PUT", `${path}/knowledge`, { is_searched: true });
    parking.push(await create(`${path}/texts`, { kind: "faq", title, content }));
    await create("/api/v1/inbound-rules", { number: to, location_id: id });
  }
  await create(`${main.path}/items`, { name: "Calzone", price_minor: 1250 });
  const ask = async (to: string, question = title) =>
    (await askVapi(world, { name: "knowledge_search", arguments: { question } }, { to })).result;
  const hears = (to: string, words: string, question?: string) =>
    vi.waitFor(async () => expect(await ask(to, question)).toBe(words));

  await hears("+12125550102", `${title}: Behind the house.`);
  await hears("+12125550103", `${title}: In the market garage.`);
  await hears("+12125550102", "Calzone: Price: 12.50 USD", "How much is the calzone?");
  expect(await ask("+12125550103", "How much is the calzone?")).toMatch(/no information/);
  // Whose location is not known hears which one each is about.
  const either = await ask("+12125550109");
  expect(either).toContain(`${title} (Main Street): Behind the house.`);
  expect(either).toContain(`${title} (Old Town): In the market garage.`);
  const requested = await world.deliver("vapi", {
    message: {
      ...{ type: "knowledge-base-request", call: { id: "c1", type: "inboundPhoneCall" } },
      phoneNumber: { number: "+12125550103" },
      messages: [{ role: "user", message: title }],
    },
  });
  const told = JSON.parse(requested.body).documents.map(({ content }: Json) => content);
  expect(told).toEqual([`${title}: In the market garage.`]);

  await world.api("PATCH", parking[0] ?? "", { content: "On the roof." });
  await hears("+12125550102", `${title}: On the roof.`);
  await world.api("DELETE", parking[0] ?? "");
  await hears("+12125550102", "I have no information about that.");
  expect(await ask("+12125550103")).toBe(`${title}: In the market garage.`);
});

test("a message becomes a note and a follow-up at the contact of the number, once however often it is asked for", async () => {
  await using world = await openWorld();
  await addBuiltIn(world, "take_message", { due_hours: 2 });
  const use = {
    ...{ name: "take_message", id: "use_message" },
    arguments: { message: "Please call about the terrace.", name: "Ines", is_urgent: "true" },
  };
  const said = { result: expect.stringMatching(/passed your message on/) };
  const both = await Promise.all([askVapi(world, use), askVapi(world, use)]);
  expect([...both, await askVapi(world, use)]).toMatchObject([said, said, said]);
  await world.settle();
  const followUps = await world.api("GET", "/api/v1/follow-ups");
  expect(followUps.json.data).toMatchObject([
    {
      ...{ contact_name: "Ines", contact_number: "+12125550147", priority: "urgent" },
      notes: "Please call about the terrace.",
      due_at: new Date(world.clock.now + 2 * 3_600_000).toISOString(),
      call_id: expect.stringMatching(/^call_/),
    },
  ]);
  const contact = followUps.json.data[0].contact_id;
  const notes = await world.api("GET", `/api/v1/contacts/${contact}/notes`);
  expect(notes.json.data).toMatchObject([{ content: "Please call about the terrace." }]);

  // Whoever withholds the number is asked for one; a second message of the same person is at the same contact.
  const unknown = { name: "take_message", arguments: { message: "Hello" } };
  const asked = await askVapi(world, unknown, { from: null });
  expect(asked.result).toBe("Which number can we reach you at?");
  const told = { name: "take_message", arguments: { message: "Hello", phone: "(212) 555-0147" } };
  expect(await askVapi(world, told, { from: null })).toMatchObject(said);
  const { json } = await world.api("GET", `/api/v1/follow-ups?contact=${contact}`);
  expect(json.data).toHaveLength(2);
});

test("calls are transferred by opening hours, whether the agent asks or Vapi does", async () => {
  await using world = await openWorld();
  const requested = async () => {
    const message = { type: "transfer-destination-request", call: { id: "c1" } };
    return JSON.parse((await world.deliver("vapi", { message })).body);
  };
  expect(await requested()).toEqual({ error: expect.stringMatching(/cannot transfer/) });
  const { path } = await addLocation(world);
  const kitchen = { name: "Kitchen", number: "+12125550110", hours: "kitchen" };
  const desk = { name: "Front desk", number: "+12125550111", hours: "general" };
  const settings = { destinations: [kitchen, desk] };
  const tool = await addBuiltIn(world, "transfer", settings);
  const weekly = { kitchen: [], general: [span(3, 9 * 60, 13 * 60)] };
  await world.api("PUT", `${path}/hours`, { weekly });
  const ask = async (to?: string) =>
    JSON.parse((await askVapi(world, { name: "transfer", arguments: { to } })).result ?? "");
  const connected = { can_transfer: true, number: "+12125550111" };
  expect(await ask()).toEqual({ ...connected, result: "One moment, I am connecting you." });
  expect(await ask("the kitchen")).toMatchObject({ can_transfer: false, number: null });
  expect(await requested()).toMatchObject({ destination: { number: "+12125550111" } });
  world.clock.now += 4 * 3_600_000;
  const closed = await requested();
  expect(closed.error).toMatch(/^We are closed now and open .* I can take a message\.$/);
  const always = { destinations: [{ number: "+12125550112" }] };
  await world.api("PATCH", `/api/v1/tools/${tool.id}`, { settings: always });
  world.clock.now += 2_000;
  expect(await requested()).toMatchObject({ destination: { number: "+12125550112" } });
  const other = (await addLocation(world)).id;
  const elsewhere = {
    destinations: [{ number: "+12125550113", hours: "kitchen" }],
    otherwise: { number: "sip:desk@example.com", name: "Desk" },
  };
  await world.api("PATCH", `/api/v1/tools/${tool.id}`, {
    settings: { ...elsewhere, location_id: path.split("/").at(-1) },
  });
  world.clock.now += 2_000;
  const bySip = { type: "sip", sipUri: "sip:desk@example.com" };
  expect(await requested()).toMatchObject({ destination: bySip });
  const there = { ...elsewhere.destinations[0], location_id: other };
  await world.api("PATCH", `/api/v1/tools/${tool.id}`, {
    settings: { ...elsewhere, destinations: [there] },
  });
  world.clock.now += 2_000;
  // Nobody wrote down the hours of the other kitchen.
  expect(await requested()).toMatchObject({ destination: { number: "+12125550113" } });
  const wrong = { settings: { destinations: [{ number: "0125550112", hours: "lunch" }] } };
  const refused = await world.api("PATCH", `/api/v1/tools/${tool.id}`, wrong);
  expect(refused.status).toBe(422);
  expect(refused.json.errors).toMatchObject([
    {
      path: "settings.destinations.0.number",
      message: expect.stringContaining("such as +12125550102, or a SIP address"),
    },
    { path: "settings.destinations.0.hours" },
  ]);
});

test("a time is offered and booked at the tenant's calendar, with a signed request and once", async () => {
  await using calendar = await startReceiver();
  calendar.answer = (response, { method, body }) => {
    const isTaken = method === "POST" && JSON.parse(body.toString()).name === "Late";
    const free = [{ from: "2026-11-28T00:30:00Z" }, { from: "2026-11-28T00:00:00Z" }];
    const booking = { confirmed: !isTaken, reference: "HD-2291", free: isTaken ? free : [] };
    const json = JSON.stringify(method === "GET" ? { free } : booking);
    response.writeHead(200, { "content-type": "application/json" }).end(json);
  };
  await using world = await openWorld({ env: { OUTBOUND_ALLOW: "127.0.0.1/32" } });
  const location = await addLocation(world);
  const settings = { url: calendar.url, duration_min: 90 };
  await addBuiltIn(world, "calendar_times", { url: calendar.url });
  const { secret } = await addBuiltIn(world, "calendar_book", settings);
  const ask = async (name: string, given: object, id?: string) =>
    askVapi(world, { name, arguments: given, ...(id === undefined ? {} : { id }) });
  const times = await ask("calendar_times", { day: "2026-11-27" });
  expect(times.result).toBe("These times are free: Friday at 7 PM or Friday at 7:30 PM.");
  const query = new URL(calendar.requests[0]?.url ?? "", calendar.url).searchParams;
  expect(Object.fromEntries(query)).toEqual({
    ...{ from: "2026-11-27T05:00:00.000Z", until: "2026-11-28T05:00:00.000Z" },
    location: location.id,
  });
  expect((await ask("calendar_times", { day: "2026-11-20" })).result).toMatch(/no free time/);

  const wanted = { at: "2026-11-27T19:00", name: "Ines", notes: "Window" };
  const booked = { result: "Booked: Friday at 7 PM. The reference is HD-2291." };
  expect(await ask("calendar_book", wanted, "use_book")).toMatchObject(booked);
  expect(await ask("calendar_book", wanted, "use_book")).toMatchObject(booked);
  const posts = calendar.requests.filter(({ method }) => method === "POST");
  expect(posts).toHaveLength(1);
  const [post] = posts;
  const headers = post?.headers as Record<string, string>;
  expect(() => new Webhook(secret).verify(String(post?.body), headers)).not.toThrow(/signature/i);
  expect(JSON.parse(String(post?.body))).toMatchObject({
    ...{ from: "2026-11-28T00:00:00.000Z", until: "2026-11-28T01:30:00.000Z" },
    ...{ name: "Ines", phone: "+12125550147", notes: "Window" },
    idempotency_key: headers["idempotency-key"],
  });
  const late = await ask("calendar_book", { ...wanted, name: "Late" });
  expect(late.result).toBe(
    "That time is not available. These times are free: Friday at 7 PM or Friday at 7:30 PM.",
  );
  expect((await ask("calendar_book", { ...wanted, at: "soon" })).result).toMatch(/Which day/);
  calendar.answer = 500;
  expect((await ask("calendar_book", wanted)).error).toMatch(/can't look that up/);
  const inside = { kind: "built_in", built_in: "calendar_book", name: "in" };
  const refused = await world.api("POST", "/api/v1/tools", {
    ...{ ...inside, settings: { url: "http://10.0.0.7/book" } },
  });
  expect(refused.json.type).toBe("/problems/outbound-refused");
});
