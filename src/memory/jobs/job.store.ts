import { sql } from "kysely";
import { newId } from "../../lib/ids.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { later, type Trx } from "../../store/index.ts";
import type { MemoryJob } from "./claim-jobs.ts";

/** A piece of work, of which there is one with the same key. */
export interface NewJob {
  kind: string;
  key: string;
  sessionId?: string;
  payload: Record<string, unknown>;
  /** What can wait comes after what cannot. */
  canWait?: boolean;
  /** Not before then; left out: now. */
  dueAt?: Date;
}

/**
 * Asks for work in the transaction that makes it necessary. What is asked for again begins anew, even while it is done: whoever does it then writes nothing.
 */
export async function enqueueJobs(
  trx: Trx,
  scope: TenantScope,
  jobs: readonly NewJob[],
  at: Date,
): Promise<void> {
  const { tenantId } = scope;
  if (jobs.length === 0) return;
  const rows = jobs.map(({ kind, key, sessionId, payload, canWait, dueAt }) => ({
    ...{ id: newId("mjb"), kind, dedupe_key: key, session_id: sessionId ?? null, payload },
    ...{ priority: canWait === true ? 1 : 0, due_at: dueAt ?? at },
  }));
  // In one order, so that two who ask for the same do not wait for each other.
  await later(
    trx,
    sql`insert into mem_jobs (tenant_id, id, session_id, kind, payload, dedupe_key, priority, due_at, created_at, updated_at)
    select ${tenantId}, r.id, r.session_id, r.kind, r.payload, r.dedupe_key, r.priority, r.due_at, ${at}, ${at}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id text, session_id text, kind text, payload jsonb,
      dedupe_key text, priority smallint, due_at timestamptz)
    order by r.dedupe_key
    on conflict (tenant_id, dedupe_key) do update set payload = excluded.payload, priority = least(mem_jobs.priority, excluded.priority),
      due_at = excluded.due_at, status = 'pending', stage = '', attempts = 0, lease = null, last_error = null,
      updated_at = excluded.updated_at, finished_at = null`,
  );
}

/** Keeps everybody else from the job until the transaction ends; false when it is not ours any more. */
export async function holdJob(trx: Trx, scope: TenantScope, job: MemoryJob): Promise<boolean> {
  const { rows } = await sql`select from mem_jobs
    where tenant_id = ${scope.tenantId} and id = ${job.id} and lease = ${job.lease}::uuid for update`.execute(
    trx,
  );
  return rows.length > 0;
}

/** The job goes on with this stage, at this time. */
export async function continueJob(
  trx: Trx,
  scope: TenantScope,
  job: MemoryJob,
  next: { stage: string; dueAt: Date; at: Date },
): Promise<void> {
  const { tenantId } = scope;
  await sql`update mem_jobs set status = 'pending', stage = ${next.stage}, due_at = ${next.dueAt}, lease = null, attempts = 0,
      last_error = null, updated_at = ${next.at}
    where tenant_id = ${tenantId} and id = ${job.id}`.execute(trx);
}

export async function finishJob(
  trx: Trx,
  scope: TenantScope,
  job: MemoryJob,
  at: Date,
): Promise<void> {
  const { tenantId } = scope;
  await sql`update mem_jobs set status = 'done', due_at = null, lease = null, last_error = null, updated_at = ${at}, finished_at = ${at}
    where tenant_id = ${tenantId} and id = ${job.id}`.execute(trx);
}

/** It is tried again at a time, or, with null, not by itself. */
export async function failJob(
  trx: Trx,
  scope: TenantScope,
  job: MemoryJob,
  failure: { error: string; dueAt: Date | null; at: Date },
): Promise<void> {
  const { tenantId } = scope;
  const { error, dueAt, at } = failure;
  await sql`update mem_jobs set status = ${dueAt === null ? "dead" : "pending"}, due_at = ${dueAt}, lease = null, last_error = ${error},
      updated_at = ${at}, finished_at = ${dueAt === null ? at : null}
    where tenant_id = ${tenantId} and id = ${job.id} and lease = ${job.lease}::uuid`.execute(trx);
}

/** A dead job is tried again; any other stays as it is. Nothing for an id that there is not. */
export async function retryJob(trx: Trx, scope: TenantScope, id: string, at: Date) {
  const { tenantId } = scope;
  await sql`update mem_jobs set status = 'pending', due_at = ${at}, attempts = 0, updated_at = ${at}, finished_at = null
    where tenant_id = ${tenantId} and id = ${id} and status = 'dead'`.execute(trx);
  return trx
    .selectFrom("mem_jobs")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Newest first; one row more than asked for. */
export function listJobs(
  trx: Trx,
  scope: TenantScope,
  page: {
    limit: number;
    status?: "pending" | "running" | "done" | "dead" | undefined;
    after?: { at: string; id: string } | undefined;
  },
) {
  const { tenantId } = scope;
  let query = trx.selectFrom("mem_jobs").selectAll().where("tenant_id", "=", tenantId);
  if (page.status !== undefined) query = query.where("status", "=", page.status);
  if (page.after !== undefined) {
    const { at, id } = page.after;
    query = query.where(
      sql<boolean>`(date_trunc('milliseconds', created_at), id) < (${at}::timestamptz, ${id})`,
    );
  }
  return query
    .orderBy(sql`date_trunc('milliseconds', created_at) desc, id desc`)
    .limit(page.limit + 1)
    .execute();
}
