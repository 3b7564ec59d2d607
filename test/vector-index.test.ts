import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createOutgoing } from "../src/guard/index.ts";
import {
  createInProcessIndex,
  createPgvectorIndex,
  createQdrantIndex,
  createWeaviateIndex,
  hasPgvector,
  type VectorIndex,
  type VectorScope,
} from "../src/search/index.ts";
import { refuseHoles } from "../src/store/catalogue-check.ts";
import { withoutTenant } from "../src/store/index.ts";
import { vectorOf } from "./embedding-server.ts";
import type { VectorServer } from "./vector-servers/json-server.ts";
import { startQdrant } from "./vector-servers/qdrant.server.ts";
import { startWeaviate } from "./vector-servers/weaviate.server.ts";
import { createWorld } from "./world.ts";

/** Every index keeps the same promises. Servers are local ones that answer as documented; real ones too where their address is set. */

interface Opened extends AsyncDisposable {
  index: VectorIndex;
  server?: VectorServer;
}

interface Kind {
  name: string;
  open(options?: { key?: string }): Promise<Opened>;
}

const create = { qdrant: createQdrantIndex, weaviate: createWeaviateIndex };
const key = "key-of-the-index";
const { QDRANT_URL, QDRANT_API_KEY, WEAVIATE_URL, WEAVIATE_API_KEY } = process.env;

function openServer(
  kind: "qdrant" | "weaviate",
  address: string,
  given: string | undefined,
): { index: VectorIndex; close: () => Promise<void> } {
  const outgoing = createOutgoing({ isExempt: () => false });
  let at = 0;
  const wait = async (ms: number) => {
    at += ms;
  };
  const way = { send: outgoing.toOperator, now: () => at, wait, random: () => 0.5 };
  const index = create[kind]({ ...way, baseUrl: address, key: given });
  return { index, close: outgoing.close };
}

function stubbed(kind: "qdrant" | "weaviate", start: (key: string) => Promise<VectorServer>): Kind {
  return {
    name: kind,
    async open(options = {}) {
      const server = await start(key);
      const { index, close } = openServer(kind, server.url, options.key ?? key);
      const dispose = async () => {
        await close();
        await server[Symbol.asyncDispose]();
      };
      return { index, server, [Symbol.asyncDispose]: dispose };
    },
  };
}

function live(kind: "qdrant" | "weaviate", url: string, given: string | undefined): Kind {
  return {
    name: `${kind}, a real one`,
    async open(options = {}) {
      const { index, close } = openServer(kind, url, options.key ?? given);
      return { index, [Symbol.asyncDispose]: close };
    },
  };
}

const inProcess: Kind = {
  name: "in process",
  async open() {
    const version = { units: 0, vectors: 0 };
    const index = createInProcessIndex({
      source: {
        version: async () => version,
        load: async () => ({ version, batches: (async function* () {})() }),
        changes: async () => null,
      },
    });
    return { index, [Symbol.asyncDispose]: async () => undefined };
  },
};

const stubs = [stubbed("qdrant", startQdrant), stubbed("weaviate", startWeaviate)];
const servers = [
  ...(QDRANT_URL === undefined ? [] : [live("qdrant", QDRANT_URL, QDRANT_API_KEY)]),
  ...(WEAVIATE_URL === undefined ? [] : [live("weaviate", WEAVIATE_URL, WEAVIATE_API_KEY)]),
];
const dimensions = 32;

function scopeOf(tenantId: string, id = "kb_1", model = "house model/1"): VectorScope {
  return { tenantId, id, model, dimensions };
}

function unit(text: string): Float32Array {
  const numbers = vectorOf(text, dimensions);
  const length = Math.hypot(...numbers);
  return Float32Array.from(numbers, (number) => number / length);
}

function point(id: string, text: string, more: object = {}) {
  return { id, vector: unit(text), category: null, validFrom: null, validUntil: null, ...more };
}

const at = 1_764_000_000_000;
const asked = (text: string, more: object = {}) => ({ vector: unit(text), topK: 10, at, ...more });

