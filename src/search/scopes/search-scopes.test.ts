import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import type { Logger } from "../../observe/index.ts";
import { createSearchScopes, type SearchUnit, type UnitSource, wordsOf } from "../index.ts";
import { createBuildThread } from "./build-thread.ts";

const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

const unit = (id: string, text: string): SearchUnit => ({
  ...{ id, words: wordsOf({ text }, "en"), category: null, validFrom: null, validUntil: null },
});

/** Scopes in memory that keep to what a source promises. */
function createShelf(changesKept = Number.POSITIVE_INFINITY) {
  interface Shelf {
    version: number;
    units: Map<string, SearchUnit>;
    changes: Array<{ version: number; id: string }>;
  }
  const empty = (): Shelf => ({ version: 0, units: new Map(), changes: [] });
  const shelves = new Map<string, Shelf>();
  const reads = { loads: 0, changes: 0 };
  const of = (tenantId: string, id: string) => {
    const key = `${tenantId} ${id}`;
    const shelf = shelves.get(key) ?? empty();
    shelves.set(key, shelf);
    return shelf;
  };
  const source: UnitSource = {
    async load({ tenantId, id }) {
      reads.loads++;
      const { version, units } = of(tenantId, id);
      async function* batches() {
        const all = [...units.values()];
        for (let at = 0; at < all.length; at += 400) yield all.slice(at, at + 400);
      }
      return { version, batches: batches() };
    },
    async changes({ tenantId, id }, after) {
      reads.changes++;
      const { version, units, changes } = of(tenantId, id);
      if (version - after > changesKept) return null;
      const ids = new Set(changes.filter((one) => one.version > after).map((one) => one.id));
      const put = [...ids].flatMap((one) => units.get(one) ?? []);
      return { version, put, removed: [...ids].filter((one) => !units.has(one)) };
    },
  };
  const write = (tenantId: string, id: string, units: Array<SearchUnit | string>) => {
    const shelf = of(tenantId, id);
    shelf.version++;
    for (const one of units) {
      const unitId = typeof one === "string" ? one : one.id;
      if (typeof one === "string") shelf.units.delete(unitId);
      else shelf.units.set(unitId, one);
      shelf.changes.push({ version: shelf.version, id: unitId });
    }
    return shelf.version;
  };
  return { source, write, reads };
}

const thread = createBuildThread();
afterAll(() => thread.close());

const scope = { tenantId: "ten_a", id: "kb_a" };
const question = { query: "garage", language: "en", limit: 5 };

test("a large scope is built in a thread, which gives the same as taking up its units one by one", async () => {
  const { source, write } = createShelf();
  const words = ["garage", "pool", "breakfast", "terrace", "dog", "cancel"];
  const units = Array.from({ length: 3_000 }, (_, at) =>
    unit(`chk_${at}`, words.filter((_, place) => (at >> place) & 1).join(" ")),
  );
  const small = createSearchScopes({ source, bytesMax: 1e9, log, thread });
  await small.search(scope, 0, question);
  const version = write(scope.tenantId, scope.id, units);
  const large = createSearchScopes({ source, bytesMax: 1e9, log, thread });
  const query = { query: "garrage by the pool terrace", language: "en", limit: 20 };
  const [one, other] = [
    await large.search(scope, version, query),
    await small.search(scope, version, query),
  ];
  expect(one.units).toHaveLength(20);
  expect(one).toEqual(other);
});

