import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { EmbeddingSpace, QueryEmbeddings } from "../../llm/index.ts";
import { errorFields, type Logger, type Metrics } from "../../observe/index.ts";
import type { InProcessIndex, VectorHit } from "../../search/index.ts";
import { inTime } from "../in-time.ts";

export interface MeaningQuery {
  scopeId: string;
  space: EmbeddingSpace;
  text: string;
  /** Only these sessions; left out, all. */
  sessionIds?: readonly string[] | undefined;
  limit: number;
}

/** Finds turns by meaning, best first; null when that takes too long or fails. Never throws. */
export type SearchMeaning = (
  scope: TenantScope,
  query: MeaningQuery,
) => Promise<VectorHit[] | null>;

interface Needs {
  queries: QueryEmbeddings;
  index: InProcessIndex;
  metrics: Pick<Metrics, "memoryRetrievalSeconds" | "memoryRetrievalTimeouts">;
  now: () => number;
  log: Logger;
}

/** A caller waits: words alone are better than late. The question's vector may take so long, and the index after it. */
const capMs = 80;

export function createMeaningSearch({ queries, index, metrics, now, log }: Needs): SearchMeaning {
  const find = async (scope: TenantScope, query: MeaningQuery) => {
    const { scopeId, space, text, sessionIds, limit } = query;
    const vector = await queries.embed(scope, space, text, { capMs });
    if (vector === null) return null;
    const of = { tenantId: scope.tenantId, id: scopeId, ...space };
    const categories = sessionIds && new Set(sessionIds);
    return inTime(index.search(of, { vector, topK: limit, categories, at: now() }), capMs);
  };
  return async (scope, query) => {
    const end = metrics.memoryRetrievalSeconds.startTimer({ channel: "semantic" });
    const hits = await find(scope, query).catch((error: unknown) => {
      log.warn(errorFields(error), "memory was not searched by meaning");
      return null;
    });
    end();
    if (hits === null) metrics.memoryRetrievalTimeouts.inc({ channel: "semantic" });
    return hits;
  };
}
