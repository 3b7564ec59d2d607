import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { expect, test } from "vitest";
import { claimDocuments, leaseMs } from "../src/knowledge/claim-documents.ts";
import { createUnitSource } from "../src/knowledge/index.ts";
import { addAndWork, chunksOf } from "./knowledge-world.ts";
import { createWorld, keyOf, type World } from "./world.ts";

const path = "/api/v1/knowledge/documents";
const read = async (world: World, id: string) => (await world.api("GET", `${path}/${id}`)).json;

/** A document that ends the process so often is given up. */
const interruptionsMax = 4;

/** What a process takes in hand and never gives back, as when it is killed. */
function takeAndDie(world: World, limit: number) {
  return claimDocuments(world.db, { limit, held: new Map(), at: new Date(world.clock.now) });
}

test("what a killed process had in hand is done by another when its lease ends", async () => {
  await using world = await createWorld();
  const { json } = await world.api("POST", path, { title: "Hours", content: "We open at nine." });
  const [{ id }] = json.data;
  expect(await takeAndDie(world, 1)).toMatchObject([{ id }]);
  expect((await read(world, id)).status).toBe("processing");
  expect(await world.app.background.documents.drain()).toBe(0);
  world.clock.now += leaseMs + 1;
  expect(await world.app.background.documents.drain()).toBe(1);
  expect(await read(world, id)).toMatchObject({ status: "ready", chunk_count: 1 });
});

test("a document that ends the process each time is given up, and tried again when somebody wishes", async () => {
  await using world = await createWorld();
  const { json } = await world.api("POST", path, { title: "Hours", content: "We open at nine." });
  const [{ id }] = json.data;
  for (let n = 0; n < interruptionsMax; n++) {
    await takeAndDie(world, 1);
    world.clock.now += leaseMs + 1;
  }
  await world.app.background.documents.drain();
  expect(await read(world, id)).toMatchObject({
    status: "failed",
    problem: { type: "/problems/document-interrupted" },
  });
  await world.api("POST", `${path}/${id}/retry`);
  await world.app.background.documents.drain();
  expect((await read(world, id)).status).toBe("ready");
});

test("what somebody changed meanwhile is not overwritten by the work of before", async () => {
  await using world = await createWorld();
  const add = (content: string) =>
    world.api("POST", path, { external_id: "hours", title: "Hours", content });
  const [{ id }] = (await add("We open at nine.")).json.data;
  const [taken] = await takeAndDie(world, 1);
  await add("We open at eight.");
  const administrator = await world.administrator();
  const { rows } = await administrator.query(
    "select lease, status from knowledge_documents where id = $1",
    [id],
  );
  expect([taken?.lease.length, rows]).toEqual([36, [{ lease: null, status: "queued" }]]);
  await world.app.background.documents.drain();
  expect((await chunksOf(world, id)).map(({ text }) => text)).toEqual(["We open at eight."]);
});

test("two processes at once do every document once", async () => {
  await using world = await createWorld();
  await using other = await createWorld({ on: world });
  const documents = Array.from({ length: 60 }, (_, n) => ({
    title: `Room ${n}`,
    content: `Room ${n} has ${n} chairs.`,
  }));
  await world.api("POST", path, { documents });
  const counts = await Promise.all(
    [world, other].map(({ app }) => app.background.documents.drain()),
  );
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
  const [base] = (await world.api("GET", "/api/v1/knowledge/bases")).json.data;
  expect(base).toMatchObject({ documents: { ready: 60 }, chunks: 60, version: 60 });
});

test("many documents of one tenant do not make another's single one wait", async () => {
  await using world = await createWorld({ tenants: ["ten_a", "ten_b"] });
  const documents = Array.from({ length: 200 }, (_, n) => ({
    title: `${n}`,
    content: `Text ${n}`,
  }));
  await world.api("POST", path, { documents }, keyOf("ten_a"));
  world.clock.now += 1_000;
  await world.api("POST", path, { title: "One", content: "Only one" }, keyOf("ten_b"));
  const taken = await takeAndDie(world, 4);
  expect(taken.map(({ tenant_id }) => tenant_id).sort()).toEqual([
    "ten_a",
    "ten_a",
    "ten_a",
    "ten_b",
  ]);
  const others = await claimDocuments(world.db, {
    limit: 4,
    held: new Map([["ten_a", 3]]),
    at: new Date(world.clock.now),
  });
  expect(others).toEqual([]);
});

type Step =
  | { kind: "put"; document: number; sections: number[] }
  | { kind: "retitle" | "remove"; document: number }
  | { kind: "work" }
  | { kind: "die" };
