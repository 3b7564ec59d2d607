export type { AnsweredBy, ChatChunk, ChatCompletion } from "./chat.ts";
export { type ChatClient, createChatClient } from "./chat-client.ts";
export { echoModel } from "./echo-model.ts";
export {
  createEmbeddingClient,
  type Embedded,
  type EmbeddingClient,
  type EmbeddingSpace,
} from "./embedding-client.ts";
export { ModelError, type ModelFailure } from "./model-error.ts";
export {
  builtInPrices,
  costMicros,
  type ModelPrice,
  type TokenCounts,
} from "./model-prices.ts";
export { createQueryEmbeddings, type QueryEmbeddings } from "./query-embeddings.ts";
export { tracedChat, tracedEmbeddings } from "./traced-models.ts";
