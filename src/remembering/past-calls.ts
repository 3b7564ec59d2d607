import { sql } from "kysely";
import { z } from "zod";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { enqueueJobs, type JobHandler, type PastCalls } from "../memory/index.ts";
import type { Trx } from "../store/index.ts";
import { callJob } from "./note-finished-calls.ts";

const key = "past_calls";
const batchMax = 500;
/** So many calls wait at most; the others are left where they are until those are done. */
const waitingMax = 2_000;
const againMs = 5_000;

const isOver = sql`lifecycle in ('ended', 'failed', 'analyzed')`;

const Payload = z.object({ of: z.number() });
const Stage = z.object({ looked_at: z.number(), at: z.string(), id: z.string() });
const readStage = (stage: string): z.infer<typeof Stage> =>
  stage === "" ? { looked_at: 0, at: "infinity", id: "" } : Stage.parse(JSON.parse(stage));

/** Calls from before enter memory when somebody asks for them, the newest first. Asked for again, all are gone through again. */
export const pastCalls: PastCalls = {
  async begin(trx, scope, at) {
    const { rows } = await sql<{ of: number }>`select count(*)::int as of from calls
      where tenant_id = ${scope.tenantId} and ${isOver}`.execute(trx);
    const payload = { of: rows[0]?.of ?? 0 };
    await enqueueJobs(trx, scope, [{ kind: key, key, payload, canWait: true }], at);
  },
  async progress(trx, { tenantId }) {
    const job = await trx
      .selectFrom("mem_jobs")
      .select(["status", "stage", "payload"])
      .where("tenant_id", "=", tenantId)
      .where("dedupe_key", "=", key)
      .executeTakeFirst();
    if (job === undefined) return null;
    const { looked_at } = readStage(job.stage);
    return {
      status: job.status,
      looked_at,
      of: Math.max(looked_at, Payload.parse(job.payload).of),
    };
  },
};

/** Asks for a batch of past calls after the other, and notes where it is. */
export function queuePastCalls({ now }: { now: () => number }): JobHandler {
  return async (job) => async (trx, scope) => {
    const at = new Date(now());
    const stage = readStage(job.stage);
    if ((await countWaiting(trx, scope)) >= waitingMax) {
      return { stage: job.stage, dueAt: new Date(at.getTime() + againMs) };
    }
    const calls = await nextCalls(trx, scope, stage);
    const last = calls.at(-1);
    if (last === undefined) return null;
    const jobs = calls.map(({ id }) => ({ ...callJob(id), canWait: true }));
    await enqueueJobs(trx, scope, jobs, at);
    const next = { looked_at: stage.looked_at + calls.length, at: last.at, id: last.id };
    return { stage: JSON.stringify(next), dueAt: at };
  };
}

async function countWaiting(trx: Trx, { tenantId }: TenantScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from
    (select from mem_jobs where tenant_id = ${tenantId} and due_at is not null limit ${waitingMax + 1}) w`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** Times are texts: what the driver makes of them is less exact than the database. */
async function nextCalls(trx: Trx, { tenantId }: TenantScope, after: z.infer<typeof Stage>) {
  const { rows } = await sql<{
    id: string;
    at: string;
  }>`select id, first_seen_at::text as at from calls
    where tenant_id = ${tenantId} and (first_seen_at, id) < (${after.at}::timestamptz, ${after.id})
      and ${isOver}
    order by first_seen_at desc, id desc limit ${batchMax}`.execute(trx);
  return rows;
}
