import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { SearchScopes } from "../search/index.ts";
import { type Database, inTenant } from "../store/index.ts";
import type { SearchAnswer, SearchRequest } from "./search.schema.ts";
import { readBaseVersions, readFoundChunks, type SearchedBase } from "./search.store.ts";
import {
  type BaseAnswer,
  confidenceOf,
  explain,
  merge,
  toItem,
  type VectorAnswer,
} from "./search-answer.ts";
import { shareReads } from "./share-reads.ts";

/** Searches one base by meaning. Null: nothing was set up, or nothing was embedded yet. */
export type SearchVectors = (
  scope: TenantScope,
  of: { baseId: string; text: string; category: string | undefined; at: number; limit: number },
  signal: AbortSignal,
) => Promise<VectorAnswer | null>;

export interface KnowledgeSearch {
  /** @throws ProblemError `knowledge-base-not-found`, `knowledge-not-ready`. */
  search(scope: TenantScope, request: SearchRequest): Promise<SearchAnswer>;
  /** Takes the tenant's bases into memory before somebody waits for them: when a call begins. Never fails; who searches then reads them. */
  warm(scope: TenantScope): Promise<void>;
}

interface Needs {
  db: Database;
  scopes: SearchScopes;
  searchVectors?: SearchVectors;
  now: () => number;
  log: Logger;
}

/** Below this share of the question covered, nothing was found. */
const confidenceMin = 0.35;
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
  now,
  log,
}: Needs): KnowledgeSearch {
  const readBases = shareReads((tenantId: string) =>
    inTenant(db, { tenantId }, (trx) => readBaseVersions(trx, { tenantId })),
  );
  const readChunks = shareReads(async (tenantId: string, ids: string[]) => {
    const scope = { tenantId };
    const rows = await inTenant(db, scope, (trx) => readFoundChunks(trx, scope, ids));
    return new Map(rows.map((row) => [row.id, row]));
  });

  const searchBase = async (
    { tenantId }: TenantScope,
    base: SearchedBase,
    request: SearchRequest,
    lose: (reason: SearchAnswer["degraded"][number]) => void,
  ): Promise<BaseAnswer> => {
    const { query, history, category, top_k } = request;
    const at = now();
    const limit = searchVectors === undefined ? top_k : Math.max(top_k, candidatesMin);
    const byMeaning = searchVectors?.(
      { tenantId },
      { baseId: base.id, text: query, category, at, limit },
      AbortSignal.timeout(vectorsMs),
    ).catch((error: unknown) => {
      lose(isTimeout(error) ? "vectors_late" : "vectors_failed");
      return null;
    });
    const lexical = await scopes
      .search(
        { tenantId, id: base.id },
        base.version,
        { query, history, language: base.language, limit, filter: { category, at } },
        AbortSignal.timeout(patienceMs),
      )
      .catch((error: unknown) => {
        if (!isTimeout(error)) throw error;
        throw new ProblemError(
          "knowledge-not-ready",
          "The knowledge base is still being read into memory. Ask again in some seconds.",
          { cause: error },
        );
      });
    return { base, lexical, vectors: (await byMeaning) ?? null };
  };

  return {
    async search(scope, request) {
      const clock = startClock();
      const { tenantId } = scope;
      const bases = choose(await readBases(tenantId, []), request.knowledge_base);
      const versions = clock();
      const degraded = new Set<SearchAnswer["degraded"][number]>();
      const answers = await Promise.all(
        bases.map((base) => searchBase(scope, base, request, (reason) => degraded.add(reason))),
      );
      const ranked = merge(answers).slice(0, request.top_k);
      const search = clock();
      const ids = ranked.map(({ id }) => id);
      const chunks = ids.length === 0 ? new Map() : await readChunks(tenantId, ids);
      // Whatever was removed since is left out.
      const present = ranked.filter(({ id }) => chunks.has(id));
      const texts = clock();
      const confidence = Math.max(0, ...answers.map(confidenceOf));
      return {
        found: confidence >= confidenceMin && present.length > 0,
        confidence,
        confidence_min: confidenceMin,
        items: present.map((one) => toItem(one, chunks)),
        took_ms: { versions, search, texts, total: versions + search + texts },
        degraded: [...degraded],
        ...(request.explain ? { explanation: explain(answers, present) } : {}),
      };
    },

    async warm({ tenantId }) {
      try {
        for (const { id } of await readBases(tenantId, [])) await scopes.warm({ tenantId, id });
      } catch (error) {
        log.warn(errorFields(error), "knowledge bases could not be read ahead of a call");
      }
    },
  };
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

function choose(bases: SearchedBase[], key: string | undefined): SearchedBase[] {
  if (key === undefined) return bases;
  const name = key.toLowerCase();
  const base = bases.find((one) => one.id === key || one.name.toLowerCase() === name);
  if (base !== undefined) return [base];
  throw new ProblemError("knowledge-base-not-found", `There is no knowledge base ${key}.`);
}
