import { expect, test } from "vitest";
import {
  createKnowledgeSearch,
  createQuestionRunService,
  createUnitSource,
  workOnRuns,
} from "../src/knowledge/index.ts";
import { defaultTenantId } from "../src/lib/tenant-scope.ts";
import { createLogger } from "../src/observe/index.ts";
import { createSearchScopes } from "../src/search/index.ts";
import {
  addBase,
  removeDocuments,
  type ShortDocument,
  writeDocuments,
} from "./knowledge-writer.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const path = "/api/v1/knowledge/question-sets";
const log = createLogger({ level: "silent", format: "json" });

const parking: ShortDocument = {
  id: "doc_parking",
  title: "Parking",
  text: "Parking in the garage costs twelve euros a night.",
};
const pool: ShortDocument = {
  id: "doc_pool",
  title: "Pool",
  text: "The heated pool is open from May to September.",
};

async function openHotel(options?: Parameters<typeof createWorld>[0]): Promise<World> {
  const world = await createWorld(options);
  await addBase(world.db, defaultTenantId, { id: "kb_hotel", name: "Hotel" });
  await writeDocuments(world.db, defaultTenantId, "kb_hotel", [parking, pool]);
  return world;
}

const questions = [
  { query: "How much is parking?", expected_document: "ext-doc_parking" },
  { query: "When is the pool open?", expected_passage: "from May  to SEPTEMBER" },
  { query: "Do you have a helicopter landing pad?", expects_nothing: true },
  { query: "What does the garage cost?", expected_document: "doc_pool", note: "expects the wrong" },
];

async function makeSet(world: World, name = "Guests") {
  const body = { knowledge_base: "hotel", name, questions };
  const { status, json } = await world.api("POST", path, body);
  expect([status, json.title]).toEqual([201, undefined]);
  return json;
}

const run = async (world: World, set = "guests") => {
  world.clock.now += 1_000;
  const { status, json } = await world.api("POST", `${path}/${set}/runs`);
  expect([status, json.title]).toEqual([201, undefined]);
  return json;
};

const compared = async (world: World, id: string, query = "") => {
  const { json } = await world.api(
    "GET",
    `/api/v1/knowledge/question-runs/${id}/comparison${query}`,
  );
  return json.data;
};

