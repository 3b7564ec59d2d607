import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  EmbeddingStatus,
  KnowledgeBase,
  KnowledgeChunk,
  KnowledgeDocument,
  Page,
} from "../api.ts";
import { request, send, withQuery } from "../client.ts";
import type { DocumentFilters } from "../knowledge-base/document-search.ts";
import { calmMs } from "../lib/every.ts";

const basesPath = "/api/v1/knowledge/bases";
const documentsPath = "/api/v1/knowledge/documents";
const embeddingsPath = "/api/embeddings/generate";
const basePath = (id: string) => `${basesPath}/${encodeURIComponent(id)}`;
const documentPath = (id: string) => `${documentsPath}/${encodeURIComponent(id)}`;

/** What a change of a base or a document shows in. */
export const knowledgeLists = [
  "knowledge-bases",
  "knowledge-base",
  "knowledge-documents",
  "knowledge-document",
  "embeddings",
] as const;

const lookEveryMs = 1_500;

/** Whether something is still to become of it by itself. */
export function isBusy({ status }: Pick<KnowledgeDocument, "status">): boolean {
  return status === "queued" || status === "processing";
}

export function busyCount({ documents }: Pick<KnowledgeBase, "documents">): number {
  return documents.queued + documents.processing;
}

/** Looks often while something is under way. Others, and programs, put documents here at any time. */
const whileBusy = (isAnyBusy: boolean) => (isAnyBusy ? lookEveryMs : calmMs);

const byCursor = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page<unknown>) => last.next_cursor,
};

export const basesQuery = infiniteQueryOptions({
  queryKey: ["knowledge-bases"],
  queryFn: ({ pageParam: cursor }) =>
    request<Page<KnowledgeBase>>(withQuery(basesPath, { limit: 100, cursor })),
  ...byCursor,
  refetchInterval: ({ state }) =>
    whileBusy(
      state.data?.pages.some(({ data }) => data.some((base) => busyCount(base) > 0)) ?? false,
    ),
});

/** By id or by name. */
export const baseQuery = (key: string) =>
  queryOptions({
    queryKey: ["knowledge-base", key],
    queryFn: () => request<KnowledgeBase>(basePath(key)),
    refetchInterval: ({ state }) =>
      whileBusy(state.data !== undefined && busyCount(state.data) > 0),
  });

export const documentsQuery = (knowledge_base: string, filters: DocumentFilters) =>
  infiniteQueryOptions({
    queryKey: ["knowledge-documents", knowledge_base, filters],
    queryFn: ({ pageParam: cursor, signal }) =>
      request<Page<KnowledgeDocument>>(
        withQuery(documentsPath, { knowledge_base, ...filters, limit: 50, cursor }),
        { signal },
      ),
    ...byCursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) =>
      whileBusy(state.data?.pages.some(({ data }) => data.some(isBusy)) ?? false),
  });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ["knowledge-document", id],
    queryFn: () => request<KnowledgeDocument>(documentPath(id)),
    refetchInterval: ({ state }) => whileBusy(state.data !== undefined && isBusy(state.data)),
  });

/** `indexedAt` stands for the version whose chunks they are. */
export const chunksQuery = (id: string, indexedAt: string | null) =>
  infiniteQueryOptions({
    queryKey: ["knowledge-document", id, "chunks", indexedAt],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<KnowledgeChunk>>(withQuery(`${documentPath(id)}/chunks`, { limit: 25, cursor })),
    ...byCursor,
  });

export const embeddingsQuery = queryOptions({
  queryKey: ["embeddings"],
  queryFn: () => request<EmbeddingStatus>(embeddingsPath),
  refetchInterval: ({ state }) =>
    state.data?.state === "waiting" ? 5_000 : whileBusy(state.data?.state === "working"),
});

export const createBase = (given: { name: string; language: string }) =>
  send<KnowledgeBase>("POST", basesPath, given);
export const changeBase = (id: string, change: { name?: string; language?: string }) =>
  send<KnowledgeBase>("PATCH", basePath(id), change);
export const removeBase = (id: string) => send<void>("DELETE", basePath(id));
export const rebuildBase = (id: string) => send<KnowledgeBase>("POST", `${basePath(id)}/rebuild`);

/** What is said of a document; empty where it is left out. */
export interface DocumentFacts {
  title: string;
  category: string | null;
  tags: string[];
  language: string | null;
  valid_from: string | null;
  valid_until: string | null;
}

type NewDocument = { knowledge_base: string } & Partial<DocumentFacts> &
  ({ content: string; mime: string } | { url: string });

export const addDocuments = (documents: NewDocument[]) =>
  send<{ data: { id: string }[] }>("POST", documentsPath, { documents });
export const changeDocument = (id: string, change: DocumentFacts) =>
  send<KnowledgeDocument>("PATCH", documentPath(id), change);
export const removeDocument = (id: string) => send<void>("DELETE", documentPath(id));
export const retryDocument = (id: string) =>
  send<KnowledgeDocument>("POST", `${documentPath(id)}/retry`);
export const refetchDocument = (id: string) =>
  send<KnowledgeDocument>("POST", `${documentPath(id)}/fetch`);
export const generateEmbeddings = () => send<EmbeddingStatus>("POST", embeddingsPath, {});

export const uploadPath = documentsPath;
