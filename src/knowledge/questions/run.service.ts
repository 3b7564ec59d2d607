import { randomUUID } from "node:crypto";
import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { leaseMs, type TakenRun } from "./claim-runs.ts";
import { compare } from "./compare.ts";
import { questionsMax } from "./question.schema.ts";
import type { Comparison } from "./run.schema.ts";
import {
  findRun,
  findRunBefore,
  insertRun,
  listAnswers,
  listRuns,
  type RunRow,
} from "./run.store.ts";
import { holdSet, readSet } from "./set.service.ts";
import { countQuestions } from "./set.store.ts";
import { toAnswer } from "./views.ts";

export type QuestionRunService = ReturnType<typeof createQuestionRunService>;

type Actor = Pick<RequestAccess, "scope" | "actor">;

interface Needs {
  db: Database;
  /** Asks all questions of a run, and writes down what came of it. Never throws for what a run can meet. */
  perform: (run: TakenRun) => Promise<void>;
  /** A run became due. */
  wake: () => void;
  now: () => number;
}

/** So few are answered while the caller waits. */
const atOnceMax = 50;

/** Runs of question sets. */
export function createQuestionRunService(needs: Needs) {
  const { db, now } = needs;
  const get = (scope: TenantScope, id: string) =>
    inTenant(db, scope, (trx) => readRun(trx, scope, id));

  const begin = (access: Actor, key: string) =>
    inTenant(db, access.scope, async (trx) => {
      const { scope, actor } = access;
      const set = await holdSet(trx, scope, key);
      const total = await countQuestions(trx, scope, set.id);
      if (total === 0) throw new ProblemError("question-set-empty", "Add questions to it first.");
      const at = new Date(now());
      const isAtOnce = total <= atOnceMax;
      const taken = { id: newId("qrn"), lease: randomUUID(), attempts: isAtOnce ? 1 : 0 };
      await insertRun(trx, scope, {
        ...taken,
        set_id: set.id,
        total,
        status: isAtOnce ? "running" : "queued",
        // Should this process die, it is due when its lease ends.
        due_at: isAtOnce ? new Date(at.getTime() + leaseMs) : at,
        created_by: actor,
        created_at: at,
      });
      await recordAudit(trx, scope, {
        actor,
        action: "knowledge.questions_run",
        subject: set.id,
        payload: { run: taken.id, questions: total },
      });
      const base = { base_id: set.base_id, set_id: set.id };
      return { isAtOnce, run: { tenant_id: scope.tenantId, ...taken, ...base } };
    });

  return {
    get,

    /** Asks a set's questions: few at once, more in the background. @throws ProblemError `question-set-empty`. */
    start: async (access: Actor, key: string): Promise<RunRow> => {
      const { isAtOnce, run } = await begin(access, key);
      if (isAtOnce) await needs.perform(run);
      else needs.wake();
      return get(access.scope, run.id);
    },

    list: (scope: TenantScope, key: string): Promise<RunRow[]> =>
      inTenant(db, scope, async (trx) => listRuns(trx, scope, (await readSet(trx, scope, key)).id)),

    answers: (scope: TenantScope, id: string, of: Parameters<typeof listAnswers>[3]) =>
      inTenant(db, scope, async (trx) => {
        await readRun(trx, scope, id);
        return listAnswers(trx, scope, id, of);
      }),

    /** @throws ProblemError `question-run-not-found`, also for a run of another set. */
    compare: (
      scope: TenantScope,
      id: string,
      withId: string | undefined,
    ): Promise<Comparison | null> =>
      inTenant(db, scope, async (trx) => {
        const run = await readRun(trx, scope, id);
        const other = withId === undefined ? undefined : await readRun(trx, scope, withId);
        if (other !== undefined && other.set_id !== run.set_id) throw unknownRun();
        const before = other ?? (await findRunBefore(trx, scope, run));
        if (before === undefined || run.status !== "done") return null;
        const answersOf = async (runId: string) =>
          (await listAnswers(trx, scope, runId, { limit: questionsMax })).map(toAnswer);
        return compare(before.id, await answersOf(before.id), await answersOf(id));
      }),
  };
}

async function readRun(trx: Trx, scope: TenantScope, id: string): Promise<RunRow> {
  const run = await findRun(trx, scope, id);
  if (run === undefined) throw unknownRun();
  return run;
}

function unknownRun(): ProblemError {
  return new ProblemError("question-run-not-found", "No run of a question set has this id.");
}
