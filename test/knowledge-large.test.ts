import { sql } from "kysely";
import { pino } from "pino";
import { expect, test } from "vitest";
import { keepLargeBases } from "../src/knowledge/index.ts";
import { searchLarge } from "../src/knowledge/large/search-large.ts";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { asWorker } from "../src/store/index.ts";
import {
  addBase,
  removeDocuments,
  type ShortDocument,
  writeDocuments,
} from "./knowledge-writer.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const chunksMax = 200;
const things = ["pool", "garage", "breakfast", "spa", "wifi", "bicycle", "sauna", "terrace"];
const places = ["Aachen", "Bremen", "Coburg", "Dresden", "Erfurt", "Freiburg", "Goslar"];
const thing = (at: number, by: number) => things[Math.floor(at / by) % things.length] ?? "";
const place = (at: number) => places[at % places.length] ?? "";
const documents = Array.from({ length: 320 }, (_, at): ShortDocument => {
  const text = `The ${thing(at, 1)} of house number ${at} opens at ${at % 24}, the ${thing(at, 8)} costs ${at % 7} euros.`;
  return {
    id: `doc_${String(at).padStart(3, "0")}`,
    title: `${place(at)} ${thing(at, 3)}`,
    text,
    ...(at % 4 === 0 ? { category: "house" } : {}),
    ...(at % 50 === 7 ? { validUntil: new Date("2020-01-01") } : {}),
  };
});
const questions = [
  { query: "When does the pool in Goslar open?" },
  { query: "what does the sauna cost, three euros?" },
  { query: "garage freiburg", category: "house" },
  { query: "the terrase of Dresdn" },
  { query: "and in Bremen?", history: ["is there wifi at house number 41"] },
  { query: "a helicopter on the roof" },
];

const batchMax = 100;

function keep(world: World, now = () => Date.now()) {
  const log = pino({ level: "silent" });
  return keepLargeBases({ db: world.db, chunksMax, batchMax, now, log });
}

const ask = async (world: World, body: object, key?: string) => {
  const request = { knowledge_base: "houses", explain: true, ...body };
  const { status, json } = await world.api("POST", "/api/v1/knowledge/search", request, key);
  expect(status).toBe(200);
  const { took_ms, from_cache, ...answer } = json;
  return answer;
};
const askAll = (world: World) => Promise.all(questions.map((question) => ask(world, question)));
const states = (world: World) =>
  asWorker(world.db, async (trx) => {
    const { rows } = await sql<{
      filled_to: string | null;
      version: number;
      units: number;
    }>`select filled_to, version, units from knowledge_large_bases`.execute(trx);
    return rows;
  });

test("a base too large for memory answers as it would in memory, whatever changes", async () => {
  await using world = await createWorld({
    env: { CACHE_TTL_SECONDS: "0" },
    tenants: ["ten_other"],
  });
  await addBase(world.db, defaultTenantId, { id: "kb_houses", name: "Houses" });
  await writeDocuments(world.db, defaultTenantId, "kb_houses", documents);
  const inMemory = await askAll(world);
  expect(inMemory.map(({ found }) => found)).toContain(true);

  // Two replicas look at the same time.
  const replicas = [keep(world), keep(world)];
  await Promise.all(replicas.map((replica) => replica.notice()));
  await Promise.all(replicas.map((replica) => replica.drain()));
  expect(await states(world)).toMatchObject([{ filled_to: null, units: documents.length }]);
  expect(await askAll(world)).toEqual(inMemory);

  const { status } = await world.api(
    "POST",
    "/api/v1/knowledge/search",
    { query: "pool in Goslar", knowledge_base: "kb_houses" },
    keyOf("ten_other"),
  );
  expect(status).toBe(404);

  // Heard at once, and the same after it was taken up.
  const changed = { id: "doc_007", title: "Observatory", text: "The observatory opens at dusk." };
  await writeDocuments(world.db, defaultTenantId, "kb_houses", [changed]);
  await removeDocuments(world.db, defaultTenantId, "kb_houses", ["doc_008"]);
  const look = async () => {
    const { items, found } = await ask(world, { query: "when does the observatory open" });
    const { items: gone } = await ask(world, { query: "house number 8" });
    const ids = gone.map((item: { document_id: string }) => item.document_id);
    return { found, first: items[0]?.document_id, isGone: !ids.includes("doc_008") };
  };
  const heard = { found: true, first: "doc_007", isGone: true };
  expect(await look()).toEqual(heard);
  await replicas[0]?.drain();
  expect(await states(world)).toMatchObject([{ units: documents.length - 1 }]);
  expect(await look()).toEqual(heard);
  const asLarge = await askAll(world);

  const administrator = await world.administrator();
  await administrator.query("delete from knowledge_large_bases");
  expect(asLarge).toEqual(await askAll(world));
});

