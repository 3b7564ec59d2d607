import { createDueWork, type DueWork } from "../../jobs/index.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger, type Metrics } from "../../observe/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import { claimJobs, leaseMs, type MemoryJob } from "./claim-jobs.ts";
import { continueJob, failJob, finishJob, holdJob } from "./job.store.ts";

/** Writes what a job's stage made, in the transaction in which the job moves on. Returns the next stage, or null when there is none. */
export type JobWrite = (
  trx: Trx,
  scope: TenantScope,
) => Promise<{ stage: string; dueAt: Date } | null>;

/**
 * Does one stage of a job, outside of any transaction, and says what to write. The write and the job's step are one transaction: whenever a process is killed, the stage was
 * done or was not, and what is done twice was written once.
 */
export type JobHandler = (
  job: MemoryJob,
  scope: TenantScope,
  signal: AbortSignal,
) => Promise<JobWrite>;

interface Needs {
  db: Database;
  handlers: ReadonlyMap<string, JobHandler>;
  /** Asks for jobs for what makes them necessary without saying so; says for how many. Asked when there is room for more. */
  notice: () => Promise<number>;
  /** How many jobs at a time. */
  workers: number;
  now: () => number;
  random: () => number;
  metrics: Pick<Metrics, "memoryJobSeconds" | "memoryJobFailures">;
  log: Logger;
}

const attemptsMax = 8;
const longestPauseMs = 5 * 60_000;
/** Earlier than the lease, so that nobody else has begun when we write. */
const patienceMs = leaseMs - 20_000;

/** Works on the memory's jobs, fairly between tenants. */
export function workOnJobs(needs: Needs): DueWork {
  const { db, workers, now, log } = needs;
  const held = new Map<string, number>();
  const hold = (tenant: string, change: number) => {
    const count = (held.get(tenant) ?? 0) + change;
    if (count > 0) held.set(tenant, count);
    else held.delete(tenant);
  };
  // One place is left to others, so that a tenant's long job does not make another's wait for its end.
  const perTenantMax = Math.max(1, workers - 1);
  return createDueWork<MemoryJob>({
    name: "memory",
    concurrency: workers,
    claim: async (limit) => {
      const claim = () => claimJobs(db, { limit, held, perTenantMax, at: new Date(now()) });
      let jobs = await claim();
      if (jobs.length === 0 && (await needs.notice()) > 0) jobs = await claim();
      for (const { tenant_id } of jobs) hold(tenant_id, 1);
      return jobs;
    },
    perform: (job, signal) => perform(needs, job, signal).finally(() => hold(job.tenant_id, -1)),
    log,
  });
}

async function perform(needs: Needs, job: MemoryJob, stop: AbortSignal): Promise<void> {
  const { db, handlers, now, metrics } = needs;
  const scope: TenantScope = { tenantId: job.tenant_id };
  const end = metrics.memoryJobSeconds.startTimer({ kind: job.kind });
  try {
    const handler = handlers.get(job.kind);
    if (handler === undefined) throw new Error("no handler for this kind of job");
    const signal = AbortSignal.any([stop, AbortSignal.timeout(patienceMs)]);
    const write = await handler(job, scope, signal);
    await inTenant(db, scope, async (trx) => {
      // Asked for again meanwhile, or taken by another: what we made is not written.
      if (!(await holdJob(trx, scope, job))) return;
      const next = await write(trx, scope);
      const at = new Date(now());
      if (next === null) await finishJob(trx, scope, job, at);
      else await continueJob(trx, scope, job, { ...next, at });
    });
  } catch (error) {
    if (stop.aborted) throw error;
    metrics.memoryJobFailures.inc({ kind: job.kind });
    await fail(needs, job, error);
  } finally {
    end();
  }
}

async function fail({ db, now, random, log }: Needs, job: MemoryJob, error: unknown) {
  const at = now();
  const isDead = job.attempts >= attemptsMax;
  const pauseMs = random() * Math.min(longestPauseMs, 1_000 * 2 ** job.attempts);
  const { kind, id, tenant_id, attempts } = job;
  const fields = { tenant_id, job: id, kind, attempts, ...errorFields(error) };
  if (isDead) log.error(fields, "a job of the memory is dead");
  else log.warn(fields, "a job of the memory failed and is tried again");
  await inTenant(db, { tenantId: tenant_id }, (trx) =>
    failJob(trx, { tenantId: tenant_id }, job, {
      error: error instanceof ProblemError ? error.code : nameOf(error),
      dueAt: isDead ? null : new Date(at + pauseMs),
      at: new Date(at),
    }),
  );
}

/** Never the message: it may quote what was said. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "Error";
}