function promises({ name, open }: Kind): void {
  describe(name, () => {
    test("the nearest comes first, with the cosine as its score; unknown scopes are empty", async () => {
      await using opened = await open();
      const { index } = opened;
      const scope = scopeOf(`t-${randomUUID()}`);
      expect(await index.search(scope, asked("opening hours"))).toEqual([]);
      expect(await index.count(scope)).toBe(0);
      expect(await index.pageIds(scope, { limit: 5, cursor: null })).toEqual({
        ids: [],
        next: null,
      });
      await index.upsert(scope, [
        point("chk_1", "opening hours on sunday"),
        point("chk_2", "the price of a large pizza"),
      ]);
      const [first, second] = await index.search(scope, asked("opening hours on sunday"));
      expect(first).toMatchObject({ id: "chk_1", score: expect.closeTo(1, 2) });
      expect(second?.id).toBe("chk_2");
      expect(second?.score).toBeLessThan(0.9);
      await index.deleteTenant(scope.tenantId);
    });

    test("putting in twice is putting in once, and the later counts", async () => {
      await using opened = await open();
      const { index } = opened;
      const scope = scopeOf(`t-${randomUUID()}`);
      await index.upsert(scope, [point("chk_1", "old words"), point("chk_2", "other")]);
      await index.upsert(scope, [point("chk_1", "new words entirely", { category: "menu" })]);
      await index.upsert(scope, [point("chk_1", "new words entirely", { category: "menu" })]);
      expect(await index.count(scope)).toBe(2);
      const hits = await index.search(scope, asked("new words entirely", { category: "menu" }));
      expect(hits).toEqual([{ id: "chk_1", score: expect.closeTo(1, 2) }]);
      await index.deleteTenant(scope.tenantId);
    });

    test("tenants, scopes and models are apart, also in what is removed", async () => {
      await using opened = await open();
      const { index } = opened;
      const [one, other] = [`t-${randomUUID()}`, `t-${randomUUID()}`];
      const scopes = [
        scopeOf(one),
        scopeOf(one, "kb_2"),
        scopeOf(other),
        scopeOf(one, "kb_1", "house model/2"),
      ];
      for (const [place, scope] of scopes.entries()) {
        await index.upsert(scope, [
          point("chk_1", "same words"),
          point(`chk_${place + 5}`, "same"),
        ]);
      }
      for (const [place, scope] of scopes.entries()) {
        const hits = await index.search(scope, asked("same words"));
        expect(hits.map(({ id }) => id).sort()).toEqual(["chk_1", `chk_${place + 5}`]);
      }
      await index.deleteIds(scopeOf(one), ["chk_1"]);
      expect(await Promise.all(scopes.map((scope) => index.count(scope)))).toEqual([1, 2, 2, 2]);
      await index.deleteScope(scopeOf(one));
      expect(await Promise.all(scopes.map((scope) => index.count(scope)))).toEqual([0, 2, 2, 2]);
      await index.deleteTenant(one);
      expect(await Promise.all(scopes.map((scope) => index.count(scope)))).toEqual([0, 0, 2, 0]);
      await index.deleteTenant(other);
    });

    test("filters hold before the best are chosen", async () => {
      await using opened = await open();
      const { index } = opened;
      const scope = scopeOf(`t-${randomUUID()}`);
      const near = Array.from({ length: 30 }, (_, n) => point(`near_${n}`, "christmas menu"));
      await index.upsert(scope, [
        ...near,
        point("far", "christmas dinner for ten people", { category: "events" }),
        point("past", "christmas menu", { category: "events", validUntil: at }),
        point("future", "christmas menu", { category: "events", validFrom: at + 1 }),
        point("now", "menu", { category: "events", validFrom: at, validUntil: at + 1 }),
      ]);
      const events = await index.search(
        scope,
        asked("christmas menu", { category: "events", topK: 5 }),
      );
      expect(events.map(({ id }) => id).sort()).toEqual(["far", "now"]);
      expect(await index.search(scope, asked("christmas menu", { topK: 7 }))).toHaveLength(7);
      await index.deleteTenant(scope.tenantId);
    });

    test("all ids come page by page, each once; many are removed as well as few", async () => {
      await using opened = await open();
      const { index } = opened;
      const scope = scopeOf(`t-${randomUUID()}`);
      const ids = Array.from({ length: 53 }, (_, n) => `chk_${n}`);
      await index.upsert(
        scope,
        ids.map((id) => point(id, `text ${id}`)),
      );
      const seen: string[] = [];
      let cursor: string | null = null;
      for (let page = 0; page < 20; page++) {
        const found = await index.pageIds(scope, { limit: 10, cursor });
        seen.push(...found.ids);
        cursor = found.next;
        if (cursor === null) break;
      }
      expect(seen.sort()).toEqual([...ids].sort());
      await index.deleteIds(scope, ids.slice(0, 30));
      expect(await index.count(scope)).toBe(23);
      await index.deleteScope(scope);
      expect(await index.count(scope)).toBe(0);
    });

    test("a vector of another length is refused with both numbers", async () => {
      await using opened = await open();
      const { index } = opened;
      const scope = scopeOf(`t-${randomUUID()}`);
      const long = { ...point("chk_1", "a"), vector: new Float32Array(33).fill(0.1) };
      await expect(index.upsert(scope, [long])).rejects.toThrow(
        "33 numbers where the index has 32",
      );
      await expect(index.search(scope, { ...asked("a"), vector: long.vector })).rejects.toThrow(
        "33 numbers",
      );
    });

    test("it says that it can be used", async () => {
      await using opened = await open();
      await expect(opened.index.check()).resolves.toBeUndefined();
    });
  });
}

