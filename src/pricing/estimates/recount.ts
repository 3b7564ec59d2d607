import { sql } from "kysely";
import { lockCalls } from "../../calls/index.ts";
import { createDueWork, type DueWork } from "../../jobs/index.ts";
import type { Logger } from "../../observe/index.ts";
import { asWorker, type Database, inTenant } from "../../store/index.ts";
import { estimateCalls } from "./estimate-calls.ts";
import { lockRecount, moveRecount, nextCalls } from "./recount.store.ts";

interface Needs {
  db: Database;
  now: () => number;
  log: Logger;
}

const batchMax = 200;
const leaseMs = 5 * 60_000;
const lookEveryMs = 5_000;
/** A release that estimates nothing may run beside this one so long. */
const besideMs = 24 * 3_600_000;

/** Estimates calls again whose prices changed, and once all that were there before; a batch in a transaction, going on where it was. */
export function recountEstimates(needs: Needs): DueWork {
  return createDueWork<{ tenant_id: string }>({
    name: "estimate calls again",
    concurrency: 1,
    lookEveryMs,
    claim: (limit) => claimRecounts(needs, limit),
    perform: ({ tenant_id }) => recountSome(needs, tenant_id),
    log: needs.log,
  });
}

function claimRecounts({ db, now }: Needs, limit: number) {
  const at = new Date(now());
  return asWorker(db, async (trx) => {
    await sql`insert into estimate_recounts (tenant_id, again_at)
      select t.tenant_id, ${new Date(at.getTime() + besideMs)} from tenants t
      where not exists (select from estimate_recounts r where r.tenant_id = t.tenant_id)
      on conflict do nothing`.execute(trx);
    await sql`update estimate_recounts set from_at = '-infinity', after_id = '', again_at = null
      where again_at <= ${at}`.execute(trx);
    const { rows } = await sql<{ tenant_id: string }>`update estimate_recounts r
      set claimed_until = ${new Date(at.getTime() + leaseMs)}
      from (select tenant_id from estimate_recounts
        where from_at is not null and (claimed_until is null or claimed_until <= ${at})
        order by claimed_until nulls first, tenant_id limit ${limit} for update skip locked) due
      where r.tenant_id = due.tenant_id returning r.tenant_id`.execute(trx);
    return rows;
  });
}

async function recountSome({ db }: Needs, tenantId: string): Promise<void> {
  const scope = { tenantId };
  await inTenant(
    db,
    scope,
    async (trx) => {
      const place = await lockRecount(trx, scope);
      if (place === undefined) return;
      const calls = await nextCalls(trx, scope, {
        ...{ fromAt: place.from_at, afterId: place.after_id, limit: batchMax },
      });
      const ids = calls.map(({ id }) => id);
      await lockCalls(trx, scope, ids);
      if (ids.length > 0) await estimateCalls(trx, scope, ids);
      await moveRecount(trx, scope, calls.length < batchMax ? undefined : calls.at(-1));
    },
    { pace: "report" },
  );
}