const documentNumber = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant("put" as const),
    document: documentNumber,
    sections: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constantFrom("retitle" as const, "remove" as const),
    document: documentNumber,
  }),
  fc.record({ kind: fc.constant("work" as const) }),
  fc.record({ kind: fc.constant("die" as const) }),
);
/** Whatever ended the process too often is given up in plain sight, and nothing else is; somebody has it tried again. */
async function retryGivenUp(world: World, ids: readonly string[], interruptions: number) {
  for (const id of ids) {
    const { status, problem } = await read(world, id);
    if (interruptions < interruptionsMax) expect(status).toBe("ready");
    if (status === "ready") continue;
    expect([status, problem.type]).toEqual(["failed", "/problems/document-interrupted"]);
    expect((await world.api("POST", `${path}/${id}/retry`)).status).toBe(202);
  }
  await world.app.background.documents.drain();
}

const textOf = (sections: readonly number[]) =>
  sections.map((n) => `# Section ${n}\n\nHere it says ${n} and nothing else.`).join("\n\n");

test("whatever was added, changed, removed and broken off, what is found is what fresh documents of the last contents would be", async () => {
  await using world = await createWorld();
  let run = 0;
  const add = (base: string, external_id: string, content: string) =>
    world.api("POST", path, {
      ...{ knowledge_base: base, external_id, title: external_id, mime: "text/markdown", content },
    });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const base = `run ${run++}`;
      const ids = new Map<number, string>();
      const contents = new Map<number, string>();
      for (const one of steps) {
        if (one.kind === "work") await world.app.background.documents.drain();
        else if (one.kind === "die") {
          await takeAndDie(world, 2);
          world.clock.now += leaseMs + 1;
        } else if (one.kind === "put") {
          const content = textOf(one.sections);
          const { json } = await add(base, `d${one.document}`, content);
          ids.set(one.document, json.data[0].id);
          contents.set(one.document, content);
        } else {
          const id = ids.get(one.document);
          if (id === undefined) continue;
          if (one.kind === "retitle") await world.api("PATCH", `${path}/${id}`, { title: "Other" });
          else {
            await world.api("DELETE", `${path}/${id}`);
            ids.delete(one.document);
            contents.delete(one.document);
          }
        }
      }
      await world.app.background.documents.drain();
      const interruptions = steps.filter(({ kind }) => kind === "die").length;
      await retryGivenUp(world, [...ids.values()], interruptions);
      const present: string[] = [];
      for (const [document, content] of contents) {
        const fresh = await add(`${base} fresh`, `d${document}`, content);
        await world.app.background.documents.drain();
        const found = await chunksOf(world, ids.get(document) ?? "");
        const expected = await chunksOf(world, fresh.json.data[0].id);
        const plain = (chunks: typeof found) => chunks.map(({ id: _, ...rest }) => rest);
        expect(plain(found)).toEqual(plain(expected));
        present.push(...found.map(({ id }) => id));
      }
      // Whoever followed the changes from the start knows the same.
      const { json } = await world.api(
        "GET",
        `/api/v1/knowledge/bases/${encodeURIComponent(base)}`,
      );
      if (json.id === undefined) return;
      const scope = { tenantId: "ten_default", id: json.id };
      const followed = await createUnitSource(world.db).changes(scope, 0);
      expect(followed?.put.map(({ id }) => id).sort()).toEqual(present.sort());
      expect(followed?.version).toBe(json.version);
    }),
    {
      numRuns: 12,
      examples: [
        [
          [
            { kind: "put", document: 0, sections: [0] },
            ...Array.from({ length: interruptionsMax }, (): Step => ({ kind: "die" })),
            { kind: "work" },
            { kind: "die" },
          ],
        ],
      ],
    },
  );
});

