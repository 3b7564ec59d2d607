import { shareReads } from "../lib/share-reads.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { EmbeddingSpace, QueryEmbeddings } from "../llm/index.ts";
import { errorFields, type Logger } from "../observe/index.ts";
import type { VectorHit, VectorIndex, VectorVersion } from "../search/index.ts";
import { type Database, inTenantAtOnce } from "../store/index.ts";

/** A chunk near a question. */
export interface NearChunk {
  baseId: string;
  chunkId: string;
  /** The cosine of the angle between the two. */
  score: number;
}

/** The vectors of a base that are searched. */
export interface SearchedSet extends EmbeddingSpace {
  baseId: string;
  /** At least so new; left out, the newest. */
  version?: VectorVersion;
}

export interface VectorSearch {
  /** The bases to look in; left out, all of the tenant. */
  baseIds?: readonly string[] | undefined;
  /** Their vectors, where they were just read. */
  sets?: readonly SearchedSet[] | undefined;
  text: string;
  category?: string | undefined;
  topK: number;
  /** When it shall be valid, in milliseconds. */
  at: number;
  /** How long the question's vector may take, and how long after it an index on another server. */
  capMs?: number;
}

/** What was found by meaning: `off` without a model or vectors, `late` when the question's vector or the index did not come in time or failed. */
export interface FoundByMeaning {
  state: "found" | "off" | "late";
  /** Best first, over all bases. */
  chunks: NearChunk[];
}

export type VectorSearcher = (scope: TenantScope, search: VectorSearch) => Promise<FoundByMeaning>;

export interface SearchVectorsNeeds {
  db: Database;
  /** Null while embeddings are off. */
  queries: QueryEmbeddings | null;
  index: VectorIndex;
  log: Logger;
}

const capUsualMs = 80;

/**
 * Makes the search by meaning. It never fails and never makes a caller wait longer than the caps: who finds nothing by meaning still has the words. Each base is searched
 * with the model of its own vectors.
 */
export function createVectorSearch(needs: SearchVectorsNeeds): VectorSearcher {
  const { db, queries, index, log } = needs;
  const findActiveSets = shareReads((tenantId: string) => readActiveSets(db, { tenantId }));
  return async (scope, search) => {
    if (queries === null) return { state: "off", chunks: [] };
    const { baseIds } = search;
    const active = search.sets ?? (await findActiveSets(scope.tenantId, []));
    const sets = active.filter(({ baseId }) => baseIds?.includes(baseId) ?? true);
    if (sets.length === 0) return { state: "off", chunks: [] };
    const capMs = search.capMs ?? capUsualMs;
    const found = await Promise.all(
      sets.map(async ({ baseId, model, dimensions, version }) => {
        const space = { model, dimensions };
        const vector = await queries.embed(scope, space, search.text, { capMs });
        if (vector === null) return null;
        const { category, topK, at } = search;
        const of = { ...scope, id: baseId, ...space };
        const hits = await atMost(capMs, (signal) =>
          index.search(of, { vector, category, topK, at, version }, signal),
        );
        return hits.map(({ id, score }) => ({ baseId, chunkId: id, score }));
      }),
    ).catch((error: unknown) => {
      log.warn({ index: index.kind, ...errorFields(error) }, "vectors were not searched");
      return [null];
    });
    const chunks = found.flatMap((of) => of ?? []).sort((a, b) => b.score - a.score);
    const isLate = found.includes(null) && chunks.length === 0;
    return { state: isLate ? "late" : "found", chunks: chunks.slice(0, search.topK) };
  };
}

/** An index in process does not hear a signal while it loads. The time is not counted on once there is an answer, as `AbortSignal.timeout` would. */
async function atMost(
  capMs: number,
  look: (signal: AbortSignal) => Promise<VectorHit[]>,
): Promise<VectorHit[]> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new DOMException("The index took too long", "TimeoutError");
      controller.abort(error);
      reject(error);
    }, capMs);
  });
  try {
    return await Promise.race([look(controller.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

function readActiveSets(db: Database, scope: TenantScope): Promise<SearchedSet[]> {
  return inTenantAtOnce(db, scope, (trx) =>
    trx
      .selectFrom("knowledge_vector_sets")
      .select(["base_id as baseId", "model", "dimensions"])
      .where("tenant_id", "=", scope.tenantId)
      .where("is_active", "=", true)
      .where("version", ">", 0)
      .execute(),
  );
}
