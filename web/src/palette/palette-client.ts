import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Contact, KnowledgeBase, Page } from "../api.ts";
import { fetchCalls, request, withQuery } from "../client.ts";

const limit = 6;

/** The newest calls, or those in which the server finds what was typed. */
export const foundCallsQuery = (q: string) =>
  queryOptions({
    queryKey: ["palette", "calls", q],
    queryFn: async ({ signal }) => (await fetchCalls({ q, limit }, signal)).data,
    placeholderData: keepPreviousData,
  });

export const foundContactsQuery = (q: string) =>
  queryOptions({
    queryKey: ["palette", "contacts", q],
    queryFn: async ({ signal }) =>
      (await request<Page<Contact>>(withQuery("/api/v1/contacts", { q, limit }), { signal })).data,
    placeholderData: keepPreviousData,
  });

export const baseNamesQuery = queryOptions({
  queryKey: ["palette", "knowledge-bases"],
  queryFn: async ({ signal }) =>
    (await request<Page<KnowledgeBase>>("/api/v1/knowledge/bases?limit=100", { signal })).data,
});
