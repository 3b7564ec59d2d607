import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addAndWork, chunksOf, upload } from "./knowledge-world.ts";
import { createWorld, ownerKey, type World } from "./world.ts";

const path = "/api/v1/knowledge/documents";
const fixtures = join(import.meta.dirname, "..", "src", "knowledge", "parsing", "fixtures");
const hours = "# Hours\n\nWe open at nine.\n\n# Prices\n\nA cleaning costs 90 dollars.";

const markdown = (external_id: string, content: string, more: object = {}) => ({
  external_id,
  title: `About ${external_id}`,
  mime: "text/markdown",
  content,
  ...more,
});

async function read(world: World, id: string) {
  return (await world.api("GET", `${path}/${id}`)).json;
}

test("a document that is added is queued, read, and found by its chunks with their headings", async () => {
  await using world = await createWorld();
  const { status, json } = await world.api("POST", path, markdown("hours", hours));
  expect([status, json.data]).toEqual([
    202,
    [{ id: expect.stringMatching(/^doc_/), external_id: "hours", status: "queued" }],
  ]);
  const [{ id }] = json.data;
  expect(await read(world, id)).toMatchObject({
    status: "queued",
    progress: 0,
    searchable: "no",
    knowledge_base: "default",
    problem: null,
  });
  await world.app.background.documents.drain();
  expect(await read(world, id)).toMatchObject({
    status: "ready",
    progress: 100,
    searchable: "current",
    chunk_count: 2,
    bytes: Buffer.byteLength(hours),
  });
  const chunks = await world.api("GET", `${path}/${id}/chunks`);
  expect(chunks.json.data).toMatchObject([
    { place: 0, heading_path: ["Hours"], text: "We open at nine.", language: "en" },
    { place: 1, heading_path: ["Prices"], text: "A cleaning costs 90 dollars." },
  ]);
  const first = await world.api("GET", `${path}/${id}/chunks?limit=1`);
  const second = await world.api(
    "GET",
    `${path}/${id}/chunks?limit=1&cursor=${first.json.next_cursor}`,
  );
  expect([...first.json.data, ...second.json.data]).toEqual(chunks.json.data);
});

test("a batch is taken as a whole or not at all, and says which document is at fault", async () => {
  await using world = await createWorld();
  const documents = [markdown("a", "one"), { ...markdown("b", "two"), title: " " }, { title: "c" }];
  const { status, json } = await world.api("POST", path, { documents });
  expect([status, json.type]).toEqual([400, "/problems/invalid-request"]);
  expect(json.errors.map((error: { path: string }) => error.path)).toEqual([
    "documents.1.title",
    "documents.2.content",
  ]);
  expect((await world.api("GET", path)).json.data).toEqual([]);
  for (const body of [
    {},
    { documents: [] },
    { documents: Array.from({ length: 501 }, (_, n) => markdown(`d${n}`, "x")) },
    markdown("nul", "a\0b"),
    markdown("both", "x", { url: "https://example.com/" }),
    markdown("dates", "x", {
      valid_from: "2026-02-01T00:00:00Z",
      valid_until: "2026-01-01T00:00:00Z",
    }),
    markdown("base", "x", { knowledge_base: "kb_nobody" }),
    { title: "no scheme", url: "file:///etc/passwd" },
  ]) {
    const refused = await world.api("POST", path, body);
    expect([body, refused.status >= 400 && refused.status < 500]).toEqual([body, true]);
  }
  expect((await world.api("GET", "/api/v1/knowledge/bases")).json.data).toEqual([]);
});

test("five hundred documents are taken at once, and the base tells how far they are", async () => {
  await using world = await createWorld();
  const documents = Array.from({ length: 500 }, (_, n) =>
    markdown(`d${n}`, `# Room ${n}\n\nRoom ${n} has ${n} chairs.`, { knowledge_base: "Rooms" }),
  );
  const { status, json } = await world.api("POST", path, { documents });
  expect([status, json.data.length]).toEqual([202, 500]);
  const before = await world.api("GET", "/api/v1/knowledge/bases/rooms");
  expect(before.json.documents).toEqual({ queued: 500, processing: 0, ready: 0, failed: 0 });
  await world.app.background.documents.drain();
  const [base] = (await world.api("GET", "/api/v1/knowledge/bases")).json.data;
  expect(base).toMatchObject({
    name: "Rooms",
    documents: { queued: 0, processing: 0, ready: 500, failed: 0 },
    chunks: 500,
    version: 500,
  });
});