test("a URL is fetched, followed where it leads, fetched again on demand, and fails where it leads inside", async () => {
  let page =
    "<html><head><title>Our hours</title></head><body><h1>Hours</h1><p>We open at nine.</p></body></html>";
  let status = 200;
  const server = createServer((request, response) => {
    if (request.url === "/old") return response.writeHead(302, { location: "/hours" }).end();
    if (request.url === "/inside") {
      return response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    }
    return response.writeHead(status, { "content-type": "text/html" }).end(page);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await using world = await createWorld({ env: { OUTBOUND_ALLOW: "127.0.0.1/32" } });
    const [added, inside] = await addAndWork(world, [
      { url: `${origin}/old` },
      { url: `${origin}/inside` },
    ]);
    const id = added?.id ?? "";
    expect(await read(world, id)).toMatchObject({
      status: "ready",
      title: "Our hours",
      mime: "text/html",
      source: "url",
      searchable: "current",
    });
    expect(await read(world, inside?.id ?? "")).toMatchObject({
      status: "failed",
      problem: { type: "/problems/outbound-refused" },
    });
    page = page.replace("nine", "ten");
    const again = await world.api("POST", `${path}/${id}/fetch`);
    expect([again.status, again.json.status]).toEqual([202, "queued"]);
    await world.app.background.documents.drain();
    expect((await chunksOf(world, id)).map(({ text }) => text)).toEqual(["We open at ten."]);
    for (const place of ["/hours", "/old"]) {
      await addAndWork(world, [{ external_id: "page", url: `${origin}${place}` }]);
      const { json } = await world.api("POST", "/api/v1/knowledge/search", {
        query: "open at ten",
      });
      const items: Array<{ external_id: string | null; url: string }> = json.items;
      const found = items.find(({ external_id }) => external_id === "page");
      expect(found?.url, "the same text elsewhere").toBe(`${origin}${place}`);
    }
    status = 503;
    await world.api("POST", `${path}/${id}/fetch`);
    for (let n = 0; n < 4; n++) {
      await world.app.background.documents.drain();
      if (n === 0) {
        expect(await read(world, id)).toMatchObject({
          status: "queued",
          attempts: 1,
          next_try_at: expect.any(String),
        });
      }
      world.clock.now += 600_000;
    }
    expect(await read(world, id)).toMatchObject({
      status: "failed",
      searchable: "current",
      problem: { type: "/problems/document-url-unreachable" },
    });
    const own = { content: "mine" };
    expect((await world.api("PUT", `${path}/${id}`, own)).status).toBe(409);
    const [pasted] = await addAndWork(world, [{ title: "Pasted", content: "x" }]);
    expect((await world.api("POST", `${path}/${pasted?.id}/fetch`)).status).toBe(409);
  } finally {
    server.close();
  }
});

test("another language of a base makes other words of the documents that name none, and a rebuild changes nothing that is right", async () => {
  await using world = await createWorld();
  const bases = "/api/v1/knowledge/bases";
  const made = await world.api("POST", bases, { name: "Haus", language: "de" });
  expect([made.status, made.json.language]).toEqual([201, "de"]);
  expect((await world.api("POST", bases, { name: "haus" })).status).toBe(409);
  const documents = [
    {
      knowledge_base: "haus",
      external_id: "a",
      title: "Zeiten",
      content: "Die Öffnungszeiten der Häuser",
    },
    {
      knowledge_base: made.json.id,
      external_id: "b",
      title: "Hours",
      content: "the houses",
      language: "en",
    },
  ];
  const [german, english] = await addAndWork(world, documents);
  const wordsOf = async (id = "") => (await chunksOf(world, id))[0]?.text_tokens;
  const before = await wordsOf(german?.id);
  expect(await wordsOf(english?.id)).toBe("hous");
  const version = async () => (await world.api("GET", `${bases}/Haus`)).json.version;
  const atFirst = await version();
  expect((await world.api("POST", `${bases}/Haus/rebuild`)).json.documents.queued).toBe(2);
  await world.app.background.documents.drain();
  expect(await version()).toBe(atFirst);
  const renamed = await world.api("PATCH", `${bases}/${made.json.id}`, {
    name: "House",
    language: "en",
  });
  expect(renamed.json).toMatchObject({ name: "House", documents: { queued: 1, ready: 1 } });
  await world.app.background.documents.drain();
  expect(await wordsOf(german?.id)).not.toBe(before);
  expect((await world.api("DELETE", `${bases}/${made.json.id}`)).status).toBe(204);
  expect((await world.api("GET", path)).json.data).toEqual([]);
  expect((await world.api("GET", `${bases}/${made.json.id}`)).json.type).toBe(
    "/problems/knowledge-base-not-found",
  );
});

test("what was added is found by the next search, and what was removed is not", async () => {
  await using world = await createWorld();
  const search = async () =>
    (await world.api("POST", "/api/v1/knowledge/search", { query: "What does a cleaning cost?" }))
      .json;
  const [added] = await addAndWork(world, [
    { title: "Prices", content: "A cleaning costs 90 dollars." },
    { title: "Hours", content: "We open at nine." },
  ]);
  expect(await search()).toMatchObject({ found: true, items: [{ document_id: added?.id }] });
  await world.api("DELETE", `${path}/${added?.id}`);
  expect(await search()).toMatchObject({ found: false });
});

test("bases that name no language are in the tenant's", async () => {
  await using world = await createWorld();
  const settings = "/api/v1/knowledge/settings";
  expect((await world.api("GET", settings)).json).toEqual({ language: "en" });
  expect((await world.api("PUT", settings, { language: "nope-" })).status).toBe(400);
  expect((await world.api("PUT", settings, { language: "fr-FR" })).json).toEqual({
    language: "fr",
  });
  const document = {
    knowledge_base: "Carte",
    title: "Plats",
    content: "La soupe.",
    mime: "text/plain",
  };
  expect((await world.api("POST", "/api/v1/knowledge/documents", document)).status).toBe(202);
  const bases = "/api/v1/knowledge/bases";
  expect((await world.api("POST", bases, { name: "Vins" })).json.language).toBe("fr");
  expect((await world.api("GET", `${bases}/Carte`)).json.language).toBe("fr");
});
