export {
  type AnswerLiveNeeds,
  createLiveAnswerer,
  defaultTransfer,
  type LiveDeciders,
} from "./answer-live.ts";
export { createBreakers } from "./breaker.ts";
export { createBuiltIns } from "./built-in/built-ins.ts";
export { findPieces } from "./built-in/knowledge-search.ts";
export { openPlaces } from "./built-in/open-places.ts";
export { decideByTool } from "./built-in/transfer.ts";
export { toolDefinitionRoutes } from "./definitions/definition.routes.ts";
export { createHttpRunner } from "./http-tool.ts";
export { createInboundDecider } from "./inbound/decide-inbound.ts";
export { inboundRuleRoutes } from "./inbound/rule.routes.ts";
export { createInboundRuleService } from "./inbound/rule.service.ts";
export { openRulebook } from "./inbound/rulebook.ts";
export { createLastAnswers } from "./last-answers.ts";
export { type Asking, createToolRunner } from "./run-tools.ts";
export { sealedTools } from "./sealed-tools.ts";
export { toolRoutes, toolUseRoutes } from "./tool.routes.ts";
export { createToolService } from "./tool.service.ts";
export type { BuiltInTool, RunTool, Tool, ToolUse } from "./tool.ts";
export { toolData } from "./tool-data.ts";
export { createToolbox } from "./toolbox.ts";
export { createUseService } from "./use.service.ts";
export { createUseLog } from "./use-log.ts";
