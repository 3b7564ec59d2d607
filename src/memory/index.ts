/** What was said in conversations: appended without a model, searched turn by turn, forgotten with a receipt. */

export type { AskModel } from "./ask-model.ts";
export type { WindowSettings } from "./budget.ts";
export type { ChatMessage, ChatPart, ChatToolCall } from "./chat.ts";
export { echoWordsMin, lettersOf, nearest, wordsOf } from "./echo/likeness.ts";
export { forget } from "./forget.ts";
export { memoryWindowRoutes } from "./inspect/window.routes.ts";
export { createWindowService } from "./inspect/window.service.ts";
export type { MemoryJob } from "./jobs/claim-jobs.ts";
export { expireJobs } from "./jobs/expire-jobs.ts";
export { memoryJobRoutes } from "./jobs/job.routes.ts";
export { enqueueJobs, type NewJob } from "./jobs/job.store.ts";
export { measureJobs } from "./jobs/measure-jobs.ts";
export { type JobHandler, type JobWrite, workOnJobs } from "./jobs/work-on-jobs.ts";
export { memoryRoutes } from "./memory.routes.ts";
export type { NewMessage } from "./memory.schema.ts";
export { createMemoryService } from "./memory.service.ts";
export { memoryData } from "./memory-data.ts";
export { remembersCallsOf } from "./settings/choices.ts";
export { memorySettingsRoutes, type PastCalls } from "./settings/settings.routes.ts";
export { readChoices } from "./settings/settings.store.ts";
export { sealedSpool } from "./spool/sealed-spool.ts";
export { createSpoolFiles, type SpoolFiles } from "./spool/spool-files.ts";
export { createSpoolReports } from "./spool/spool-report.ts";
export { createTurnSpool, type TurnSpool } from "./spool/turn-spool.ts";
export { isNumber } from "./subject.ts";
export { removeSession, syncSession } from "./sync-session.ts";
export type {
  Answer,
  Begun,
  Degraded,
  EchoReport,
  Injected,
  ModelUsage,
  PromptBlock,
  Relief,
  Spent,
  Turn,
  TurnRequest,
  Turns,
} from "./turn.ts";
export { withTurns } from "./turn-source.ts";
export { createTurns, openTurns, type Patience, windowSettings } from "./turns.ts";
export { openTurnVectors } from "./vectors/open-vectors.ts";
export { createCalibration } from "./windows/calibration.ts";
export { writeDigest } from "./windows/digest-job.ts";
