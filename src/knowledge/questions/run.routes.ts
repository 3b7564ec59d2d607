import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../../http/index.ts";
import { readCursor, toPage } from "../../store/index.ts";
import { AnswerFilters, Comparison, QuestionAnswer, QuestionRun } from "./run.schema.ts";
import type { QuestionRunService } from "./run.service.ts";
import { toAnswer, toRun } from "./views.ts";

const tags = ["Knowledge"];
const reading = { access: "tenant", needs: "knowledge:read" } as const;
const ofSet = "/api/v1/knowledge/question-sets/:questionSetId/runs";
const one = "/api/v1/knowledge/question-runs/:questionRunId";
const setParams = z.object({ questionSetId: z.string().max(200) });
const params = z.object({ questionRunId: z.string().max(100) });

/** Asking a whole set, and what came of it. */
export function questionRunRoutes(app: App, { runs }: { runs: QuestionRunService }): void {
  app.post(
    ofSet,
    {
      config: { access: "tenant", needs: "knowledge:write" },
      schema: {
        tags,
        operationId: "runQuestionSet",
        summary: "Ask all questions of a set",
        description:
          "A set of up to 50 questions is answered at once (201); of a larger one the run is queued (202), and its progress is at the run. The last 50 runs of a set are kept.",
        params: setParams,
        response: { 201: QuestionRun, 202: QuestionRun },
      },
    },
    async (request, reply) => {
      const run = await runs.start(requireAccess(request), request.params.questionSetId);
      return reply.code(run.finished_at === null ? 202 : 201).send(toRun(run));
    },
  );
  app.get(
    ofSet,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listQuestionRuns",
        summary: "List the runs of a set, the newest first",
        params: setParams,
        response: { 200: z.object({ data: z.array(QuestionRun) }) },
      },
    },
    async (request) => {
      const rows = await runs.list(requireTenant(request), request.params.questionSetId);
      return { data: rows.map(toRun) };
    },
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getQuestionRun",
        summary: "Read one run: how far it is, and its figures",
        params,
        response: { 200: QuestionRun },
      },
    },
    async (request) => toRun(await runs.get(requireTenant(request), request.params.questionRunId)),
  );
  app.get(
    `${one}/comparison`,
    {
      config: reading,
      schema: {
        tags,
        operationId: "compareQuestionRun",
        summary: "Compare a run with the one before it: which answers changed, were lost or gained",
        params,
        querystring: z.object({
          with: z.string().max(100).optional().describe("Another run of the same set."),
        }),
        response: {
          200: z.object({
            data: Comparison.nullable().describe("Null for the first run, or one not at its end."),
          }),
        },
      },
    },
    async (request) => {
      const { questionRunId } = request.params;
      return {
        data: await runs.compare(requireTenant(request), questionRunId, request.query.with),
      };
    },
  );
  app.get(
    `${one}/answers`,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listQuestionAnswers",
        summary: "List what each question of a run was answered",
        params,
        querystring: AnswerFilters,
        response: { 200: page(QuestionAnswer) },
      },
    },
    async (request) => {
      const { limit, cursor, is_right } = request.query;
      const after = readCursor(cursor, { place: z.coerce.number().int() });
      const isRight = is_right === undefined ? undefined : is_right === "true";
      const of = { limit, after: after?.place, isRight };
      const rows = await runs.answers(requireTenant(request), request.params.questionRunId, of);
      const found = toPage(rows, limit, ({ place }) => ({ place: String(place) }));
      return { data: found.rows.map(toAnswer), next_cursor: found.nextCursor };
    },
  );
}
