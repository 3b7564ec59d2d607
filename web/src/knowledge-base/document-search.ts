import type { KnowledgeDocument } from "../api.ts";

type DocumentStatus = KnowledgeDocument["status"];

/** What a list of documents can be narrowed to. */
export interface DocumentFilters {
  status?: DocumentStatus | undefined;
  category?: string | undefined;
  q?: string | undefined;
}

/** A knowledge base's page as it stands in the address. */
export interface DocumentSearch extends DocumentFilters {
  /** The document whose drawer is open. */
  document?: string | undefined;
}

export const documentStatuses: readonly DocumentStatus[] = [
  "queued",
  "processing",
  "ready",
  "failed",
];

const text = (value: unknown) =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** Reads an address; what is not understood is dropped. */
export function readDocumentSearch(raw: Record<string, unknown>): DocumentSearch {
  const search: DocumentSearch = {
    status: documentStatuses.find((status) => status === raw.status),
    category: text(raw.category),
    q: text(raw.q),
    document: text(raw.document),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
