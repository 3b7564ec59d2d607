export {
  type AnswerLiveNeeds,
  createLiveAnswerer,
  defaultInbound,
  defaultTransfer,
  type LiveDeciders,
} from "./answer-live.ts";
export { createLastAnswers } from "./last-answers.ts";
export { type Asking, createToolRunner } from "./run-tools.ts";
export { type BuiltInTool, type RunTool, type Tool, ToolFailure, type ToolUse } from "./tool.ts";
export { toolData } from "./tool-data.ts";
export { createToolbox } from "./toolbox.ts";
export { createUseLog } from "./use-log.ts";
