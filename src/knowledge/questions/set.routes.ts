import { z } from "zod";
import { type App, page, requireAccess, requireTenant } from "../../http/index.ts";
import { PageQuery, readCursor, toPage } from "../../store/index.ts";
import {
  Imported,
  NewQuestionSet,
  Question,
  QuestionChange,
  QuestionImport,
  QuestionSet,
  QuestionSetChange,
  QuestionSetFilters,
} from "./question.schema.ts";
import type { QuestionSetService } from "./set.service.ts";
import { toQuestion, toSet } from "./views.ts";

const tags = ["Knowledge"];
const reading = { access: "tenant", needs: "knowledge:read" } as const;
const writing = { access: "tenant", needs: "knowledge:write" } as const;
const path = "/api/v1/knowledge/question-sets";
const one = `${path}/:questionSetId` as const;
const params = z.object({
  questionSetId: z.string().max(200).describe("Its id or its name."),
});
const oneQuestion = params.extend({ questionId: z.string().max(100) });

/** Question sets: what a knowledge base should answer. */
export function questionSetRoutes(app: App, { sets }: { sets: QuestionSetService }): void {
  app.get(
    path,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listQuestionSets",
        summary: "List question sets by name",
        querystring: QuestionSetFilters,
        response: { 200: page(QuestionSet) },
      },
    },
    async (request) => {
      const { limit, cursor, knowledge_base: base } = request.query;
      const after = readCursor(cursor, { name: z.string().max(100), id: z.string().max(100) });
      const rows = await sets.list(requireTenant(request), { base, limit, after });
      const found = toPage(rows, limit, ({ name, id }) => ({ name, id }));
      return { data: found.rows.map(toSet), next_cursor: found.nextCursor };
    },
  );
  app.post(
    path,
    {
      config: writing,
      schema: {
        tags,
        operationId: "createQuestionSet",
        summary: "Make a set of questions that a knowledge base should answer",
        body: NewQuestionSet,
        response: { 201: QuestionSet },
      },
    },
    async (request, reply) => {
      const made = await sets.create(requireAccess(request), request.body);
      return reply.code(201).send(toSet(made));
    },
  );
  app.get(
    one,
    {
      config: reading,
      schema: {
        tags,
        operationId: "getQuestionSet",
        summary: "Read one question set, by id or name",
        params,
        response: { 200: QuestionSet },
      },
    },
    async (request) => toSet(await sets.get(requireTenant(request), request.params.questionSetId)),
  );
  app.patch(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeQuestionSet",
        summary: "Rename a question set",
        params,
        body: QuestionSetChange,
        response: { 200: QuestionSet },
      },
    },
    async (request) => {
      const { questionSetId } = request.params;
      return toSet(await sets.rename(requireAccess(request), questionSetId, request.body.name));
    },
  );
  app.delete(
    one,
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeQuestionSet",
        summary: "Remove a question set with its questions and runs",
        params,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await sets.remove(requireAccess(request), request.params.questionSetId);
      return reply.code(204).send(null);
    },
  );
  questionRoutes(app, { sets });
}

function questionRoutes(app: App, { sets }: { sets: QuestionSetService }): void {
  app.get(
    `${one}/questions`,
    {
      config: reading,
      schema: {
        tags,
        operationId: "listQuestions",
        summary: "List the questions of a set in their order",
        params,
        querystring: PageQuery,
        response: { 200: page(Question) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query;
      const after = readCursor(cursor, { place: z.coerce.number().int(), id: z.string().max(100) });
      const { questionSetId } = request.params;
      const rows = await sets.questions(requireTenant(request), questionSetId, { limit, after });
      const found = toPage(rows, limit, ({ place, id }) => ({ place: String(place), id }));
      return { data: found.rows.map(toQuestion), next_cursor: found.nextCursor };
    },
  );
  app.post(
    `${one}/questions`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "addQuestions",
        summary: "Add questions to a set, as JSON or CSV, or put them in place of the present ones",
        params,
        body: QuestionImport,
        response: { 200: Imported },
      },
    },
    (request) => sets.add(requireAccess(request), request.params.questionSetId, request.body),
  );
  app.patch(
    `${one}/questions/:questionId`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "changeQuestion",
        summary: "Change a question; runs before keep it as it was asked",
        params: oneQuestion,
        body: QuestionChange,
        response: { 200: Question },
      },
    },
    async (request) =>
      toQuestion(await sets.changeQuestion(requireAccess(request), request.params, request.body)),
  );
  app.delete(
    `${one}/questions/:questionId`,
    {
      config: writing,
      schema: {
        tags,
        operationId: "removeQuestion",
        summary: "Remove a question; runs before keep it",
        params: oneQuestion,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await sets.removeQuestion(requireAccess(request), request.params);
      return reply.code(204).send(null);
    },
  );
}
