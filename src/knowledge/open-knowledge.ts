import { createCache, type Redis } from "../cache/index.ts";
import type { Config } from "../config/index.ts";
import type { FileStore } from "../files/index.ts";
import { createSecretBox, type JsonServiceNeeds, type Outgoing } from "../guard/index.ts";
import type { App } from "../http/index.ts";
import type { DueWork } from "../jobs/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Logger, Metrics, Tracing } from "../observe/index.ts";
import type { SearchScopes } from "../search/index.ts";
import type { Database, TenantData, Trx } from "../store/index.ts";
import { addDocumentRoutes } from "./add.routes.ts";
import { keptAnswerRoutes } from "./answers.routes.ts";
import { knowledgeBaseRoutes } from "./base.routes.ts";
import { createBaseService } from "./base.service.ts";
import { knowledgeDocumentRoutes } from "./document.routes.ts";
import { createDocumentService } from "./document.service.ts";
import { countDue, expireChunkChanges } from "./due-documents.ts";
import { embeddingRoutes } from "./embedding.routes.ts";
import { type GeneratedBase, keepGeneratedBase } from "./generated.ts";
import { ingestRoutes } from "./ingest.routes.ts";
import { createKeptAnswers, type KeptAnswers } from "./kept-answers.ts";
import { knowledgeData } from "./knowledge-data.ts";
import { keepLargeBases } from "./large/keep-large.ts";
import { openNextValidity } from "./next-validity.ts";
import { type EmbeddingModel, embeddingSettings, openEmbeddings } from "./open-embeddings.ts";
import { createDocumentParser } from "./parsing/document-parser.ts";
import { questionData } from "./questions/questions-data.ts";
import { questionRunRoutes } from "./questions/run.routes.ts";
import { createQuestionRunService } from "./questions/run.service.ts";
import { questionSetRoutes } from "./questions/set.routes.ts";
import { createQuestionSetService } from "./questions/set.service.ts";
import { workOnRuns } from "./questions/work-on-runs.ts";
import { sealedDocuments } from "./sealed-documents.ts";
import { knowledgeSearchRoutes } from "./search.routes.ts";
import { createKnowledgeSearch, type KnowledgeSearch } from "./search.service.ts";
import type { VectorSearcher } from "./search-vectors.ts";
import { knowledgeSettingsRoutes } from "./settings.ts";
import { workOnDocuments } from "./work-on-documents.ts";

export interface KnowledgeNeeds {
  db: Database;
  config: Config;
  secretKey: string;
  /** Another release may rank otherwise. */
  release: string;
  files: FileStore;
  scopes: SearchScopes;
  redis: Redis | undefined;
  /** To addresses that tenants name. */
  outgoing: Outgoing;
  /** To services that the operator named, with a clock of its own. */
  service: Pick<JsonServiceNeeds, "send" | "wait" | "now">;
  isDiskFull: () => boolean;
  now: () => number;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
}

