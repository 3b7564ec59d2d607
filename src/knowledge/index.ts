/** What agents look up: documents in bases, made into chunks that are searched. */

export { embeddingRoutes } from "./embedding.routes.ts";
export { knowledgeData } from "./knowledge-data.ts";
export { embeddingSettings, openEmbeddings } from "./open-embeddings.ts";
export type { FoundByMeaning, NearChunk, SearchVectors } from "./search-vectors.ts";