const rowsOf = async (world: World, which: string) => {
  const administrator = await world.administrator();
  const { rows } = await administrator.query(`select * from ${which}`);
  return rows;
};
const house = (at: number, text = `House number ${at} has a garage.`): ShortDocument => ({
  ...{ id: `doc_${String(at).padStart(5, "0")}`, title: `House ${at}`, text },
});
const houses = Array.from({ length: 320 }, (_, at) => house(at));

test("whoever is killed while a large base is filled is followed by another, who goes on where it was", async () => {
  await using world = await createWorld({ env: { CACHE_TTL_SECONDS: "0" } });
  await addBase(world.db, defaultTenantId, { id: "kb_houses", name: "Houses" });
  await writeDocuments(world.db, defaultTenantId, "kb_houses", documents);
  const inMemory = await askAll(world);

  let instant = Date.now();
  let looks = 0;
  // The third transaction, after claiming and two batches, never comes to its end.
  const killed = keep(world, () => {
    looks++;
    if (looks > 3) throw new Error("killed");
    return instant;
  });
  await killed.notice();
  await killed.drain().catch(() => undefined);
  const [left] = await states(world);
  expect(left).toMatchObject({ units: 2 * batchMax });
  expect(left?.filled_to).toMatch(/^chk_/);
  expect(await askAll(world)).toEqual(inMemory);

  const other = keep(world, () => instant);
  expect(await other.drain()).toBe(0);
  instant += 61_000;
  expect(await other.drain()).toBe(1);
  expect(await states(world)).toMatchObject([{ filled_to: null, units: documents.length }]);
  expect(await askAll(world)).toEqual(inMemory);
});

test("a large base is followed whatever changes, and is none any more once it is small", async () => {
  await using world = await createWorld({ env: { CACHE_TTL_SECONDS: "0" } });
  const put = (some: readonly ShortDocument[]) =>
    writeDocuments(world.db, defaultTenantId, "kb_houses", some);
  await addBase(world.db, defaultTenantId, { id: "kb_houses", name: "Houses" });
  await put(houses);
  const keeper = keep(world);
  await keeper.notice();
  await keeper.drain();

  // The same few over and over, so that there are many changes of few chunks, then another.
  for (let round = 0; round < 6; round++) await put(houses.slice(0, 20));
  await put([house(900, "An observatory stands in the garden.")]);
  await keeper.drain();
  const { found, items } = await ask(world, { query: "observatory" });
  expect({ found, first: items[0]?.document_id }).toEqual({ found: true, first: "doc_00900" });
  expect(await states(world)).toMatchObject([{ units: houses.length + 1 }]);

  // What no chunk has any more is not kept.
  await removeDocuments(world.db, defaultTenantId, "kb_houses", ["doc_00900"]);
  await keeper.drain();
  expect(await rowsOf(world, "knowledge_large_words where holding = 0")).toEqual([]);
  expect(await rowsOf(world, "knowledge_large_grams where word like 'observ%'")).toEqual([]);

  const gone = houses.slice(0, 240).map(({ id }) => id);
  await removeDocuments(world.db, defaultTenantId, "kb_houses", gone);
  await keeper.drain();
  expect(await states(world)).toEqual([]);
  expect(await rowsOf(world, "knowledge_large_words")).toEqual([]);
  expect((await ask(world, { query: "house number 300" })).found).toBe(true);
});

test("chunks that are not valid any more leave room for those that are, and what is not kept up to date is not relied on", async () => {
  await using world = await createWorld({ env: { CACHE_TTL_SECONDS: "0" } });
  await addBase(world.db, defaultTenantId, { id: "kb_houses", name: "Houses" });
  const validUntil = new Date("2020-01-01");
  const text = "Concert in the garden. Concert in the garden.";
  const past = Array.from({ length: 2_100 }, (_, at) => ({ ...house(at, text), validUntil }));
  const coming = house(9_999, "Concert tonight, and a long list of what else is to be said here.");
  await writeDocuments(world.db, defaultTenantId, "kb_houses", [...past, coming]);
  const keeper = keep(world);
  await keeper.notice();
  await keeper.drain();
  const { items } = await ask(world, { query: "concert garden" });
  expect(items.map((item: { document_id: string }) => item.document_id)).toEqual([coming.id]);

  const scope = { tenantId: defaultTenantId };
  const asked = { query: "concert", history: [], language: "en", limit: 5, filter: {} };
  const searched = () => searchLarge(world.db, scope, "kb_houses", asked);
  expect((await searched())?.units).toHaveLength(asked.limit);
  const administrator = await world.administrator();
  await administrator.query("update knowledge_bases set version = 3, changes_after = 2");
  expect(await searched()).toBeNull();
  await administrator.query("update knowledge_large_bases set version = 2");
  expect(await searched()).not.toBeNull();
  await administrator.query("delete from knowledge_large_bases");
  expect(await searched()).toBeNull();
});