test("the same again is nothing new; another content is another version of which only what differs is written", async () => {
  await using world = await createWorld();
  const [first] = await addAndWork(world, [markdown("hours", hours)]);
  const id = first?.id ?? "";
  const before = await chunksOf(world, id);
  const indexedAt = (await read(world, id)).indexed_at;
  world.clock.now += 1_000;
  expect(await addAndWork(world, [markdown("hours", hours)])).toMatchObject([
    { id, status: "ready" },
  ]);
  expect((await read(world, id)).indexed_at).toBe(indexedAt);
  const next = hours.replace("nine", "eight");
  const { json } = await world.api("POST", path, markdown("hours", next));
  expect(json.data).toMatchObject([{ id, status: "queued" }]);
  expect(await read(world, id)).toMatchObject({ searchable: "previous", status: "queued" });
  expect(await chunksOf(world, id)).toEqual(before);
  await world.app.background.documents.drain();
  const after = await chunksOf(world, id);
  expect(after.map(({ text }) => text)).toEqual(["We open at eight.", before[1]?.text]);
  expect([after[0]?.id === before[0]?.id, after[1]?.id]).toEqual([false, before[1]?.id]);
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    "select version::int, chunk_id, is_removed from knowledge_changes where version > 1 order by is_removed",
  );
  expect(rows).toEqual([
    { version: 2, chunk_id: after[0]?.id, is_removed: false },
    { version: 2, chunk_id: before[0]?.id, is_removed: true },
  ]);
});

test("without a name of its own a document that is sent twice is there once", async () => {
  await using world = await createWorld();
  const one = { title: "Hours", content: "We open at nine." };
  const ids = [];
  for (let n = 0; n < 2; n++) ids.push((await addAndWork(world, [one, one])).map(({ id }) => id));
  expect(new Set(ids.flat()).size).toBe(1);
  const other = await addAndWork(world, [{ ...one, title: "Other hours" }]);
  expect(other[0]?.id).not.toBe(ids[0]?.[0]);
});

test("a new version that cannot be read leaves the last good one found, and says so; a retry takes up what is there", async () => {
  await using world = await createWorld();
  const [first] = await addAndWork(world, [markdown("hours", hours)]);
  const id = first?.id ?? "";
  const before = await chunksOf(world, id);
  await addAndWork(world, [markdown("hours", "%PDF-1.4 nothing", { mime: "application/pdf" })]);
  expect(await read(world, id)).toMatchObject({
    status: "failed",
    searchable: "previous",
    chunk_count: 2,
    problem: { type: expect.stringMatching(/^\/problems\/document-/), detail: expect.any(String) },
  });
  expect(await chunksOf(world, id)).toEqual(before);
  const failed = await world.api("GET", `${path}?status=failed`);
  expect(failed.json.data).toMatchObject([{ id }]);
  const retried = await world.api("POST", `${path}/${id}/retry`);
  expect([retried.status, retried.json.status]).toEqual([202, "queued"]);
  await world.app.background.documents.drain();
  expect((await read(world, id)).status).toBe("failed");
  const content = { content: hours, mime: "text/markdown" };
  expect((await world.api("PUT", `${path}/${id}`, content)).json.status).toBe("queued");
  await world.app.background.documents.drain();
  expect(await read(world, id)).toMatchObject({ status: "ready", problem: null });
  expect(await chunksOf(world, id)).toEqual(before);
});

