/** What agents look up: documents in bases, made into chunks that are searched. */

export { addDocumentRoutes } from "./add.routes.ts";
export { keptAnswerRoutes } from "./answers.routes.ts";
export { knowledgeBaseRoutes } from "./base.routes.ts";
export { createBaseService } from "./base.service.ts";
export { knowledgeDocumentRoutes } from "./document.routes.ts";
export { createDocumentService } from "./document.service.ts";
export { countDue, expireChunkChanges } from "./due-documents.ts";
export { embeddingRoutes } from "./embedding.routes.ts";
export {
  type GeneratedDocument,
  insertGeneratedBase,
  keepGeneratedBase,
  removeGeneratedBase,
} from "./generated.ts";
export { ingestRoutes } from "./ingest.routes.ts";
export { createKeptAnswers } from "./kept-answers.ts";
export type { ContentNeeds } from "./kept-content.ts";
export { knowledgeData } from "./knowledge-data.ts";
export { keepLargeBases } from "./large/keep-large.ts";
export { embeddingSettings, openEmbeddings } from "./open-embeddings.ts";
export { createDocumentParser } from "./parsing/document-parser.ts";
export { questionData } from "./questions/questions-data.ts";
export { questionRunRoutes } from "./questions/run.routes.ts";
export { createQuestionRunService } from "./questions/run.service.ts";
export { questionSetRoutes } from "./questions/set.routes.ts";
export { createQuestionSetService } from "./questions/set.service.ts";
export { workOnRuns } from "./questions/work-on-runs.ts";
export { sealedDocuments } from "./sealed-documents.ts";
export { knowledgeSearchRoutes } from "./search.routes.ts";
export {
  createKnowledgeSearch,
  type KnowledgeSearch,
} from "./search.service.ts";
export type { FoundByMeaning, NearChunk, VectorSearcher } from "./search-vectors.ts";
export { defaultLanguage, knowledgeSettingsRoutes } from "./settings.ts";
export { createUnitSource } from "./unit-source.ts";
export { workOnDocuments } from "./work-on-documents.ts";
