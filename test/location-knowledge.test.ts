import { expect, test } from "vitest";
import { addLocation } from "./callers.ts";
import { createWorld, type World } from "./world.ts";

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
type Json = any;

const bases = "/api/v1/knowledge/bases";

/** Does what the running server does by itself within a second. */
async function keepUp(world: World): Promise<number> {
  const { locationKnowledge, documents } = world.app.background;
  const count = await locationKnowledge.drain();
  await documents.drain();
  return count;
}

async function listDocuments(world: World, base: string): Promise<Json[]> {
  const { json } = await world.api("GET", `/api/v1/knowledge/documents?knowledge_base=${base}`);
  return json.data.toSorted((a: Json, b: Json) => a.title.localeCompare(b.title));
}

async function find(world: World, query: string, more: object = {}): Promise<Json> {
  const { json } = await world.api("POST", "/api/v1/knowledge/search", { query, ...more });
  return json;
}

async function openWorld() {
  const world = await createWorld();
  const main = await addLocation(world);
  const create = async (below: string, body: object): Promise<string> => {
    const { status, json } = await world.api("POST", `${main.path}${below}`, body);
    expect([status, json.detail]).toEqual([201, undefined]);
    return `${main.path}${below}/${json.id}`;
  };
  const turn = async (isSearched: boolean, path = main.path) => {
    const { status, json } = await world.api("PUT", `${path}/knowledge`, {
      is_searched: isSearched,
    });
    expect(status).toBe(200);
    return json;
  };
  return {
    ...{ world, main, create, turn },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

test("a location's items and texts are found as knowledge, follow every change, and are changed nowhere else", async () => {
  await using here = await openWorld();
  const { world, main, create, turn } = here;
  const dish = await create("/items", { name: "Margherita", price_minor: 1250 });
  const faq = await create("/texts", {
    ...{ kind: "faq", title: "Where can I park?", content: "Behind the house." },
  });
  const off = { is_searched: false, knowledge_base_id: null, is_current: false, kept_at: null };
  expect((await world.api("GET", `${main.path}/knowledge`)).json).toEqual(off);
  expect(await keepUp(world)).toBe(0);

  const base: string = (await turn(true)).knowledge_base_id;
  expect((await turn(true)).knowledge_base_id).toBe(base);
  expect(await keepUp(world)).toBe(1);
  expect((await turn(true)).is_current).toBe(true);
  const told = (await world.api("GET", `${bases}/${base}`)).json;
  expect(told).toMatchObject({ name: "Main Street", language: "en", location_id: main.id });
  expect(await listDocuments(world, base)).toMatchObject([
    { title: "Margherita", source: "generated", category: "item", status: "ready" },
    { title: "Where can I park?", source: "generated", category: "faq", status: "ready" },
  ]);
  const parking = await find(world, "where can I park my car");
  expect(parking).toMatchObject({ found: true, items: [{ location_id: main.id }] });

  // An edit touches its own document alone; what is gone is gone from the next answer.
  const [, before] = await listDocuments(world, base);
  world.clock.now += 1_000;
  await world.api("PATCH", dish, { price_minor: 1400 });
  expect((await world.api("GET", `${main.path}/knowledge`)).json.is_current).toBe(false);
  expect(await keepUp(world)).toBe(1);
  expect(await keepUp(world)).toBe(0);
  expect((await find(world, "margherita price")).items[0].text).toContain("14.00 USD");
  const [, after] = await listDocuments(world, base);
  expect(after).toEqual(before);
  await world.api("DELETE", faq);
  await keepUp(world);
  expect((await find(world, "where can I park my car")).found).toBe(false);

  // Name and language are those of the location.
  await world.api("POST", bases, { name: "Altstadt" });
  await world.api("PATCH", main.path, { name: "Altstadt", language: "de-DE" });
  await create("/texts", { kind: "policy", title: "Hunde", content: "Hunde sind erlaubt." });
  await keepUp(world);
  const renamed = (await world.api("GET", `${bases}/${base}`)).json;
  expect(renamed).toMatchObject({ name: `Location ${main.id}`, language: "de" });
  expect(await find(world, "Darf mein Hund mit?")).toMatchObject({ found: true });

  const [one] = await listDocuments(world, base);
  const document = `/api/v1/knowledge/documents/${one.id}`;
  for (const [method, url, body] of [
    ["PATCH", document, { title: "Mine" }],
    ["PUT", document, { content: "Mine" }],
    ["DELETE", document, undefined],
    ["PATCH", `${bases}/${base}`, { name: "Mine" }],
    ["DELETE", `${bases}/${base}`, undefined],
    [
      "POST",
      "/api/v1/knowledge/documents",
      { knowledge_base: base, title: "Mine", content: "Mine" },
    ],
  ] as const) {
    const { status, json } = await world.api(method, url, body);
    expect([url, status, json.type]).toEqual([url, 409, "/problems/knowledge-generated"]);
  }

  expect(await turn(false)).toEqual(off);
  expect((await world.api("GET", `${bases}/${base}`)).status).toBe(404);
  expect((await find(world, "Darf mein Hund mit?")).found).toBe(false);
  await turn(false);
  const { json: audit } = await world.api("GET", "/api/v1/admin/audit");
  const actions = audit.data.map(({ action }: Json) => action);
  expect(actions.filter((action: string) => action.startsWith("location.knowledge"))).toEqual([
    "location.knowledge_turned_off",
    "location.knowledge_turned_on",
  ]);
  expect(actions).not.toContain("knowledge.documents_added");
});

test("a catalogue of more items than one statement takes is kept whole, and goes with its location", async () => {
  await using here = await openWorld();
  const { world, main, turn } = here;
  const items = Array.from({ length: 501 }, (_, at) => ({
    external_id: `d${at}`,
    name: `Dish ${at}`,
  }));
  const imported = await world.api("POST", `${main.path}/import`, {
    ...{ what: "items", json: items },
  });
  expect(imported.json).toMatchObject({ created: 501, failed: 0 });
  const base: string = (await turn(true)).knowledge_base_id;
  await world.app.background.locationKnowledge.drain();
  const { documents } = (await world.api("GET", `${bases}/${base}`)).json;
  expect(documents).toMatchObject({ queued: 501 });
  await world.api("DELETE", main.path);
  expect(await world.app.background.locationKnowledge.drain()).toBe(1);
  expect((await world.api("GET", `${bases}/${base}`)).status).toBe(404);
  expect(await world.app.background.documents.drain()).toBe(0);
});

test("whatever is edited, imported, switched and kept at the same time, in the end what is searched is what is written", async () => {
  await using here = await openWorld();
  const { world, main, create, turn } = here;
  const dishes = await Promise.all(
    [0, 1, 2].map((at) => create("/items", { name: `Dish ${at}`, price_minor: 100 })),
  );
  const keep = () => world.app.background.locationKnowledge.drain();
  for (let round = 0; round < 4; round++) {
    await Promise.all([
      turn(round % 3 !== 1),
      keep(),
      ...dishes.map((dish) => world.api("PATCH", dish, { price_minor: 200 + round })),
      create("/items", { name: `Soup ${round}` }),
      keep(),
      world.api("PATCH", main.path, { language: round % 2 === 0 ? "de" : "en" }),
      turn(round % 3 === 1),
    ]);
  }
  const base: string = (await turn(true)).knowledge_base_id;
  // What a switch and a piece of work at the same moment left to be tried again.
  world.clock.now += 60_000;
  await keepUp(world);
  const { items } = await find(world, "dish", { top_k: 10 });
  const texts = items.map(({ title, text }: Json) => `${title}: ${text}`);
  expect(texts.toSorted()).toEqual([0, 1, 2].map((at) => `Dish ${at}: Price: 2.03 USD`));
  const titles = (await listDocuments(world, base)).map(({ title }) => title);
  const soups = [0, 1, 2, 3].map((at) => `Soup ${at}`);
  expect(titles).toEqual(["Dish 0", "Dish 1", "Dish 2", ...soups]);
});
