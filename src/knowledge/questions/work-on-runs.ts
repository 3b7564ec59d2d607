import { createDueWork, type DueWork } from "../../jobs/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../../observe/index.ts";
import { type Database, inTenant, isUnavailable } from "../../store/index.ts";
import type { SearchAnswer } from "../search.schema.ts";
import type { KnowledgeSearch } from "../search.service.ts";
import { claimRuns, leaseMs, type TakenRun } from "./claim-runs.ts";
import { figuresOf, judge } from "./judge.ts";
import { questionsMax } from "./question.schema.ts";
import {
  type AnswerRow,
  findRun,
  listAnswers,
  readBaseState,
  updateAnswer,
  updateTakenRun,
} from "./run.store.ts";

interface Needs {
  db: Database;
  search: Pick<KnowledgeSearch, "search">;
  now: () => number;
  log: Logger;
}

const concurrency = 2;
/** Calls go before: a run never has more searches under way. */
const atATime = 4;
const perWrite = 16;
const attemptsMax = 4;
const pauseMs = 15_000;
const itemsMax = 10;
/** A question's vector that came too late is kept for whoever asks the same again. */
const asksMax = 5;

/** Somebody else has the run in hand, or it is gone. */
class LostError extends Error {
  override readonly name = "LostError";
}

/** Asks the questions of runs that are due. One that was broken off goes on where it was. */
export function workOnRuns(needs: Needs): DueWork & { perform(run: TakenRun): Promise<void> } {
  const perform = (run: TakenRun, signal?: AbortSignal) => performRun(needs, run, signal);
  const work = createDueWork<TakenRun>({
    name: "question runs",
    concurrency,
    claim: (limit) => claimRuns(needs.db, { limit, at: new Date(needs.now()) }),
    perform,
    log: needs.log,
  });
  return { ...work, perform: (run) => perform(run) };
}

async function performRun(needs: Needs, run: TakenRun, signal?: AbortSignal): Promise<void> {
  const scope = { tenantId: run.tenant_id };
  try {
    if (run.attempts > attemptsMax) {
      throw new ProblemError("unexpected", `Asking was broken off ${attemptsMax} times.`);
    }
    await noteVersion(needs, run);
    for (;;) {
      signal?.throwIfAborted();
      const open = await inTenant(needs.db, scope, (trx) =>
        listAnswers(trx, scope, run.id, { limit: perWrite - 1, isOpen: true }),
      );
      if (open.length === 0) break;
      await answerSome(needs, run, open);
    }
    await finish(needs, run);
  } catch (error) {
    if (error instanceof LostError) return;
    await release(needs, run, { error, isStopping: signal?.aborted === true });
  }
}

/** Writes down which version of the base is asked. @throws LostError */
async function noteVersion(needs: Needs, run: TakenRun): Promise<void> {
  const scope = { tenantId: run.tenant_id };
  await inTenant(needs.db, scope, async (trx) => {
    const base = await readBaseState(trx, scope, run.base_id);
    if (base === undefined) throw new LostError("the base is gone");
    const due_at = new Date(needs.now() + leaseMs);
    const row = await findRun(trx, scope, run.id);
    const version_before = row?.version_before ?? base.version;
    if (!(await updateTakenRun(trx, scope, run, { due_at, version_before }))) {
      throw new LostError("the run is another's");
    }
  });
}

async function answerSome(needs: Needs, run: TakenRun, open: readonly AnswerRow[]): Promise<void> {
  const scope = { tenantId: run.tenant_id };
  const judged: Array<{ place: number; outcome: ReturnType<typeof judge> }> = [];
  const waiting = [...open];
  const askOn = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const answer = await ask(needs, scope, run.base_id, one);
      judged.push({ place: one.place, outcome: judge(one, answer) });
    }
  };
  await Promise.all(Array.from({ length: atATime }, askOn));
  await inTenant(needs.db, scope, async (trx) => {
    const due_at = new Date(needs.now() + leaseMs);
    const answered = (open[0]?.place ?? 0) + judged.length;
    if (!(await updateTakenRun(trx, scope, run, { due_at, answered }))) {
      throw new LostError("the run is another's");
    }
    for (const { place, outcome } of judged) {
      const { hasMeaning, ...columns } = outcome;
      await updateAnswer(trx, scope, run.id, place, { ...columns, has_meaning: hasMeaning });
    }
  });
}

async function ask(
  { search }: Needs,
  scope: TenantScope,
  baseId: string,
  { query, history }: AnswerRow,
): Promise<SearchAnswer> {
  // Explained answers are never kept ones: what is judged is the search.
  const request = { query, history, knowledge_base: baseId, top_k: itemsMax, explain: true };
  for (let asks = 1; ; asks++) {
    const answer = await search.search(scope, request);
    if (asks === asksMax || !answer.degraded.includes("vectors_late")) return answer;
  }
}

/** Sums up a run whose questions are all answered. @throws LostError */
async function finish(needs: Needs, run: TakenRun): Promise<void> {
  const scope = { tenantId: run.tenant_id };
  await inTenant(needs.db, scope, async (trx) => {
    const rows = await listAnswers(trx, scope, run.id, { limit: questionsMax });
    const base = await readBaseState(trx, scope, run.base_id);
    const answers = rows.map((row) => ({
      expects_nothing: row.expects_nothing,
      is_found: row.is_found === true,
      is_right: row.is_right === true,
      is_degraded: row.is_degraded === true,
      rank: row.rank,
    }));
    const isOurs = await updateTakenRun(trx, scope, run, {
      status: "done",
      answered: rows.length,
      version_after: base?.version ?? null,
      model: rows.some(({ has_meaning }) => has_meaning === true) ? (base?.model ?? null) : null,
      figures: JSON.stringify(figuresOf(answers)),
      problem_code: null,
      problem_detail: null,
      due_at: null,
      lease: null,
      finished_at: new Date(needs.now()),
    });
    if (!isOurs) throw new LostError("the run is another's");
  });
}

/** Leaves a run to whoever takes it up next, or gives it up. */
async function release(
  { db, now, log }: Needs,
  run: TakenRun,
  { error, isStopping }: { error: unknown; isStopping: boolean },
): Promise<void> {
  const scope = { tenantId: run.tenant_id };
  if (!isStopping && !isUnavailable(error)) {
    log.warn({ run_id: run.id, ...errorFields(error) }, "asking a question set was broken off");
  }
  const problem =
    error instanceof ProblemError
      ? { problem_code: error.code, problem_detail: error.message }
      : { problem_code: "unexpected", problem_detail: "Something else kept us from it." };
  const at = now();
  const columns = isStopping
    ? { status: "queued" as const, due_at: new Date(at), attempts: run.attempts - 1 }
    : run.attempts >= attemptsMax
      ? { status: "failed" as const, due_at: null, finished_at: new Date(at), ...problem }
      : { status: "queued" as const, due_at: new Date(at + pauseMs), ...problem };
  await inTenant(db, scope, (trx) => updateTakenRun(trx, scope, run, { ...columns, lease: null }));
}
