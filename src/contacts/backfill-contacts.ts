import { sql } from "kysely";
import { lockCalls } from "../calls/index.ts";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Logger } from "../observe/index.ts";
import { asWorker, type Database, inTenant, type Trx } from "../store/index.ts";
import { linkCalls } from "./follow-calls.ts";

interface Needs {
  db: Database;
  now: () => number;
  log: Logger;
}

interface Backfill {
  tenant_id: string;
  /** Texts: what the driver makes of a date is less exact than the database. */
  after_at: string;
  after_id: string;
  until_at: Date;
}

const batchMax = 200;
const leaseMs = 5 * 60_000;
const lookEveryMs = 15_000;
/** A release that knows no contacts may run beside this one so long, and folds calls meanwhile. */
const besideMs = 24 * 3_600_000;
/** By then a call has told its numbers. */
const settledMs = 3_600_000;
const againMs = 10 * 60_000;

/**
 * Gives the calls of releases that knew no contacts theirs: once through all of a tenant's calls, in order of when they were first seen, a batch at a time. It goes on where it
 * was after a restart, and for a day follows what an older release beside this one still folds. A call that has its contact is left as it is.
 */
export function backfillContacts(needs: Needs): DueWork {
  return createDueWork<Backfill>({
    name: "backfill contacts",
    concurrency: 1,
    lookEveryMs,
    claim: (limit) => claimBackfills(needs, limit),
    perform: (backfill) => perform(needs, backfill),
    log: needs.log,
  });
}

function claimBackfills({ db, now }: Needs, limit: number): Promise<Backfill[]> {
  const at = new Date(now());
  return asWorker(db, async (trx) => {
    await sql`insert into contact_backfills (tenant_id, until_at, next_at)
      select t.tenant_id, ${new Date(at.getTime() + besideMs)}, ${at} from tenants t
      where not exists (select from contact_backfills b where b.tenant_id = t.tenant_id)
      on conflict do nothing`.execute(trx);
    const { rows } = await sql<Backfill>`update contact_backfills b
      set claimed_until = ${new Date(at.getTime() + leaseMs)}
      from (select tenant_id from contact_backfills
        where done_at is null and next_at <= ${at} and (claimed_until is null or claimed_until <= ${at})
        order by next_at, tenant_id limit ${limit} for update skip locked) due
      where b.tenant_id = due.tenant_id
      returning b.tenant_id, b.after_at::text as after_at, b.after_id, b.until_at`.execute(trx);
    return rows;
  });
}

async function perform({ db, now, log }: Needs, backfill: Backfill): Promise<void> {
  const scope: TenantScope = { tenantId: backfill.tenant_id };
  const at = now();
  const ended = await inTenant(db, scope, async (trx) => {
    const calls = await nextCalls(trx, scope, backfill, new Date(at - settledMs));
    const last = calls.at(-1);
    if (last !== undefined) {
      const ids = calls.map(({ id }) => id);
      await lockCalls(trx, scope, ids);
      await linkCalls(trx, scope, ids);
    }
    const isAtEnd = calls.length < batchMax;
    const isDone = isAtEnd && at - settledMs > backfill.until_at.getTime();
    await sql`update contact_backfills set claimed_until = null, next_at = ${new Date(isAtEnd ? at + againMs : at)},
        after_at = ${last?.at ?? backfill.after_at}::timestamptz, after_id = ${last?.id ?? backfill.after_id},
        done_at = ${isDone ? new Date(at) : null}
      where tenant_id = ${scope.tenantId}`.execute(trx);
    return isDone;
  });
  if (ended) log.info({ tenant_id: scope.tenantId }, "every older call has its contact");
}

async function nextCalls(trx: Trx, scope: TenantScope, after: Backfill, before: Date) {
  const { rows } = await sql<{
    id: string;
    at: string;
  }>`select id, first_seen_at::text as at from calls
    where tenant_id = ${scope.tenantId} and (first_seen_at, id) > (${after.after_at}::timestamptz, ${after.after_id})
      and first_seen_at <= ${before}
    order by first_seen_at, id limit ${batchMax}`.execute(trx);
  return rows;
}
