import { type ProblemCode, problems } from "../lib/problems.ts";
import type { BaseFigures } from "./base.store.ts";
import type { ListedDocument } from "./document.store.ts";
import type { Base, KnowledgeDocument } from "./knowledge.schema.ts";

/** A document as the API shows it. */
export function toDocument(row: ListedDocument): KnowledgeDocument {
  const { content_hash: contentHash } = row;
  const isWaiting = row.status === "queued" && row.attempts > 0;
  return {
    id: row.id,
    external_id: row.external_id,
    knowledge_base_id: row.base_id,
    knowledge_base: row.base_name,
    title: row.title,
    mime: row.mime,
    source: row.source,
    url: row.url,
    category: row.category,
    tags: row.tags,
    language: row.language,
    valid_from: row.valid_from?.toISOString() ?? null,
    valid_until: row.valid_until?.toISOString() ?? null,
    bytes: row.bytes,
    content_hash: contentHash,
    status: row.status,
    progress: row.progress,
    problem: problemOf(row),
    warnings: row.warnings,
    attempts: row.attempts,
    next_try_at: isWaiting ? (row.due_at?.toISOString() ?? null) : null,
    searchable: searchableOf(row),
    chunk_count: row.chunk_count,
    fetched_at: row.fetched_at?.toISOString() ?? null,
    indexed_at: row.indexed_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

function problemOf({ problem_code: code, problem_detail: detail }: ListedDocument) {
  if (code === null) return null;
  const { title } = problems[code as ProblemCode] ?? problems.unexpected;
  return { type: `/problems/${code}`, title, detail: detail ?? "" };
}

function searchableOf(row: ListedDocument): KnowledgeDocument["searchable"] {
  if (row.indexed_hash === null) return "no";
  return row.indexed_hash === row.content_hash ? "current" : "previous";
}

/** A base as the API shows it. */
export function toBase(row: BaseFigures): Base {
  const { queued, processing, ready, failed } = row;
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    location_id: row.location_id,
    documents: { queued, processing, ready, failed },
    chunks: row.chunks,
    bytes: row.bytes,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
