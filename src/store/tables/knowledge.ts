import type { Generated, JSONColumnType } from "kysely";

/** Owner: knowledge/. A set of documents that is searched as one; see the migration for what its version promises. */
export interface KnowledgeBasesTable {
  tenant_id: string;
  id: string;
  name: string;
  /** Of documents that name none. */
  language: Generated<string>;
  version: Generated<number>;
  changes_after: Generated<number>;
  /** Grows when answers that were kept are to be forgotten. */
  answers_version: Generated<number>;
  /** The location whose facts it is made of, and nothing else is in it; null for people's own. */
  location_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export type DocumentStatus = "queued" | "processing" | "ready" | "failed";

/** Owner: knowledge/. One row per document. While `due_at` is set it is a work item. */
export interface KnowledgeDocumentsTable {
  tenant_id: string;
  id: string;
  base_id: string;
  external_id: string | null;
  identity: string;
  title: string;
  /** Words of the title, with a blank between. */
  title_tokens: Generated<string>;
  mime: string;
  file_name: string | null;
  source: "paste" | "upload" | "url" | "generated";
  url: string | null;
  category: string | null;
  tags: Generated<string[]>;
  tag_tokens: Generated<string>;
  /** Null is the base's. */
  language: string | null;
  valid_from: Date | null;
  valid_until: Date | null;
  content_hash: string | null;
  /** The content, encrypted, or the key of the file that `file_ref` names. */
  sealed: Buffer | null;
  file_ref: string | null;
  bytes: Generated<number>;
  status: DocumentStatus;
  problem_code: string | null;
  problem_detail: string | null;
  warnings: JSONColumnType<Array<{ code: string; detail: string }>, string | undefined, string>;
  /** Of what is under way, in percent. */
  progress: Generated<number>;
  chunk_count: Generated<number>;
  /** The content that its chunks are made of; another than `content_hash` while a new version waits or when it failed. */
  indexed_hash: string | null;
  parser_version: number | null;
  indexed_at: Date | null;
  is_fetch_due: Generated<boolean>;
  fetched_at: Date | null;
  attempts: Generated<number>;
  due_at: Date | null;
  /** Who works on it; a change of the document takes it away. */
  lease: string | null;
  created_at: Date;
  updated_at: Date;
}

/** Owner: knowledge/. One row per chunk: what is searched and found. */
export interface KnowledgeChunksTable {
  tenant_id: string;
  id: string;
  base_id: string;
  document_id: string;
  place: number;
  page: number | null;
  heading_path: Generated<string[]>;
  question: string | null;
  text: string;
  heading_tokens: Generated<string>;
  question_tokens: Generated<string>;
  text_tokens: Generated<string>;
  language: string;
  content_hash: string;
  changed_version: number;
}

/** Owner: knowledge/. One row per base and embedding model: how far its vectors are, and a work item while they are not all there. */
export interface KnowledgeVectorSetsTable {
  tenant_id: string;
  base_id: string;
  model: string;
  dimensions: number;
  is_active: boolean;
  version: Generated<number>;
  units_version: Generated<number>;
  tokens: Generated<number>;
  untold_answers: Generated<number>;
  mirror: string | null;
  mirrored_version: Generated<number>;
  mirrored_units_version: Generated<number>;
  failures: Generated<number>;
  last_error: string | null;
  next_try_at: Date;
  claim: string | null;
  claimed_until: Date | null;
}

/** Owner: knowledge/. One row per chunk and embedding model: its vector, packed; without one when the service refuses the text. */
export interface KnowledgeVectorsTable {
  tenant_id: string;
  base_id: string;
  chunk_id: string;
  model: string;
  dimensions: number;
  content_hash: string;
  version: number;
  code: Buffer | null;
  scale: number | null;
}

/** Owner: knowledge/. Questions by which a base is judged. */
export interface KnowledgeQuestionSetsTable {
  tenant_id: string;
  id: string;
  base_id: string;
  name: string;
  created_at: Date;
  updated_at: Date;
}

/** Owner: knowledge/. One row per question of a set, with what is expected. */
export interface KnowledgeQuestionsTable {
  tenant_id: string;
  id: string;
  set_id: string;
  place: number;
  query: string;
  history: Generated<string[]>;
  expected_document: string | null;
  expected_passage: string | null;
  expects_nothing: boolean;
  note: string | null;
}

/** Owner: knowledge/. One row per asking of a whole set. While `due_at` is set it is a work item. */
export interface KnowledgeQuestionRunsTable {
  tenant_id: string;
  id: string;
  set_id: string;
  status: "queued" | "running" | "done" | "failed";
  total: number;
  answered: Generated<number>;
  version_before: number | null;
  version_after: number | null;
  model: string | null;
  figures: JSONColumnType<Record<string, number | null>> | null;
  problem_code: string | null;
  problem_detail: string | null;
  attempts: Generated<number>;
  due_at: Date | null;
  lease: string | null;
  created_by: string;
  created_at: Date;
  finished_at: Date | null;
}

/** Owner: knowledge/. One row per question of a run, as it was asked and answered. */
export interface KnowledgeQuestionAnswersTable {
  tenant_id: string;
  run_id: string;
  place: number;
  question_id: string;
  query: string;
  history: string[];
  expected_document: string | null;
  expected_passage: string | null;
  expects_nothing: boolean;
  is_found: boolean | null;
  confidence: number | null;
  rank: number | null;
  is_right: boolean | null;
  is_degraded: boolean | null;
  has_meaning: boolean | null;
  items: JSONColumnType<unknown[]> | null;
}

/** Owner: knowledge/. Which chunks changed with which version of their base; old rows go. */
export interface KnowledgeChangesTable {
  tenant_id: string;
  base_id: string;
  version: number;
  chunk_id: string;
  is_removed: boolean;
  at: Date;
}

/** Owner: knowledge/. What a tenant wants of its knowledge bases. */
export interface KnowledgeSettingsTable {
  tenant_id: string;
  /** Of bases that name none themselves. */
  language: string;
  updated_at: Date;
}
