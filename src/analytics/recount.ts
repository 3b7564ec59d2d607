import { sql } from "kysely";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import type { Logger } from "../observe/index.ts";
import { asWorker, type Database, inTenant } from "../store/index.ts";
import {
  markAll,
  recountBuckets,
  type Settled,
  settledBuckets,
  takeMarks,
} from "./buckets.store.ts";
import { addUpRipe, ripeSums } from "./sums.store.ts";

interface Needs {
  db: Database;
  carriers: readonly string[];
  now: () => number;
  log: Logger;
}

/** Counting a bucket costs as much as folding some of its calls, so it waits until they are at rest; meanwhile whoever reads counts it. */
const quietMs = 5 * 60_000;
/** Calls that never rest are counted that often: what marks them must not grow without end. */
const markedMs = 3_600_000;
const bucketsAtOnce = 100;
const sumsAtOnce = 50;
/** A release that leaves no marks may run beside this one so long. */
const besideMs = 24 * 3_600_000;

/**
 * Counts marked buckets anew, and once all there are. The marks of a bucket are gone when its figures are written, in one transaction, so whatever ends it leaves both as
 * they were.
 */
export function recountMarked(needs: Needs): DueWork {
  return createDueWork<{ tenant_id: string }>({
    name: "count calls for analytics",
    concurrency: 1,
    lookEveryMs: 5_000,
    claim: (limit) => findTenants(needs, limit),
    perform: ({ tenant_id }) => countTenant(needs, tenant_id),
    log: needs.log,
  });
}

/** Those whose marks wait longest. Nothing is claimed: a lock makes the second to come find nothing to do. */
function findTenants({ db, now }: Needs, limit: number) {
  const at = now();
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{ tenant_id: string }>`select t.tenant_id from tenants t
      left join analytics_recounts r on r.tenant_id = t.tenant_id
      left join (select distinct tenant_id from (${ripeSums(new Date(at))}) ripe) s on s.tenant_id = t.tenant_id
      left join (select tenant_id, min(since) as since from (${settledBuckets(settledAt(at))}) b group by tenant_id) m
        on m.tenant_id = t.tenant_id
      where r.tenant_id is null or r.again_at <= ${new Date(at)} or m.since is not null or s.tenant_id is not null
      order by m.since nulls first, t.tenant_id limit ${limit}`.execute(trx);
    return rows;
  });
}

const settledAt = (at: number): Settled => ({
  quietSince: new Date(at - quietMs),
  markedSince: new Date(at - markedMs),
});

async function countTenant({ db, carriers, now }: Needs, tenantId: string): Promise<void> {
  const scope = { tenantId };
  const at = now();
  const settled = settledAt(at);
  await inTenant(
    db,
    scope,
    async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('analytics/' || ${tenantId}, 0))`.execute(
        trx,
      );
      const again = new Date(at + besideMs);
      const { numAffectedRows } =
        await sql`insert into analytics_recounts as r (tenant_id, again_at)
        values (${tenantId}, ${again}) on conflict (tenant_id) do update set again_at = null
        where r.again_at <= ${new Date(at)}`.execute(trx);
      if (numAffectedRows === 1n) await markAll(trx, scope, settled.markedSince);
      const buckets = await takeMarks(trx, scope, { settled, limit: bucketsAtOnce });
      if (buckets.length > 0) await recountBuckets(trx, scope, buckets, carriers);
      await addUpRipe(trx, scope, { at: new Date(at), limit: sumsAtOnce });
    },
    { pace: "report" },
  );
}
