import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { readBase } from "../base.service.ts";
import {
  expectationMessage,
  isExpectationClear,
  type NewQuestion,
  type NewQuestionSet,
  type QuestionChange,
  type QuestionImport,
  questionsMax,
} from "./question.schema.ts";
import { readQuestionLines } from "./read-question-lines.ts";
import {
  countQuestions,
  deleteQuestions,
  deleteSet,
  findQuestion,
  insertQuestions,
  insertSet,
  listQuestions,
  listSets,
  lockSet,
  type SetRow,
  updateQuestion,
  updateSet,
} from "./set.store.ts";

export type QuestionSetService = ReturnType<typeof createQuestionSetService>;

/** Finds a set by its id or name. @throws ProblemError `question-set-not-found`. */
export async function readSet(trx: Trx, scope: TenantScope, key: string): Promise<SetRow> {
  const [set] = await listSets(trx, scope, { limit: 1, key });
  if (set === undefined) throw unknownSet();
  return set;
}

/** Holds a set, by id or name. @throws ProblemError `question-set-not-found`. */
export async function holdSet(trx: Trx, scope: TenantScope, key: string) {
  const set = await lockSet(trx, scope, key);
  if (set === undefined) throw unknownSet();
  return set;
}

function unknownSet(): ProblemError {
  return new ProblemError("question-set-not-found", "No question set has this id or name.");
}

function unknownQuestion(): ProblemError {
  return new ProblemError("question-not-found", "The set has no question with this id.");
}

/** Question sets and their questions. */
export function createQuestionSetService({ db, now }: { db: Database; now: () => number }) {
  /** Changes a set while nobody else does, and writes down who did. */
  const changing = <Result>(
    { scope, actor }: RequestAccess,
    key: string,
    action: string,
    change: (
      trx: Trx,
      set: { id: string; name: string; base_id: string },
    ) => Promise<{ result: Result; payload?: Record<string, unknown> }>,
  ): Promise<Result> =>
    inTenant(db, scope, async (trx) => {
      const set = await holdSet(trx, scope, key);
      const { result, payload } = await change(trx, set);
      const entry = { actor, action, subject: set.id };
      await recordAudit(trx, scope, payload === undefined ? entry : { ...entry, payload });
      return result;
    });

  return {
    list: (
      scope: TenantScope,
      of: {
        base: string | undefined;
        limit: number;
        after: { name: string; id: string } | undefined;
      },
    ) =>
      inTenant(db, scope, async (trx) => {
        const { base, limit, after } = of;
        const baseId = base === undefined ? undefined : (await readBase(trx, scope, base)).id;
        return listSets(trx, scope, { limit, after, baseId });
      }),

    get: (scope: TenantScope, key: string) =>
      inTenant(db, scope, (trx) => readSet(trx, scope, key)),

    /** @throws ProblemError `knowledge-base-not-found`, `name-taken`. */
    create: ({ scope, actor }: RequestAccess, given: NewQuestionSet) =>
      inTenant(db, scope, async (trx) => {
        const base = await readBase(trx, scope, given.knowledge_base);
        const id = newId("qst");
        const { name, questions } = given;
        const set = { id, baseId: base.id, name, at: new Date(now()) };
        if (!(await insertSet(trx, scope, set))) throw nameTaken();
        await insertQuestions(trx, scope, id, withIds(questions));
        await recordAudit(trx, scope, {
          actor,
          action: "knowledge.questions_created",
          subject: id,
          payload: { name, knowledge_base: base.id, questions: questions.length },
        });
        return readSet(trx, scope, id);
      }),

    /** @throws ProblemError `name-taken`. */
    rename: (access: RequestAccess, key: string, name: string) =>
      changing(access, key, "knowledge.questions_renamed", async (trx, { id }) => {
        const [taken] = await listSets(trx, access.scope, { limit: 1, key: name });
        if (taken !== undefined && taken.id !== id) throw nameTaken();
        await updateSet(trx, access.scope, id, { name, updated_at: new Date(now()) });
        return { result: await readSet(trx, access.scope, id), payload: { name } };
      }),

    remove: (access: RequestAccess, key: string): Promise<void> =>
      changing(access, key, "knowledge.questions_removed", async (trx, { id, name }) => {
        await deleteSet(trx, access.scope, id);
        return { result: undefined, payload: { name } };
      }),

    questions: (
      scope: TenantScope,
      key: string,
      page: { limit: number; after: { place: number; id: string } | undefined },
    ) =>
      inTenant(db, scope, async (trx) => {
        const { id } = await readSet(trx, scope, key);
        return listQuestions(trx, scope, id, page);
      }),

    /**
     * Adds questions, all or none.
     * @throws ProblemError `invalid-request` naming every faulty line, `limit-reached`.
     */
    add: (access: RequestAccess, key: string, given: QuestionImport) => {
      const questions = given.questions ?? readQuestionLines(given.csv ?? "");
      return changing(access, key, "knowledge.questions_added", async (trx, { id }) => {
        const { scope } = access;
        const removed = given.replace ? await deleteQuestions(trx, scope, id) : 0;
        const count = (await countQuestions(trx, scope, id)) + questions.length;
        if (count > questionsMax) {
          throw new ProblemError("limit-reached", `A set holds at most ${questionsMax} questions.`);
        }
        await insertQuestions(trx, scope, id, withIds(questions));
        await updateSet(trx, scope, id, { updated_at: new Date(now()) });
        const figures = { added: questions.length, removed };
        return { result: { ...figures, questions: count }, payload: figures };
      });
    },

    /** @throws ProblemError `question-not-found`, `invalid-request` when it no longer says what is expected. */
    changeQuestion: (
      access: RequestAccess,
      of: { questionSetId: string; questionId: string },
      change: QuestionChange,
    ) =>
      changing(access, of.questionSetId, "knowledge.question_changed", async (trx, { id }) => {
        const { scope } = access;
        const row = await findQuestion(trx, scope, id, of.questionId);
        if (row === undefined) throw unknownQuestion();
        const { tenant_id: _, set_id: __, place: ___, ...before } = row;
        const given = Object.entries(change).filter(([, value]) => value !== undefined);
        const after: NewQuestion & { id: string } = { ...before, ...Object.fromEntries(given) };
        if (!isExpectationClear(after)) throw unclear();
        await updateQuestion(trx, scope, after);
        await updateSet(trx, scope, id, { updated_at: new Date(now()) });
        return { result: { ...row, ...after }, payload: { question: row.id } };
      }),

    /** @throws ProblemError `question-not-found`. */
    removeQuestion: (
      access: RequestAccess,
      of: { questionSetId: string; questionId: string },
    ): Promise<void> =>
      changing(access, of.questionSetId, "knowledge.question_removed", async (trx, { id }) => {
        const count = await deleteQuestions(trx, access.scope, id, of.questionId);
        if (count === 0) throw unknownQuestion();
        await updateSet(trx, access.scope, id, { updated_at: new Date(now()) });
        return { result: undefined, payload: { question: of.questionId } };
      }),
  };
}

function withIds(questions: readonly NewQuestion[]) {
  return questions.map((question) => ({ ...question, id: newId("qsn") }));
}

function nameTaken(): ProblemError {
  return new ProblemError("name-taken", "Another question set has this name.");
}

function unclear(): ProblemError {
  const errors = [{ path: "expects_nothing", message: expectationMessage }];
  return new ProblemError("invalid-request", "The body does not match.", { extra: { errors } });
}
