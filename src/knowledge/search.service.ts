import { ProblemError } from "../lib/problems.ts";
import { shareReads } from "../lib/share-reads.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { ScopeQuery, SearchScope, SearchScopes } from "../search/index.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";
import { openFoundTexts } from "./found-texts.ts";
import type { Asked, KeptAnswers } from "./kept-answers.ts";
import { searchLarge } from "./large/search-large.ts";
import type { SearchAnswer, SearchRequest } from "./search.schema.ts";
import { readBaseVersions, type SearchedBase } from "./search.store.ts";
import {
  type BaseAnswer,
  byNearness,
  confidenceOf,
  explain,
  merge,
  toItem,
} from "./search-answer.ts";
import type { SearchedSet, VectorSearcher } from "./search-vectors.ts";
import { openUsualNearness } from "./usual-nearness.ts";

export interface KnowledgeSearch {
  /** @throws ProblemError `knowledge-base-not-found`, `knowledge-not-ready`. */
  search(scope: TenantScope, request: SearchRequest): Promise<SearchAnswer>;
  /** Takes the tenant's bases into memory before somebody waits for them: when a call begins. Never fails; who searches then reads them. */
  warm(scope: TenantScope): Promise<void>;
}

interface Needs {
  db: Database;
  scopes: SearchScopes;
  /** Left out, words alone are searched. */
  searchVectors?: VectorSearcher | undefined;
  /** Answers that are given again; without them every question is searched. */
  answers?: KeptAnswers | undefined;
  now: () => number;
  log: Logger;
}

/** Below it nothing was found. */
const confidenceMin = 0.5;
/** Meaning is asked for more than is shown, so that it can agree with words. */
const candidatesMin = 50;
/** A caller waits: words alone are better than late. */
const vectorsMs = 80;
/** Reading a large base into memory may take longer than a caller waits. */
const patienceMs = 10_000;

export function createKnowledgeSearch({
  db,
  scopes,
  searchVectors,
  answers,
  now,
  log,
}: Needs): KnowledgeSearch {
  const readBases = shareReads(async (tenantId: string) => {
    const at = now();
    const scope = { tenantId };
    return { at, all: await inTenantAtOnce(db, scope, (trx) => readBaseVersions(trx, scope)) };
  });
  const readTexts = openFoundTexts(db);
  const usualNearness = openUsualNearness(db);

  const searchInMemory = (scope: SearchScope, version: number, words: ScopeQuery) =>
    scopes
      .search(scope, version, words, () => AbortSignal.timeout(patienceMs))
      .catch((error: unknown) => {
        if (!isTimeout(error)) throw error;
        throw new ProblemError(
          "knowledge-not-ready",
          "The knowledge base is still being read into memory. Ask again in some seconds.",
          { cause: error },
        );
      });

  const searchBase = async (
    { tenantId }: TenantScope,
    base: SearchedBase,
    { request, at }: Pick<Asked, "request" | "at">,
    lose: (reason: SearchAnswer["degraded"][number]) => void,
  ): Promise<BaseAnswer> => {
    const { query, history, category, top_k } = request;
    const limit = searchVectors === undefined ? top_k : Math.max(top_k, candidatesMin);
    const sets = setsOf(base);
    const byMeaning = searchVectors?.(
      { tenantId },
      { sets, text: query, category, at, topK: limit, capMs: vectorsMs },
    );
    const words = { query, history, language: base.language, limit, filter: { category, at } };
    const large = base.is_large ? await searchLarge(db, { tenantId }, base.id, words) : null;
    const lexical = large ?? (await searchInMemory({ tenantId, id: base.id }, base.version, words));
    const near = await byMeaning;
    if (near?.state === "late") lose("vectors_late");
    if (near?.state !== "found") return { base, lexical, vectors: null };
    const [set] = sets;
    const usual = set === undefined ? null : await usualNearness({ tenantId }, set);
    return { base, lexical, vectors: byNearness(near.chunks, usual) };
  };

  const searchAnew = async (asked: Asked, versions: number): Promise<SearchAnswer> => {
    const { scope, bases, request } = asked;
    const clock = startClock();
    const degraded = new Set<SearchAnswer["degraded"][number]>();
    const found = await Promise.all(
      bases.map((base) => searchBase(scope, base, asked, (reason) => degraded.add(reason))),
    );
    const ranked = merge(found).slice(0, request.top_k);
    const search = clock();
    const chunks = await readTexts(
      scope,
      ranked.map(({ id, of }) => ({ id, base: of.base })),
    );
    // Whatever was removed since is left out.
    const present = ranked.filter(({ id }) => chunks.has(id));
    const texts = clock();
    const confidence = Math.max(0, ...found.map(confidenceOf));
    return {
      found: confidence >= confidenceMin && present.length > 0,
      confidence,
      confidence_min: confidenceMin,
      items: present.map((one) => toItem(one, chunks)),
      took_ms: { versions, search, texts, total: versions + search + texts },
      from_cache: false,
      degraded: [...degraded],
      ...(request.explain ? { explanation: explain(found, present) } : {}),
    };
  };

  const answer = async (
    scope: TenantScope,
    request: SearchRequest,
    { isAsked }: { isAsked: boolean },
  ): Promise<SearchAnswer> => {
    const clock = startClock();
    const { at, all } = await readBases(scope.tenantId, []);
    const asked = { scope, bases: choose(all, request), request, at };
    const versions = clock();
    if (isAsked) answers?.note(asked);
    if (isAsked) answers?.follow(scope, all, askAgain(scope));
    const kept = await answers?.find(asked);
    if (kept !== undefined) {
      const search = clock();
      const took_ms = { versions, search, texts: 0, total: versions + search };
      return { ...kept, from_cache: true, took_ms };
    }
    const fresh = await searchAnew(asked, versions);
    await answers?.keep(asked, fresh);
    return fresh;
  };
  const askAgain = (scope: TenantScope) => (request: SearchRequest) =>
    answer(scope, request, { isAsked: false });

  return {
    search: (scope, request) => answer(scope, request, { isAsked: true }),

    async warm({ tenantId }) {
      try {
        const { all } = await readBases(tenantId, []);
        for (const { id, is_large } of all) if (!is_large) await scopes.warm({ tenantId, id });
        answers?.follow({ tenantId }, all, askAgain({ tenantId }));
      } catch (error) {
        log.warn(errorFields(error), "knowledge bases could not be read ahead of a call");
      }
    },
  };
}

function setsOf({ id, version, vector_set: set }: SearchedBase): SearchedSet[] {
  if (set === null) return [];
  const { model, dimensions, version: vectors } = set;
  return [{ baseId: id, model, dimensions, version: { units: version, vectors } }];
}

/** Gives the time since it was asked last, in milliseconds. */
function startClock(): () => number {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return Math.round((last - before) * 100) / 100;
  };
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

function choose(
  bases: SearchedBase[],
  { knowledge_base: key, location_id }: SearchRequest,
): SearchedBase[] {
  if (key === undefined) {
    const isElsewhere = (of: string | null) => of !== null && of !== location_id;
    return bases.filter((base) => location_id === undefined || !isElsewhere(base.location_id));
  }
  const name = key.toLowerCase();
  const base = bases.find((one) => one.id === key || one.name.toLowerCase() === name);
  if (base !== undefined) return [base];
  throw new ProblemError("knowledge-base-not-found", `There is no knowledge base ${key}.`);
}
