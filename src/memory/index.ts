/** What was said in conversations: appended without a model, searched turn by turn, forgotten with a receipt. */

export { memoryRoutes } from "./memory.routes.ts";
export { createMemoryService } from "./memory.service.ts";
export { memoryData } from "./memory-data.ts";
export { withTurns } from "./turn-source.ts";