for (const kind of [inProcess, ...stubs, ...servers]) promises(kind);

describe.each(stubs.map((kind) => [kind.name, kind] as const))("%s, when it fails", (_, kind) => {
  test("what passes is tried again, and nothing is put in twice", async () => {
    await using opened = await kind.open();
    const { index, server } = opened;
    const scope = scopeOf("a");
    await index.upsert(scope, [point("chk_1", "one")]);
    if (server) server.faults = [{ status: 429, headers: { "retry-after": "2" } }, { status: 503 }];
    await index.upsert(scope, [point("chk_1", "one"), point("chk_2", "two")]);
    expect(await index.count(scope)).toBe(2);
  });

  test("a server that stays down, hangs or talks nonsense is told apart", async () => {
    await using opened = await kind.open();
    const { index, server } = opened;
    const scope = scopeOf("a");
    await index.upsert(scope, [point("chk_1", "one")]);
    if (!server) return;
    server.faults = ["garbage"];
    await expect(index.search(scope, asked("one"))).rejects.toMatchObject({ kind: "nonsense" });
    server.faults = ["never answer"];
    const impatient = AbortSignal.timeout(50);
    await expect(index.search(scope, asked("one"), impatient)).rejects.toThrow("timeout");
    server.faults = Array.from({ length: 4 }, () => ({ status: 500 }));
    await expect(index.search(scope, asked("one"))).rejects.toMatchObject({ kind: "unavailable" });
  });

  test("a wrong key is said to be wrong, and asked with once", async () => {
    await using opened = await kind.open({ key: "another" });
    await expect(opened.index.check()).rejects.toMatchObject({ kind: "unauthorized" });
    await expect(opened.index.upsert(scopeOf("a"), [point("x", "x")])).rejects.toThrow(
      "does not accept the key",
    );
    expect(opened.server?.requests).toHaveLength(2);
  });
});

/** A world whose administrator set up pgvector; nothing where the server does not have it. */
async function openWithPgvector(options: { tenants?: string[] } = {}) {
  const world = await createWorld(options);
  const administrator = await world.administrator();
  const { rowCount } = await administrator.query(
    "select from pg_available_extensions where name = 'vector'",
  );
  if (rowCount === 1) {
    await administrator.query("create extension vector");
    return { world, administrator };
  }
  await world[Symbol.asyncDispose]();
  return null;
}

describe("pgvector", async () => {
  const probe = await openWithPgvector();
  await probe?.world[Symbol.asyncDispose]();
  test("its absence is said in a sentence", async () => {
    await using world = await createWorld();
    expect(await hasPgvector(world.db)).toBe(false);
    const index = createPgvectorIndex({ db: world.db });
    await expect(index.check()).rejects.toThrow("pgvector is not set up in the database");
  });
  if (probe === null) return;
  promises({
    name: "on a server that has it",
    async open() {
      const opened = await openWithPgvector();
      if (opened === null) throw new Error("pgvector has gone");
      const { world, administrator } = opened;
      const index = createPgvectorIndex({ db: world.db });
      const upsert: VectorIndex["upsert"] = async (scope, points) => {
        await administrator.query(
          "insert into tenants (tenant_id, name, slug) values ($1, $1, $1) on conflict do nothing",
          [scope.tenantId],
        );
        await index.upsert(scope, points);
      };
      const dispose = () => world[Symbol.asyncDispose]();
      return { index: { ...index, upsert }, [Symbol.asyncDispose]: dispose };
    },
  });
  test("the start's look at the catalogue finds no hole in its table", async () => {
    const opened = await openWithPgvector({ tenants: ["a"] });
    await using world = opened?.world ?? (await createWorld());
    await createPgvectorIndex({ db: world.db }).upsert(scopeOf("a"), [point("chk_1", "one")]);
    const administrator = await world.administrator();
    await expect(refuseHoles(administrator, { isProduction: false })).resolves.toBeDefined();
    await expect(
      withoutTenant(world.db, (trx) => sql`select from vector_points`.execute(trx)),
    ).resolves.toMatchObject({ rows: [] });
  });
});
