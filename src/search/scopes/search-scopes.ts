import { errorFields, type Logger } from "../../observe/index.ts";
import { queryWords } from "../lexical/query.ts";
import type { Found, SearchFilter } from "../lexical/search-index.ts";
import type { ScopeChanges, SearchScope, UnitSource } from "../source.ts";
import { type BuiltIndex, buildIndex } from "./build-index.ts";
import { type BuildThread, createBuildThread } from "./build-thread.ts";

export interface ScopeQuery {
  query: string;
  /** What the same person said before, oldest first. */
  history?: readonly string[] | undefined;
  /** Of the question; that of the scope's texts. */
  language: string;
  limit: number;
  filter?: SearchFilter | undefined;
  /** Whether the scope's units are turns of conversations. */
  areTurns?: boolean;
}

/** The indexes of all scopes, as many as memory allows. */
export interface SearchScopes {
  /**
   * Searches a scope as it is at `version` or later, never as it was before: what is missing is read first, the whole scope when it is not in memory.
   *
   * @param patience asked for only where something has to be read first.
   * @throws the reason of its signal when that takes too long; the work goes on, for those who ask next.
   */
  search(
    scope: SearchScope,
    version: number,
    query: ScopeQuery,
    patience?: () => AbortSignal,
  ): Promise<Found>;
  /** Takes a scope into memory before somebody waits for it: when a call begins. */
  warm(scope: SearchScope): Promise<void>;
  /** Of all indexes in memory. */
  usage(): { scopes: number; bytes: number };
  close(): Promise<void>;
}

export interface SearchScopesNeeds {
  source: UnitSource;
  /** Beyond this the indexes that were not used for longest go; one always stays. */
  bytesMax: number;
  log: Logger;
  thread?: BuildThread;
}

interface Entry extends BuiltIndex {
  scope: SearchScope;
  bytes: number;
  updating?: Promise<void> | undefined;
  isRenewing: boolean;
}

/** Larger indexes are made anew in the thread instead of being written anew here. */
const compactedHereMax = 5_000;
/** So many changes at a time: then others have their turn. */
const appliedMax = 100;
/** A scope that changes all the time catches up with each round. */
const roundsMax = 20;

export function createSearchScopes(needs: SearchScopesNeeds): SearchScopes {
  const { source, bytesMax, log, thread = createBuildThread() } = needs;
  /** Those used last come last. */
  const entries = new Map<string, Entry>();
  const builds = new Map<string, Promise<void>>();
  const keyOf = ({ tenantId, id }: SearchScope) => JSON.stringify([tenantId, id]);

  const makeRoom = (kept: string) => {
    let bytes = 0;
    for (const entry of entries.values()) bytes += entry.bytes;
    for (const [key, entry] of entries) {
      if (bytes <= bytesMax) return;
      if (key === kept) continue;
      entries.delete(key);
      bytes -= entry.bytes;
    }
  };

  const store = (key: string, entry: Entry) => {
    entry.bytes = entry.index.bytes();
    entries.delete(key);
    entries.set(key, entry);
    makeRoom(key);
  };

  const build = (scope: SearchScope): Promise<void> => {
    const key = keyOf(scope);
    const underWay = builds.get(key);
    if (underWay !== undefined) return underWay;
    const started = performance.now();
    const building = buildIndex({ source, thread }, scope)
      .then((built) => {
        store(key, { ...built, scope, bytes: 0, isRenewing: false });
        const tookMs = Math.round(performance.now() - started);
        log.debug({ units: built.index.size, took_ms: tookMs }, "a scope was taken into memory");
      })
      .finally(() => builds.delete(key));
    builds.set(key, building);
    return building;
  };

  /** The old index serves, and goes on being brought up to date, until the new one is there. */
  const renew = (entry: Entry) => {
    if (entry.index.size <= compactedHereMax) {
      entry.index = entry.index.compacted();
      return;
    }
    if (entry.isRenewing) return;
    entry.isRenewing = true;
    build(entry.scope).catch((error: unknown) => {
      entry.isRenewing = false;
      log.warn(errorFields(error), "an index could not be made anew");
    });
  };

  const catchUp = async (key: string, entry: Entry) => {
    const changes = await source.changes(entry.scope, entry.version);
    if (changes === null) {
      if (entries.get(key) === entry) entries.delete(key);
      return;
    }
    await apply(entry, changes);
    if (entry.index.isWorn()) renew(entry);
    if (entries.get(key) === entry) store(key, entry);
  };

  /** What is in memory and new enough, used last from now on. */
  const ready = (key: string, version: number): Entry | undefined => {
    const entry = entries.get(key);
    if (entry === undefined || entry.version < version) return undefined;
    entries.delete(key);
    entries.set(key, entry);
    return entry;
  };

  const current = async (scope: SearchScope, version: number): Promise<Entry> => {
    const key = keyOf(scope);
    for (let round = 0; round < roundsMax; round++) {
      const found = ready(key, version);
      if (found !== undefined) return found;
      const entry = entries.get(key);
      if (entry === undefined) {
        await build(scope);
        continue;
      }
      entry.updating ??= catchUp(key, entry).finally(() => {
        entry.updating = undefined;
      });
      await entry.updating;
    }
    throw new Error("a scope changes faster than it can be read");
  };

  return {
    async search(scope, version, { limit, filter, areTurns, ...turns }, patience) {
      const { index } =
        ready(keyOf(scope), version) ?? (await before(patience?.(), current(scope, version)));
      return index.search(queryWords(turns), { limit, filter, areTurns });
    },
    async warm(scope) {
      if (!entries.has(keyOf(scope))) await build(scope);
    },
    usage() {
      const all = [...entries.values()];
      return { scopes: all.length, bytes: all.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
    close: () => thread.close(),
  };
}

/** What is new first, so that a text which took another's place is never missing. Whoever may see an older version may see some of a newer one. */
async function apply(entry: Entry, { version, put, removed }: ScopeChanges): Promise<void> {
  for (const [at, unit] of put.entries()) {
    entry.index.put(unit);
    if (at % appliedMax === appliedMax - 1) await new Promise(setImmediate);
  }
  for (const id of removed) entry.index.remove(id);
  entry.version = version;
}

function before<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