test("a version that is asked for is there, whatever changed and whatever is forgotten", async () => {
  const step = fc.record({
    put: fc.uniqueArray(fc.nat(30), { maxLength: 5 }),
    remove: fc.uniqueArray(fc.nat(30), { maxLength: 2 }),
    isAsked: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 12 }),
      fc.constantFrom(2, 1e9),
      async (steps, kept) => {
        const { source, write } = createShelf(kept);
        const scopes = createSearchScopes({ source, bytesMax: 1e9, log, thread });
        const present = new Set<string>();
        for (const [at, { put, remove, isAsked }] of steps.entries()) {
          const gone = remove.filter((id) => !put.includes(id)).map((id) => `chk_${id}`);
          const version = write(scope.tenantId, scope.id, [
            ...put.map((id) => unit(`chk_${id}`, `garage level ${at}`)),
            ...gone,
          ]);
          for (const id of put) present.add(`chk_${id}`);
          for (const id of gone) present.delete(id);
          if (!isAsked) continue;
          const { units } = await scopes.search(scope, version, { ...question, limit: 50 });
          expect(units.map(({ id }) => id).sort()).toEqual([...present].sort());
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("who asks at the same time shares one reading", async () => {
  const { source, write, reads } = createShelf();
  const scopes = createSearchScopes({ source, bytesMax: 1e9, log, thread });
  const first = write(scope.tenantId, scope.id, [unit("chk_1", "garage")]);
  await Promise.all(Array.from({ length: 20 }, () => scopes.search(scope, first, question)));
  const second = write(scope.tenantId, scope.id, [unit("chk_2", "garage")]);
  await Promise.all(Array.from({ length: 20 }, () => scopes.search(scope, second, question)));
  expect(reads).toEqual({ loads: 1, changes: 1 });
});

describe("memory", () => {
  test("stays within its bound: what was not used for longest is read again when asked for", async () => {
    const { source, write, reads } = createShelf();
    const text = Array.from(
      { length: 300 },
      (_, at) => `word${String.fromCharCode(97 + (at % 26))}${at}`,
    ).join(" ");
    for (const id of ["kb_1", "kb_2", "kb_3"])
      write("ten_a", id, [unit("chk_1", `garage ${text}`)]);
    const alone = createSearchScopes({ source, bytesMax: 1e9, log, thread });
    await alone.search({ tenantId: "ten_a", id: "kb_1" }, 1, question);
    const { bytes } = alone.usage();
    const scopes = createSearchScopes({ source, bytesMax: bytes * 2.5, log, thread });
    reads.loads = 0;
    for (const id of ["kb_1", "kb_2", "kb_1", "kb_3", "kb_1", "kb_2"]) {
      const { units } = await scopes.search({ tenantId: "ten_a", id }, 1, question);
      expect(units).toHaveLength(1);
      expect(scopes.usage().bytes).toBeLessThanOrEqual(bytes * 2.5);
    }
    // Only kb_2 was forgotten, and read once more.
    expect(reads.loads).toBe(4);
  });

  test("one index stays, however small the bound", async () => {
    const { source, write } = createShelf();
    const version = write(scope.tenantId, scope.id, [unit("chk_1", "garage")]);
    const scopes = createSearchScopes({ source, bytesMax: 1, log, thread });
    expect((await scopes.search(scope, version, question)).units).toHaveLength(1);
    expect(scopes.usage().scopes).toBe(1);
  });
});

test("a scope that was warmed is not read again when it is asked for", async () => {
  const { source, write, reads } = createShelf();
  const version = write(scope.tenantId, scope.id, [unit("chk_1", "garage")]);
  const scopes = createSearchScopes({ source, bytesMax: 1e9, log, thread });
  await scopes.warm(scope);
  await scopes.search(scope, version, question);
  expect(reads).toEqual({ loads: 1, changes: 0 });
});

test("whoever cannot wait gives up, and the reading goes on for the next", async () => {
  const { source, write } = createShelf();
  const version = write(scope.tenantId, scope.id, [unit("chk_1", "garage")]);
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const slow: UnitSource = {
    ...source,
    load: async (of) => {
      await opened;
      return source.load(of);
    },
  };
  const scopes = createSearchScopes({ source: slow, bytesMax: 1e9, log, thread });
  const impatient = new AbortController();
  const refused = expect(
    scopes.search(scope, version, question, () => impatient.signal),
  ).rejects.toThrow("enough");
  impatient.abort(new Error("enough"));
  await refused;
  const waiting = scopes.search(scope, version, question);
  open();
  expect((await waiting).units).toHaveLength(1);
});

test("a scope whose thread dies is read again by the next who asks", async () => {
  const { source, write } = createShelf();
  const units = Array.from({ length: 1_000 }, (_, at) => unit(`chk_${at}`, "garage"));
  const version = write(scope.tenantId, scope.id, units);
  const mortal = createBuildThread();
  const dying: UnitSource = {
    ...source,
    async load(of) {
      const { batches } = await source.load(of);
      async function* interrupted() {
        yield units.slice(0, 600);
        if (++loads === 1) await mortal.close();
        yield* batches;
      }
      return { version, batches: interrupted() };
    },
  };
  let loads = 0;
  const scopes = createSearchScopes({ source: dying, bytesMax: 1e9, log, thread: mortal });
  await expect(scopes.search(scope, version, question)).rejects.toThrow("ended");
  expect((await scopes.search(scope, version, question)).units).toHaveLength(5);
  await mortal.close();
});
