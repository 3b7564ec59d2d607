export type { ChatChunk, ChatCompletion } from "./chat.ts";
export { type ChatClient, createChatClient } from "./chat-client.ts";
export { echoModel } from "./echo-model.ts";
export {
  createEmbeddingClient,
  type EmbeddingClient,
  type EmbeddingSpace,
} from "./embedding-client.ts";
export { embeddingCostMicros } from "./embedding-prices.ts";
export { ModelError, type ModelFailure } from "./model-error.ts";
export { createQueryEmbeddings, type QueryEmbeddings } from "./query-embeddings.ts";
export { tracedChat, tracedEmbeddings } from "./traced-models.ts";