test("a run says for each question what was answered and whether that was right, and sums up", async () => {
  await using world = await openHotel();
  const set = await makeSet(world);
  expect(set).toMatchObject({ knowledge_base: "Hotel", questions: 4, last_run_id: null });
  const first = await run(world);
  expect(first).toMatchObject({
    status: "done",
    total: 4,
    answered: 4,
    searched_by: "lexical",
    model: null,
    base_version: expect.any(Number),
    is_base_changed: false,
    figures: {
      answerable: 3,
      unanswerable: 1,
      right: 3,
      recall_at_1: 0.6667,
      right_not_found: 1,
      wrong_not_found: 0,
      degraded: 0,
    },
  });
  expect(await compared(world, first.id)).toBeNull();
  const answers = `/api/v1/knowledge/question-runs/${first.id}/answers`;
  const { json } = await world.api("GET", `${answers}?limit=1`);
  expect(json.data[0]).toMatchObject({
    query: "How much is parking?",
    outcome: {
      is_found: true,
      rank: 1,
      is_right: true,
      items: [
        {
          document_id: "doc_parking",
          chunk_id: expect.any(String),
          content_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      ],
    },
  });
  const next = await world.api("GET", `${answers}?limit=1&cursor=${json.next_cursor}`);
  expect(next.json.data[0].query).toBe("When is the pool open?");
  const wrong = (await world.api("GET", `${answers}?is_right=false`)).json.data;
  expect(wrong).toMatchObject([{ query: "What does the garage cost?" }]);
});

test("a run is compared with the one before: what changed, what was lost, what was gained", async () => {
  await using world = await openHotel();
  await makeSet(world);
  const first = await run(world);
  expect(await compared(world, (await run(world)).id)).toMatchObject({
    summary: "0 answers changed, 0 lost, 0 gained",
    questions: [],
  });
  await removeDocuments(world.db, defaultTenantId, "kb_hotel", ["doc_pool"]);
  const heliport = { id: "doc_pad", title: "Helicopter", text: "The helicopter landing pad." };
  const dearer = { ...parking, text: "Parking in the garage costs thirteen euros a night." };
  await writeDocuments(world.db, defaultTenantId, "kb_hotel", [heliport, dearer]);
  const third = await run(world);
  const difference = await compared(world, third.id);
  expect(difference).toMatchObject({ changed: 4, lost: 2, gained: 0, not_compared: 0 });
  expect(difference.summary).toBe("4 answers changed, 2 lost, 0 gained");
  const kinds = difference.questions.map((one: { query: string; kind: string }) => [
    one.kind,
    one.query,
  ]);
  expect(kinds).toEqual([
    ["lost", "When is the pool open?"],
    ["lost", "Do you have a helicopter landing pad?"],
    ["changed", "How much is parking?"],
    ["changed", "What does the garage cost?"],
  ]);
  const [{ id: asked }] = (await world.api("GET", `${path}/guests/questions`)).json.data;
  await world.api("PATCH", `${path}/guests/questions/${asked}`, { query: "Is parking free?" });
  await writeDocuments(world.db, defaultTenantId, "kb_hotel", [pool]);
  const fourth = await run(world);
  expect(await compared(world, fourth.id)).toMatchObject({
    with_run_id: third.id,
    gained: 1,
    not_compared: 1,
  });
  expect(await compared(world, fourth.id, `?with=${first.id}`)).toMatchObject({
    with_run_id: first.id,
    lost: 1,
    gained: 0,
  });
  const listed = (await world.api("GET", `${path}/guests/runs`)).json.data;
  expect(listed.map(({ id }: { id: string }) => id)).toContain(first.id);
  expect(listed[0].created_by).toContain("key");
});

test("a large set is asked in the background; a run that was broken off goes on where it was", async () => {
  await using world = await openHotel();
  const many = Array.from({ length: 60 }, (_, at) => ({
    query: `How much is parking in night ${at}?`,
    expected_document: "doc_parking",
  }));
  await world.api("POST", path, { knowledge_base: "kb_hotel", name: "Many", questions: many });
  const started = await world.api("POST", `${path}/many/runs`);
  expect([started.status, started.json.status]).toEqual([202, "queued"]);
  const administrator = await world.administrator();
  // As a process that was killed in the middle leaves it.
  await administrator.query(
    `update knowledge_question_runs set status = 'running', attempts = 1, answered = 20, version_before = 0,
      lease = gen_random_uuid(), due_at = $1`,
    [new Date(world.clock.now + 30_000)],
  );
  await administrator.query(
    `update knowledge_question_answers set is_found = true, confidence = 1, rank = 7, is_right = false, is_degraded = false,
      has_meaning = false, items = '[]' where place < 20`,
  );
  const at = `/api/v1/knowledge/question-runs/${started.json.id}`;
  expect(await world.app.background.questionRuns.drain()).toBe(0);
  expect((await world.api("GET", at)).json).toMatchObject({ status: "running", answered: 20 });
  world.clock.now += 30_000;
  expect(await world.app.background.questionRuns.drain()).toBe(1);
  expect((await world.api("GET", at)).json).toMatchObject({
    status: "done",
    answered: 60,
    is_base_changed: true,
    figures: { right: 40, recall_at_1: 0.6667 },
  });
});

test("questions come as JSON or CSV, all or none, and are changed one by one", async () => {
  await using world = await openHotel();
  await makeSet(world);
  const add = (body: object) => world.api("POST", `${path}/guests/questions`, body);
  const csv =
    'query,history,expects_nothing,expected_document\r\n"and on, Sundays?","When is the pool open?\nThanks",,doc_pool\r\nIs there a moon?,,yes,\r\n';
  expect((await add({ csv })).json).toEqual({ added: 2, removed: 0, questions: 6 });
  expect((await add({ csv, replace: true })).json).toEqual({ added: 2, removed: 6, questions: 2 });
  const { data } = (await world.api("GET", `${path}/guests/questions`)).json;
  expect(data).toMatchObject([
    { query: "and on, Sundays?", history: ["When is the pool open?", "Thanks"] },
    { query: "Is there a moon?", expects_nothing: true, expected_document: null },
  ]);
  for (const [broken, where] of [
    ["query\nNo expectation", "csv line 2 expects_nothing"],
    ["question\nx", "csv"],
    ['query,expects_nothing\nx,"tr', "csv"],
    ["query,expects_nothing\nx,perhaps", "csv line 2 expects_nothing"],
    ["query", "csv"],
  ]) {
    const { status, json } = await add({ csv: broken });
    expect([broken, status, json.errors[0].path]).toEqual([broken, 400, where]);
  }
  expect((await add({})).status).toBe(400);
  const one = `${path}/guests/questions/${data[0].id}`;
  const contradictory = await world.api("PATCH", one, { expects_nothing: true });
  expect([contradictory.status, contradictory.json.type]).toEqual([
    400,
    "/problems/invalid-request",
  ]);
  const changed = await world.api("PATCH", one, { expected_document: null, expects_nothing: true });
  expect(changed.json).toMatchObject({ expects_nothing: true, expected_document: null });
  expect((await world.api("DELETE", one)).status).toBe(204);
  expect((await world.api("DELETE", one)).json.type).toBe("/problems/question-not-found");
  expect((await world.api("GET", `${path}/guests`)).json.questions).toBe(1);
});

test("sets have one name each, go with their base, and are audited; an empty one is not run", async () => {
  await using world = await openHotel({ tenants: ["ten_other"] });
  const set = await makeSet(world);
  const again = await world.api("POST", path, { knowledge_base: "hotel", name: "GUESTS" });
  expect([again.status, again.json.type]).toEqual([409, "/problems/name-taken"]);
  await world.api("POST", path, { knowledge_base: "hotel", name: "Other" });
  const renamed = await world.api("PATCH", `${path}/other`, { name: "guests" });
  expect(renamed.json.type).toBe("/problems/name-taken");
  expect((await world.api("PATCH", `${path}/other`, { name: "Others" })).json.name).toBe("Others");
  const empty = await world.api("POST", `${path}/others/runs`);
  expect([empty.status, empty.json.type]).toEqual([409, "/problems/question-set-empty"]);
  const unknown = await world.api("POST", path, { knowledge_base: "none", name: "x" });
  expect(unknown.json.type).toBe("/problems/knowledge-base-not-found");
  const foreign = await world.api("GET", `${path}/guests`, undefined, keyOf("ten_other"));
  expect(foreign.json.type).toBe("/problems/question-set-not-found");
  const page = await world.api("GET", `${path}?limit=1&knowledge_base=hotel`);
  expect(page.json.data).toMatchObject([{ name: "Guests" }]);
  const rest = await world.api("GET", `${path}?cursor=${page.json.next_cursor}`);
  expect(rest.json.data).toMatchObject([{ name: "Others" }]);
  const { id } = await run(world);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  expect(audit.map(({ action }: { action: string }) => action)).toEqual(
    expect.arrayContaining(["knowledge.questions_created", "knowledge.questions_run"]),
  );
  await world.api("DELETE", "/api/v1/knowledge/bases/hotel");
  expect((await world.api("GET", `${path}/${set.id}`)).status).toBe(404);
  expect((await world.api("GET", `/api/v1/knowledge/question-runs/${id}`)).status).toBe(404);
});

test("the last 50 runs of a set are kept", async () => {
  await using world = await openHotel();
  await makeSet(world);
  const administrator = await world.administrator();
  const [{ id: setId }] = (await world.api("GET", path)).json.data;
  await administrator.query(
    `insert into knowledge_question_runs (tenant_id, id, set_id, status, total, created_by, created_at)
      select $1, 'qrn_old' || n, $2, 'failed', 4, 'system', now() - interval '1 day' from generate_series(1, 50) as n`,
    [defaultTenantId, setId],
  );
  const { id } = await run(world);
  const runs = (await world.api("GET", `${path}/guests/runs`)).json.data;
  expect([runs.length, runs[0].id]).toEqual([50, id]);
  const { rows } = await administrator.query("select count(*)::int from knowledge_question_runs");
  expect(rows[0].count).toBe(50);
});

test("a run says when vectors took part, whose model they are of, and which answers had to do without", async () => {
  await using world = await openHotel();
  await makeSet(world);
  const administrator = await world.administrator();
  await administrator.query(
    `insert into knowledge_vector_sets (tenant_id, base_id, model, dimensions, is_active, next_try_at)
      values ($1, 'kb_hotel', 'embedder', 2, true, now())`,
    [defaultTenantId],
  );
  const { db } = world;
  const now = () => world.clock.now;
  const scopes = createSearchScopes({ source: createUnitSource(db), bytesMax: 1e9, log });
  let asked = 0;
  const search = createKnowledgeSearch({
    ...{ db, scopes, now, log },
    searchVectors: async (_scope, { text }) => {
      asked++;
      // The first is late once, the one about the pool each time.
      if (asked === 1 || text.includes("pool")) return { state: "late", chunks: [] };
      const chunk = await administrator.query(
        "select id from knowledge_chunks where document_id = 'doc_parking'",
      );
      const chunks = chunk.rows.map(({ id }) => ({ baseId: "kb_hotel", chunkId: id, score: 0 }));
      return { state: "found", chunks };
    },
  });
  const { perform } = workOnRuns({ db, search, now, log });
  const access = { scope: { tenantId: defaultTenantId }, actor: "system" };
  const wake = () => undefined;
  const runs = createQuestionRunService({ db, perform, wake, now });
  const { id } = await runs.start(access, "guests").finally(scopes.close);
  expect((await world.api("GET", `/api/v1/knowledge/question-runs/${id}`)).json).toMatchObject({
    status: "done",
    searched_by: "hybrid",
    model: "embedder",
    figures: { degraded: 1, right: 3 },
  });
});
