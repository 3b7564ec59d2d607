/** What was said in conversations: appended without a model, searched turn by turn, forgotten with a receipt. */

export type { WindowSettings } from "./budget.ts";
export type { ChatMessage, ChatPart, ChatToolCall } from "./chat.ts";
export { memoryRoutes } from "./memory.routes.ts";
export { createMemoryService } from "./memory.service.ts";
export { memoryData } from "./memory-data.ts";
export type {
  Answer,
  Begun,
  Degraded,
  Injected,
  PromptBlock,
  Relief,
  Turn,
  TurnRequest,
  Turns,
} from "./turn.ts";
export { withTurns } from "./turn-source.ts";
export { createTurns } from "./turns.ts";
