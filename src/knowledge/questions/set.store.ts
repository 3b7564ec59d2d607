import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Tables, Trx } from "../../store/index.ts";
import type { NewQuestion } from "./question.schema.ts";

/** A set with what is in it. */
export interface SetRow {
  id: string;
  name: string;
  base_id: string;
  base_name: string;
  questions: number;
  last_run_id: string | null;
  created_at: Date;
  updated_at: Date;
}

export type QuestionRow = Omit<Tables["knowledge_questions"], "history"> & { history: string[] };

interface SetsAsked {
  limit: number;
  after?: { name: string; id: string } | undefined;
  baseId?: string | undefined;
  /** Id or name of one. */
  key?: string;
}

/** Sets by name, one row more than asked. */
export async function listSets(trx: Trx, scope: TenantScope, of: SetsAsked): Promise<SetRow[]> {
  const { after, baseId, key } = of;
  const place = after
    ? sql`(lower(s.name), s.id) > (lower(${after.name}), ${after.id})`
    : sql`true`;
  const base = baseId === undefined ? sql`true` : sql`s.base_id = ${baseId}`;
  const one = key === undefined ? sql`true` : sql`(s.id = ${key} or lower(s.name) = lower(${key}))`;
  const { rows } =
    await sql<SetRow>`select s.id, s.name, s.base_id, b.name as base_name, s.created_at, s.updated_at,
      (select count(*)::int from knowledge_questions q where q.tenant_id = s.tenant_id and q.set_id = s.id) as questions,
      (select r.id from knowledge_question_runs r where r.tenant_id = s.tenant_id and r.set_id = s.id
        order by r.created_at desc, r.id desc limit 1) as last_run_id
    from knowledge_question_sets s join knowledge_bases b on b.tenant_id = s.tenant_id and b.id = s.base_id
    where s.tenant_id = ${scope.tenantId} and ${place} and ${base} and ${one}
    order by lower(s.name), s.id limit ${of.limit + 1}`.execute(trx);
  return rows;
}

/** Holds a set, by id or name, until the transaction ends: nobody else changes its questions or runs meanwhile. */
export function lockSet(trx: Trx, scope: TenantScope, key: string) {
  return trx
    .selectFrom("knowledge_question_sets")
    .select(["id", "name", "base_id"])
    .where("tenant_id", "=", scope.tenantId)
    .where(sql<boolean>`(id = ${key} or lower(name) = lower(${key}))`)
    .forUpdate()
    .executeTakeFirst();
}

/** Writes a set; false when the name is another's. */
export async function insertSet(
  trx: Trx,
  scope: TenantScope,
  set: { id: string; baseId: string; name: string; at: Date },
): Promise<boolean> {
  const { id, baseId, name, at } = set;
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto("knowledge_question_sets")
    .values({
      tenant_id: scope.tenantId,
      id,
      base_id: baseId,
      name,
      created_at: at,
      updated_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows) === 1;
}

/** A set's name and when it last changed. */
export async function updateSet(
  trx: Trx,
  scope: TenantScope,
  id: string,
  columns: { name?: string; updated_at: Date },
): Promise<void> {
  await trx
    .updateTable("knowledge_question_sets")
    .set(columns)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

/** Removes a set with its questions and runs. */
export async function deleteSet(trx: Trx, scope: TenantScope, id: string): Promise<void> {
  await trx
    .deleteFrom("knowledge_question_sets")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

/** Questions of a set in their order; with a limit, one row more than that. */
export function listQuestions(
  trx: Trx,
  scope: TenantScope,
  setId: string,
  page: { limit: number; after?: { place: number; id: string } | undefined },
): Promise<QuestionRow[]> {
  let query = trx
    .selectFrom("knowledge_questions")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", setId);
  const { after } = page;
  if (after) query = query.where(sql<boolean>`(place, id) > (${after.place}::int, ${after.id})`);
  return query
    .orderBy("place")
    .orderBy("id")
    .limit(page.limit + 1)
    .execute();
}

/** Adds questions behind those that are there. */
export async function insertQuestions(
  trx: Trx,
  scope: TenantScope,
  setId: string,
  questions: ReadonlyArray<NewQuestion & { id: string }>,
): Promise<void> {
  if (questions.length === 0) return;
  const { last } = await trx
    .selectFrom("knowledge_questions")
    .select((of) => of.fn.max("place").as("last"))
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", setId)
    .executeTakeFirstOrThrow();
  const first = (last ?? -1) + 1;
  await trx
    .insertInto("knowledge_questions")
    .values(
      questions.map((question, at) => ({
        ...question,
        tenant_id: scope.tenantId,
        set_id: setId,
        place: first + at,
      })),
    )
    .execute();
}

export async function countQuestions(trx: Trx, scope: TenantScope, setId: string): Promise<number> {
  const { count } = await trx
    .selectFrom("knowledge_questions")
    .select((of) => of.fn.countAll<string>().as("count"))
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", setId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Removes one question of a set, or all of them. Returns how many went. */
export async function deleteQuestions(
  trx: Trx,
  scope: TenantScope,
  setId: string,
  questionId?: string,
): Promise<number> {
  let query = trx
    .deleteFrom("knowledge_questions")
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", setId);
  if (questionId !== undefined) query = query.where("id", "=", questionId);
  const { numDeletedRows } = await query.executeTakeFirst();
  return Number(numDeletedRows);
}

export function findQuestion(
  trx: Trx,
  scope: TenantScope,
  setId: string,
  questionId: string,
): Promise<QuestionRow | undefined> {
  return trx
    .selectFrom("knowledge_questions")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("set_id", "=", setId)
    .where("id", "=", questionId)
    .executeTakeFirst();
}

export async function updateQuestion(
  trx: Trx,
  scope: TenantScope,
  { id, ...columns }: NewQuestion & { id: string },
): Promise<void> {
  await trx
    .updateTable("knowledge_questions")
    .set(columns)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}
