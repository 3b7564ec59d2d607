/** What agents look up: documents in bases, made into chunks that are searched. */

export {
  type GeneratedDocument,
  insertGeneratedBase,
  removeGeneratedBase,
} from "./generated.ts";
export { keepLargeBases } from "./large/keep-large.ts";
export { type Knowledge, openKnowledge } from "./open-knowledge.ts";
export { createQuestionRunService } from "./questions/run.service.ts";
export { workOnRuns } from "./questions/work-on-runs.ts";
export { createKnowledgeSearch, type KnowledgeSearch } from "./search.service.ts";
export type { FoundByMeaning, NearChunk, VectorSearcher } from "./search-vectors.ts";
export { defaultLanguageOf } from "./settings.ts";
export { createUnitSource } from "./unit-source.ts";
