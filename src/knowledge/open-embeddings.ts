import type { JsonServiceNeeds } from "../guard/index.ts";
import type { DueWork } from "../jobs/index.ts";
import {
  createEmbeddingClient,
  createQueryEmbeddings,
  type EmbeddingClient,
  type EmbeddingSpace,
  type QueryEmbeddings,
  tracedEmbeddings,
} from "../llm/index.ts";
import { embeddingUse, gatherUse } from "../model-use/index.ts";
import type { Logger, Metrics, Tracing } from "../observe/index.ts";
import {
  createInProcessIndex,
  createPgvectorIndex,
  createQdrantIndex,
  createWeaviateIndex,
  hasPgvector,
  type VectorIndex,
  type VectorSource,
} from "../search/index.ts";
import type { Database, TenantData } from "../store/index.ts";
import { embedChunks } from "./embed-chunks.ts";
import { createEmbeddingService, type EmbeddingService } from "./embedding.service.ts";
import { embeddingData } from "./embedding-data.ts";
import { createVectorSearch, type VectorSearcher } from "./search-vectors.ts";
import { createVectorSource } from "./vector-source.ts";

/** A service that the operator named. */
interface Service {
  url: string;
  key: string | undefined;
}

export interface EmbeddingSettings {
  /** Null: embeddings are off. */
  embedding: (Service & EmbeddingSpace) | null;
  qdrant: Service | null;
  weaviate: Service | null;
}

/** What the environment says about embeddings. They are on with a key, or with an address, since a service of one's own may need no key. */
export function embeddingSettings(config: {
  EMBEDDING_BASE_URL?: string | undefined;
  EMBEDDING_API_KEY?: string | undefined;
  OPENAI_BASE_URL?: string | undefined;
  OPENAI_API_KEY?: string | undefined;
  EMBEDDING_MODEL: string;
  EMBEDDING_DIMENSIONS: number;
  QDRANT_URL?: string | undefined;
  QDRANT_API_KEY?: string | undefined;
  WEAVIATE_URL?: string | undefined;
  WEAVIATE_API_KEY?: string | undefined;
}): EmbeddingSettings {
  const key = config.EMBEDDING_API_KEY ?? config.OPENAI_API_KEY;
  const url = config.EMBEDDING_BASE_URL ?? config.OPENAI_BASE_URL ?? "https://api.openai.com/v1";
  const isOn = key !== undefined || config.EMBEDDING_BASE_URL !== undefined;
  const space = { model: config.EMBEDDING_MODEL, dimensions: config.EMBEDDING_DIMENSIONS };
  const service = (address: string | undefined, of: string | undefined) =>
    address === undefined ? null : { url: address, key: of };
  return {
    embedding: isOn ? { url, key, ...space } : null,
    qdrant: service(config.QDRANT_URL, config.QDRANT_API_KEY),
    weaviate: service(config.WEAVIATE_URL, config.WEAVIATE_API_KEY),
  };
}

export interface EmbeddingNeeds extends Pick<JsonServiceNeeds, "send" | "wait" | "random"> {
  db: Database;
  settings: EmbeddingSettings;
  /** The product's clock, and that by which services are asked again. */
  now: () => number;
  serviceNow: () => number;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
}

/** What embeds texts, and what embeds questions fast: one of each, since both know how the service does. */
export interface EmbeddingModel {
  client: EmbeddingClient;
  queries: QueryEmbeddings;
}

/** All about embeddings, made once. */
export interface Embeddings {
  /** The model, and what embeds questions with it; null while embeddings are off. */
  model: EmbeddingModel | null;
  /** Work in the background; with embeddings off it finds nothing to do. */
  work: DueWork;
  service: EmbeddingService;
  search: VectorSearcher;
  data: TenantData;
  /** Writes down what vectors of questions took. */
  writeUse(): Promise<void>;
}

/** Opens the embedding client and the index that the settings name. Nothing is asked of either yet. */
export async function openEmbeddings(needs: EmbeddingNeeds): Promise<Embeddings> {
  const { db, settings, now, log } = needs;
  const { send, wait, random, serviceNow } = needs;
  const way = { send, wait, random, now: serviceNow };
  const { embedding } = settings;
  const client =
    embedding &&
    tracedEmbeddings(
      createEmbeddingClient({
        ...way,
        baseUrl: embedding.url,
        key: embedding.key,
        space: { model: embedding.model, dimensions: embedding.dimensions },
      }),
      needs.tracing,
    );
  const source = createVectorSource({ db });
  const index = await openIndex(needs, way, source);
  const work = embedChunks({ ...needs, client, index, source });
  const space = client?.space ?? null;
  const questions = gatherUse({ db, now, log });
  const model = client && {
    client,
    queries: createQueryEmbeddings({
      ...{ client, now },
      onAnswer: (scope, { space: { model: name }, text, ...answer }) =>
        questions.add(scope, embeddingUse(name, [text], answer)),
    }),
  };
  return {
    model,
    work,
    service: createEmbeddingService({ db, space, index, wake: work.wake, now }),
    search: createVectorSearch({
      db,
      queries: model === null ? null : model.queries,
      index,
      log,
    }),
    data: embeddingData({ index }),
    writeUse: questions.write,
  };
}

async function openIndex(
  { db, settings }: EmbeddingNeeds,
  way: Pick<JsonServiceNeeds, "send" | "wait" | "random" | "now">,
  source: VectorSource,
): Promise<VectorIndex> {
  const { qdrant, weaviate } = settings;
  if (qdrant) return createQdrantIndex({ ...way, baseUrl: qdrant.url, key: qdrant.key });
  if (weaviate) return createWeaviateIndex({ ...way, baseUrl: weaviate.url, key: weaviate.key });
  if (await hasPgvector(db)) return createPgvectorIndex({ db });
  return createInProcessIndex({ source });
}
