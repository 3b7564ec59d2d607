import { type Selectable, sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Tables, Trx } from "../../store/index.ts";
import type { TakenRun } from "./claim-runs.ts";
import type { Given } from "./run.schema.ts";

export type RunRow = Selectable<Tables["knowledge_question_runs"]>;
export type AnswerRow = Omit<Selectable<Tables["knowledge_question_answers"]>, "items"> & {
  items: Given[] | null;
};

const keptMax = 50;

/** Writes a run with the questions of its set as they are now. */
export async function insertRun(
  trx: Trx,
  scope: TenantScope,
  run: Pick<
    RunRow,
    "id" | "set_id" | "status" | "due_at" | "lease" | "created_by" | "created_at"
  > & {
    total: number;
    attempts: number;
  },
): Promise<void> {
  const { tenantId } = scope;
  await trx
    .insertInto("knowledge_question_runs")
    .values({ ...run, tenant_id: tenantId })
    .execute();
  await sql`insert into knowledge_question_answers
      (tenant_id, run_id, place, question_id, query, history, expected_document, expected_passage, expects_nothing)
    select tenant_id, ${run.id}, row_number() over (order by place, id) - 1, id, query, history,
      expected_document, expected_passage, expects_nothing
    from knowledge_questions where tenant_id = ${tenantId} and set_id = ${run.set_id}`.execute(trx);
  await sql`delete from knowledge_question_runs where tenant_id = ${tenantId} and id in (
    select id from knowledge_question_runs where tenant_id = ${tenantId} and set_id = ${run.set_id}
    order by created_at desc, id desc offset ${keptMax})`.execute(trx);
}

/** Changes a run if it is still ours. False when it is another's, or gone. */
export async function updateTakenRun(
  trx: Trx,
  scope: TenantScope,
  { id, lease }: Pick<TakenRun, "id" | "lease">,
  columns: Partial<Omit<RunRow, "figures">> & { figures?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("knowledge_question_runs")
    .set(columns)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .where("lease", "=", lease)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

export function findRun(trx: Trx, scope: TenantScope, id: string): Promise<RunRow | undefined> {
  return trx
    .selectFrom("knowledge_question_runs")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** The runs of a set, the newest first. */
export function listRuns(trx: Trx, scope: TenantScope, setId: string): Promise<RunRow[]> {
  return trx
    .selectFrom("knowledge_question_runs")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", setId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(keptMax)
    .execute();
}

/** The run of the same set before the given one, of those that came to their end. */
export function findRunBefore(
  trx: Trx,
  scope: TenantScope,
  run: Pick<RunRow, "id" | "set_id" | "created_at">,
): Promise<{ id: string } | undefined> {
  return trx
    .selectFrom("knowledge_question_runs")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", run.set_id)
    .where("status", "=", "done")
    .where(sql<boolean>`(created_at, id) < (select created_at, id from knowledge_question_runs
      where tenant_id = ${scope.tenantId} and id = ${run.id})`)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Answers of a run in the order of its questions, one row more than asked. */
export async function listAnswers(
  trx: Trx,
  scope: TenantScope,
  runId: string,
  of: {
    limit: number;
    after?: number | undefined;
    isRight?: boolean | undefined;
    isOpen?: boolean;
  },
): Promise<AnswerRow[]> {
  let query = trx
    .selectFrom("knowledge_question_answers")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("run_id", "=", runId);
  if (of.after !== undefined) query = query.where("place", ">", of.after);
  if (of.isRight !== undefined) query = query.where("is_right", "=", of.isRight);
  if (of.isOpen) query = query.where("is_right", "is", null);
  const rows = await query
    .orderBy("place")
    .limit(of.limit + 1)
    .execute();
  return rows as AnswerRow[];
}

/** Writes what a question was answered. */
export async function updateAnswer(
  trx: Trx,
  scope: TenantScope,
  runId: string,
  place: number,
  answer: Pick<
    AnswerRow,
    "is_found" | "confidence" | "rank" | "is_right" | "is_degraded" | "has_meaning"
  > & { items: Given[] },
): Promise<void> {
  await trx
    .updateTable("knowledge_question_answers")
    .set({ ...answer, items: JSON.stringify(answer.items) })
    .where("tenant_id", "=", scope.tenantId)
    .where("run_id", "=", runId)
    .where("place", "=", place)
    .execute();
}

/** A base as a run finds it: its version, and the model of the vectors that are searched. */
export async function readBaseState(
  trx: Trx,
  scope: TenantScope,
  baseId: string,
): Promise<{ version: number; model: string | null } | undefined> {
  return trx
    .selectFrom("knowledge_bases as b")
    .leftJoin("knowledge_vector_sets as s", (join) =>
      join
        .onRef("s.tenant_id", "=", "b.tenant_id")
        .onRef("s.base_id", "=", "b.id")
        .on("s.is_active", "=", true),
    )
    .select(["b.version", "s.model"])
    .where("b.tenant_id", "=", scope.tenantId)
    .where("b.id", "=", baseId)
    .executeTakeFirst();
}
