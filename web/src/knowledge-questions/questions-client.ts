import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type {
  KnowledgeQuestion,
  KnowledgeQuestionAnswer,
  KnowledgeQuestionRun,
  KnowledgeQuestionRunComparison,
  KnowledgeQuestionSet,
  Page,
} from "../api.ts";
import { request, send, withQuery } from "../client.ts";

const setsPath = "/api/v1/knowledge/question-sets";
const setPath = (id: string) => `${setsPath}/${encodeURIComponent(id)}`;
const runPath = (id: string) => `/api/v1/knowledge/question-runs/${encodeURIComponent(id)}`;

/** What a change of a set, its questions or its runs shows in. */
export const questionLists = [
  "question-sets",
  "question-set",
  "questions",
  "question-runs",
  "question-run-comparison",
  "question-run-answers",
] as const;

const lookEveryMs = 1_000;
const byCursor = {
  initialPageParam: null as string | null,
  getNextPageParam: (last: Page<unknown>) => last.next_cursor,
};

/** Whether it is still to be answered. */
export function isUnderWay({ status }: Pick<KnowledgeQuestionRun, "status">): boolean {
  return status === "queued" || status === "running";
}

export const setsQuery = infiniteQueryOptions({
  queryKey: ["question-sets"],
  queryFn: ({ pageParam: cursor }) =>
    request<Page<KnowledgeQuestionSet>>(withQuery(setsPath, { limit: 100, cursor })),
  ...byCursor,
});

export const setQuery = (id: string) =>
  queryOptions({
    queryKey: ["question-set", id],
    queryFn: () => request<KnowledgeQuestionSet>(setPath(id)),
  });

export const questionsQuery = (setId: string) =>
  infiniteQueryOptions({
    queryKey: ["questions", setId],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<KnowledgeQuestion>>(
        withQuery(`${setPath(setId)}/questions`, { limit: 50, cursor }),
      ),
    ...byCursor,
  });

/** Looks again while one is under way. */
export const runsQuery = (setId: string) =>
  queryOptions({
    queryKey: ["question-runs", setId],
    queryFn: async () =>
      (await request<{ data: KnowledgeQuestionRun[] }>(`${setPath(setId)}/runs`)).data,
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? lookEveryMs : false),
  });

export const comparisonQuery = (runId: string, withId: string) =>
  queryOptions({
    queryKey: ["question-run-comparison", runId, withId],
    queryFn: async () =>
      (
        await request<{ data: KnowledgeQuestionRunComparison | null }>(
          withQuery(`${runPath(runId)}/comparison`, { with: withId }),
        )
      ).data,
  });

/** The answers of a run that are not as expected. */
export const wrongAnswersQuery = (runId: string) =>
  infiniteQueryOptions({
    queryKey: ["question-run-answers", runId],
    queryFn: ({ pageParam: cursor }) =>
      request<Page<KnowledgeQuestionAnswer>>(
        withQuery(`${runPath(runId)}/answers`, { is_right: "false", limit: 25, cursor }),
      ),
    ...byCursor,
  });

/** A question without its id. */
export type QuestionDraft = Omit<KnowledgeQuestion, "id">;

/** Questions of a pasted text or a file. */
export interface QuestionImport {
  csv?: string;
  questions?: unknown[];
  replace: boolean;
}

export const createSet = (given: { name: string; knowledge_base: string }) =>
  send<KnowledgeQuestionSet>("POST", setsPath, given);
export const renameSet = (id: string, name: string) =>
  send<KnowledgeQuestionSet>("PATCH", setPath(id), { name });
export const removeSet = (id: string) => send<void>("DELETE", setPath(id));
export const addQuestions = (setId: string, given: QuestionImport) =>
  send<{ added: number; removed: number }>("POST", `${setPath(setId)}/questions`, given);
export const changeQuestion = (setId: string, id: string, change: QuestionDraft) =>
  send<KnowledgeQuestion>("PATCH", `${setPath(setId)}/questions/${id}`, change);
export const removeQuestion = (setId: string, id: string) =>
  send<void>("DELETE", `${setPath(setId)}/questions/${id}`);
export const runSet = (setId: string) =>
  send<KnowledgeQuestionRun>("POST", `${setPath(setId)}/runs`);
