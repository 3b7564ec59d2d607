export {
  createEmbeddingClient,
  type EmbeddingClient,
  type EmbeddingSpace,
} from "./embedding-client.ts";
export { embeddingCostMicros } from "./embedding-prices.ts";
export { createQueryEmbeddings, type QueryEmbeddings } from "./query-embeddings.ts";
