import { queryOptions } from "@tanstack/react-query";
import type { KnowledgeSearchAnswer } from "../api.ts";
import { send } from "../client.ts";
import type { AskSearch } from "./ask-search.ts";

const path = "/api/v1/knowledge/search";

export type FoundItem = KnowledgeSearchAnswer["items"][number];
export type Explanation = NonNullable<KnowledgeSearchAnswer["explanation"]>;
export type ItemReasons = Explanation["items"][number];
export type Match = ItemReasons["matches"][number];

function requestOf({ q = "", before = "", base, category }: AskSearch) {
  const history = before.split("\n").filter((turn) => turn.trim() !== "");
  return {
    query: q,
    ...(history.length > 0 && { history }),
    ...(base !== undefined && { knowledge_base: base }),
    ...(category !== undefined && { category }),
  };
}

export const answerQuery = (search: AskSearch) =>
  queryOptions({
    queryKey: ["knowledge-answer", search],
    queryFn: () =>
      send<KnowledgeSearchAnswer>("POST", path, { ...requestOf(search), explain: true }),
    enabled: search.q !== undefined,
    // Documents change while one tries questions; timings of an old answer say nothing.
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** The same as an agent asks it: without reasons, so that an answer from before can be given again. */
export const plainAnswerQuery = (search: AskSearch) =>
  queryOptions({
    queryKey: ["knowledge-answer", search, "plain"],
    queryFn: () => send<KnowledgeSearchAnswer>("POST", path, requestOf(search)),
    enabled: search.q !== undefined,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });

/** The same question for a command line. The key is left to whoever runs it. */
export function toCurl(search: AskSearch): string {
  const body = JSON.stringify({ ...requestOf(search), explain: true }).replaceAll("'", "'\\''");
  return [
    `curl ${window.location.origin}${path} \\`,
    `  -H "authorization: Bearer $VOICELENS_API_KEY" \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${body}'`,
  ].join("\n");
}