test("files are read as what they are, kept encrypted, and gone with their document", async () => {
  await using world = await createWorld();
  const pdf = readFileSync(join(fixtures, "handbook.pdf"));
  const large = Buffer.from(`${"A long line of nothing much. ".repeat(20)}\n\n`.repeat(600));
  const first = await upload(
    world,
    { name: "handbook.pdf", type: "application/pdf", content: pdf },
    { tags: "guests, house", category: "rooms", external_id: "handbook" },
  );
  const second = await upload(world, { name: "C:\\long.txt", content: large });
  expect([first.status, second.status]).toEqual([202, 202]);
  await world.app.background.documents.drain();
  const [{ id }] = first.json.data;
  expect(await read(world, id)).toMatchObject({
    status: "ready",
    title: "handbook",
    source: "upload",
    tags: ["guests", "house"],
    category: "rooms",
    bytes: pdf.length,
  });
  expect(await read(world, second.json.data[0].id)).toMatchObject({
    status: "ready",
    title: "long",
  });
  const filesIn = () =>
    readdirSync(join(world.config.DATA_DIR, "files"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  expect(filesIn()).toHaveLength(2);
  expect(filesIn().some((content) => content.includes("A long line"))).toBe(false);
  for (const { json } of [first, second]) {
    expect((await world.api("DELETE", `${path}/${json.data[0].id}`)).status).toBe(204);
  }
  expect(filesIn()).toEqual([]);
  expect((await read(world, id)).type).toBe("/problems/document-not-found");
});

test("a file that is too large, forms without one, cut off or with wrong fields leave nothing", async () => {
  await using world = await createWorld();
  const huge = Buffer.alloc(50 * 1024 * 1024 + 1, "a");
  const tooLarge = await upload(world, { name: "huge.txt", content: huge });
  expect([tooLarge.status, tooLarge.json.type]).toEqual([413, "/problems/document-too-large"]);
  const wrong = await upload(
    world,
    { name: "a.txt", content: huge.subarray(0, 600_000) },
    { valid_from: "yesterday" },
  );
  expect([wrong.status, wrong.json.errors]).toMatchObject([400, [{ path: "valid_from" }]]);
  const send = async (payload: string, type = "multipart/form-data; boundary=x") => {
    const headers = { authorization: `Bearer ${ownerKey}`, "content-type": type };
    const answer = await world.app.http.inject({ method: "POST", url: path, headers, payload });
    return [answer.statusCode, answer.json().type];
  };
  const file =
    '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nsome text';
  const forms = ["--x--\r\n", file, `${file}\r\n--x\r\n`, '{"title":"no form"}', "--x\r\nname"];
  for (const form of forms) expect(await send(form)).toEqual([400, "/problems/invalid-request"]);
  const unbounded = await send(file, "multipart/form-data");
  expect(unbounded).toEqual([400, "/problems/invalid-request"]);
  expect((await upload(world, { name: "a.txt", content: "x" }, {}, null)).status).toBe(401);
  const kept = readdirSync(world.config.DATA_DIR, { recursive: true }).filter((name) =>
    /files.*[0-9a-f]{12}/.test(String(name)),
  );
  expect(kept).toEqual([]);
});

test.each([
  ["nothing but blanks", { content: "  \n " }, "document-empty"],
  ["a PDF that is text", { content: "hello", mime: "application/pdf" }, "document-type-mismatch"],
  [
    "a spreadsheet",
    { content: "x", mime: "application/vnd.ms-excel" },
    "document-type-unsupported",
  ],
])("%s fails with a problem that says why", async (_name, what, code) => {
  await using world = await createWorld();
  const [added] = await addAndWork(world, [{ title: "x", ...what }]);
  expect(await read(world, added?.id ?? "")).toMatchObject({
    status: "failed",
    searchable: "no",
    problem: { type: `/problems/${code}` },
  });
  expect((await world.api("GET", `/problems/${code}`)).status).toBe(200);
});

test("what is said of a document changes at once, and is heard by whoever follows the base", async () => {
  await using world = await createWorld();
  const [added] = await addAndWork(world, [markdown("hours", hours)]);
  const id = added?.id ?? "";
  const versionOf = async () =>
    (await world.api("GET", "/api/v1/knowledge/bases")).json.data[0].version;
  expect(await versionOf()).toBe(1);
  const change = { title: "Opening times", category: "facts", valid_until: "2027-01-01T00:00:00Z" };
  const changed = await world.api("PATCH", `${path}/${id}`, change);
  expect(changed.json).toMatchObject({
    ...change,
    valid_until: "2027-01-01T00:00:00.000Z",
    status: "ready",
  });
  expect(await versionOf()).toBe(2);
  const wrong = await world.api("PATCH", `${path}/${id}`, { valid_from: "2028-01-01T00:00:00Z" });
  expect(wrong.status).toBe(400);
  const spoken = await world.api("PATCH", `${path}/${id}`, { language: "de-DE" });
  expect(spoken.json).toMatchObject({ language: "de", status: "queued", searchable: "current" });
  await world.app.background.documents.drain();
  expect((await chunksOf(world, id)).map(({ language }) => language)).toEqual(["de", "de"]);
  await world.api("DELETE", `${path}/${id}`);
  expect(await versionOf()).toBe(4);
  const audit = (await world.api("GET", "/api/v1/admin/audit")).json.data;
  const actions = audit.map(({ action }: { action: string }) => action);
  expect(actions).toEqual(
    expect.arrayContaining([
      "knowledge.documents_added",
      "knowledge.document_changed",
      "knowledge.document_removed",
    ]),
  );
});

test("a list shows what was asked for, page by page", async () => {
  await using world = await createWorld();
  await addAndWork(world, [
    markdown("a", "one", { category: "x", knowledge_base: "First" }),
    markdown("b_c", "two", { category: "y", knowledge_base: "First" }),
    markdown("c", "three", { knowledge_base: "Second" }),
  ]);
  const list = async (query: string) =>
    (await world.api("GET", `${path}?${query}`)).json.data
      .map(({ external_id }: { external_id: string }) => external_id)
      .sort();
  expect(await list("")).toEqual(["a", "b_c", "c"]);
  expect(await list("knowledge_base=first")).toEqual(["a", "b_c"]);
  expect(await list("category=x")).toEqual(["a"]);
  expect(await list("q=b_c")).toEqual(["b_c"]);
  expect(await list("q=%25")).toEqual([]);
  expect(await list("status=failed")).toEqual([]);
  const seen = [];
  let cursor = "";
  for (let n = 0; n < 3; n++) {
    const { json } = await world.api("GET", `${path}?limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(json.data[0].external_id);
    cursor = json.next_cursor;
  }
  expect([seen.sort(), cursor]).toEqual([["a", "b_c", "c"], null]);
  expect((await world.api("GET", `${path}?knowledge_base=none`)).status).toBe(404);
  expect((await world.api("GET", `${path}?cursor=x`)).status).toBe(400);
});

test("the guide's way of giving documents puts them into a knowledge base, the agent's own where it is named", async () => {
  await using world = await createWorld();
  const ingest = (body: object) => world.api("POST", "/ingest", body);
  const metadata = { category: "menu", source: "site", nested: { left: "out" } };
  const first = await ingest({ document: "The menu\nWe serve red soup.", metadata });
  const id = first.json.job_id;
  expect([first.status, first.json]).toMatchObject([
    202,
    { status: "queued", document_id: id, tokens: 7 },
  ]);
  const ofAgent = { scope: "agent", agent_id: "agent_a", external_id: "soup" };
  await ingest({ ...ofAgent, document: "Green soup" });
  await ingest({ ...ofAgent, document: "Blue soup" });
  await world.app.background.documents.drain();
  expect((await world.api("GET", `/ingest/${id}`)).json).toMatchObject({
    ...{ job_id: id, status: "ready", chunks: 1, error: null },
  });
  expect(await read(world, id)).toMatchObject({
    ...{ title: "The menu", category: "menu", tags: ["source: site"], knowledge_base: "default" },
  });
  const query = { query: "soup", knowledge_base: "agent agent_a" };
  const found = await world.api("POST", "/api/v1/knowledge/search", query);
  expect(found.json.items.map(({ text }: { text: string }) => text)).toEqual(["Blue soup"]);

  expect((await ingest({ document: "x", scope: "agent" })).status).toBe(400);
  expect((await ingest({ document: "" })).status).toBe(400);
  expect((await world.api("POST", "/ingest", { document: "x" }, null)).status).toBe(401);
  expect((await world.api("GET", "/ingest/doc_none")).status).toBe(404);
});
