import type { EmbeddingClient, QueryEmbeddings } from "../../llm/index.ts";
import type { Logger, Metrics } from "../../observe/index.ts";
import { createInProcessIndex } from "../../search/index.ts";
import type { Database } from "../../store/index.ts";
import type { JobHandler } from "../jobs/work-on-jobs.ts";
import { embedScope } from "./embed-job.ts";
import { noticeScopes } from "./notice-scopes.ts";
import { createMeaningSearch, type SearchMeaning } from "./search-meaning.ts";
import { createTurnVectors } from "./vector-source.ts";

/** What finds turns by meaning, and what makes their vectors. */
export interface TurnVectors {
  /** Left out while embeddings are off. */
  byMeaning: SearchMeaning | undefined;
  /** Of the job `embed`. */
  embed: JobHandler;
  /** Asks for jobs for what was said; says how many. */
  notice: () => Promise<number>;
}

interface Needs {
  db: Database;
  /** Null while embeddings are off. */
  embedding: { client: EmbeddingClient; queries: QueryEmbeddings } | null;
  /** Requests to the service that a job makes before others have their turn. */
  batches: number;
  metrics: Metrics;
  now: () => number;
  log: Logger;
}

/** For about 300,000 turns of 384 numbers. */
const indexBytesMax = 128 * 1024 * 1024;

/**
 * Opens the vectors of what was said. They are searched in memory, whatever index documents have: what one person said is little, and after forgetting, the receipt speaks for
 * every copy there is.
 */
export function openTurnVectors({ embedding, ...needs }: Needs): TurnVectors {
  const { db, batches, metrics, now, log } = needs;
  if (embedding === null) {
    return { byMeaning: undefined, embed: async () => async () => null, notice: async () => 0 };
  }
  const { client, queries } = embedding;
  const index = createInProcessIndex({ source: createTurnVectors(db), bytesMax: indexBytesMax });
  return {
    byMeaning: createMeaningSearch({ queries, index, metrics, now, log }),
    embed: embedScope({ db, client, batches, now }),
    notice: noticeScopes({ db, space: client.space, now }),
  };
}