/** All about knowledge, made once. */
export interface Knowledge {
  search: KnowledgeSearch;
  /** Finds chunks by meaning. */
  searchVectors: VectorSearcher;
  /** The model that embeds, for whoever else finds by meaning; null while embeddings are off. */
  embedding: EmbeddingModel | null;
  /** Work in the background. */
  work: Record<"documents" | "questionRuns" | "largeBases" | "embeddings", DueWork>;
  /** In the order in which erasing must go. */
  data: readonly TenantData[];
  sealed: ReturnType<typeof sealedDocuments>;
  /** @param limit throws where somebody asks for embeddings too often. */
  routes(app: App, limit: (scope: TenantScope, actor: string) => Promise<void>): Promise<void>;
  /** Makes a base what it is made of; its texts are worked on once {@link wakeDocuments} was called after the transaction. */
  keepGenerated(trx: Trx, scope: TenantScope, of: GeneratedBase): Promise<void>;
  /** Documents became due. */
  wakeDocuments(): void;
  /** Looks for bases that have become too large for memory. */
  noticeLarge(): Promise<void>;
  /** How many documents wait. */
  countDue(): Promise<number>;
  /** Writes down what vectors of questions took since the last time. */
  writeUse(): Promise<void>;
  /** Forgets what no index needs any more. */
  expire(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the room: search, what works in the background, and the paths. Nothing is asked of any service yet. */
export async function openKnowledge(needs: KnowledgeNeeds): Promise<Knowledge> {
  const { db, config, files, scopes, outgoing, service, isDiskFull, now, metrics, log } = needs;
  const settings = embeddingSettings(config);
  const embeddings = await openEmbeddings({
    ...{ db, settings, now, metrics, tracing: needs.tracing, log },
    ...{ send: service.send, wait: service.wait, serviceNow: service.now, random: Math.random },
  });
  const search = createKnowledgeSearch({
    ...{ db, scopes, now, log },
    answers: keptAnswers(needs),
    searchVectors: settings.embedding === null ? undefined : embeddings.search,
  });
  const box = createSecretBox(needs.secretKey, "knowledge", config.SECRET_KEY_PREVIOUS);
  const contents = { db, files, box, now };
  const data = knowledgeData({ files, box });
  const parser = createDocumentParser({ threads: 2 });
  const documentWork = workOnDocuments({
    ...contents,
    ...{ outgoing, parser, isDiskFull, metrics, log },
  });
  const largeBases = keepLargeBases({ db, now, log });
  const questionRuns = workOnRuns({ db, search, now, log });

  return {
    search,
    searchVectors: embeddings.search,
    embedding: embeddings.model,
    work: { documents: documentWork, questionRuns, largeBases, embeddings: embeddings.work },
    data: [embeddings.data, questionData, data],
    sealed: sealedDocuments({ box }),
    async routes(app, limit) {
      const writing = { ...contents, wake: documentWork.wake };
      const documents = createDocumentService(writing);
      knowledgeSearchRoutes(app, { search });
      knowledgeSettingsRoutes(app, { db, now });
      knowledgeBaseRoutes(app, { bases: createBaseService(writing) });
      knowledgeDocumentRoutes(app, { documents });
      await addDocumentRoutes(app, { documents, files, isDiskFull });
      ingestRoutes(app, { documents, files, isDiskFull });
      questionSetRoutes(app, { sets: createQuestionSetService({ db, now }) });
      const { perform, wake } = questionRuns;
      questionRunRoutes(app, { runs: createQuestionRunService({ db, perform, wake, now }) });
      keptAnswerRoutes(app, { db });
      embeddingRoutes(app, { embeddings: embeddings.service, limit });
    },
    keepGenerated: (trx, scope, of) => keepGeneratedBase({ files, box }, trx, scope, of),
    wakeDocuments: documentWork.wake,
    noticeLarge: largeBases.notice,
    countDue: () => countDue(db),
    async expire() {
      await expireChunkChanges(db, data, now());
    },
    writeUse: embeddings.writeUse,
    async close() {
      await embeddings.writeUse();
      await parser.close();
    },
  };
}

/** Answers that may be given again; none with a time of 0. */
function keptAnswers(needs: KnowledgeNeeds): KeptAnswers | undefined {
  const { config, secretKey, release, redis, now, metrics, log } = needs;
  const ttlMs = config.CACHE_TTL_SECONDS * 1000;
  if (ttlMs === 0) return undefined;
  const box = createSecretBox(secretKey, "cache", config.SECRET_KEY_PREVIOUS);
  const bytesMax = 50 * 1024 * 1024;
  const cache = createCache({ name: "knowledge_search", bytesMax, redis, box, now, metrics, log });
  const readNextValidity = openNextValidity(needs.db);
  return createKeptAnswers({ cache, readNextValidity, ttlMs, release, now, log });
}
