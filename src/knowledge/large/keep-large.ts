import { sql } from "kysely";
import { createDueWork, type DueWork } from "../../jobs/index.ts";
import type { Logger } from "../../observe/index.ts";
import { asWorker, type Database, inTenant } from "../../store/index.ts";
import { takeStep } from "./take-step.ts";

interface Needs {
  db: Database;
  /** A base of more chunks is searched in the database. */
  chunksMax?: number | undefined;
  /** So many chunks are taken up in one transaction. */
  batchMax?: number | undefined;
  now: () => number;
  log: Logger;
}

interface TakenBase {
  tenant_id: string;
  base_id: string;
}

export interface LargeBases extends DueWork {
  /** Looks for bases that have become large. */
  notice(): Promise<void>;
}

/** An index in memory takes about a kilobyte for each chunk, and has to be built before it answers. */
const chunksMaxUsual = 100_000;
const batchMaxUsual = 2_000;
const leaseMs = 60_000;

/**
 * Keeps, beside each very large base, which chunks hold which words: filled in the order of the chunks, then in step with what changes. Each batch is one transaction, in which the
 * version or the place that was come to is written too; so whoever is killed is followed by another who goes on there. Of a base that has become small again all of it goes.
 */
export function keepLargeBases(needs: Needs): LargeBases {
  const { db, chunksMax = chunksMaxUsual, batchMax = batchMaxUsual, now } = needs;
  const work = createDueWork<TakenBase>({
    name: "large knowledge bases",
    concurrency: 1,
    claim: (limit) => claim(db, { limit, at: now() }),
    async perform({ tenant_id: tenantId, base_id }, signal) {
      const scope = { tenantId };
      const step = () =>
        inTenant(
          db,
          scope,
          async (trx) => {
            const isMore = await takeStep(trx, scope, base_id, {
              unitsMin: chunksMax / 2,
              batchMax,
            });
            const until = isMore ? new Date(now() + leaseMs) : null;
            await sql`update knowledge_large_bases set claimed_until = ${until}
              where tenant_id = ${tenantId} and base_id = ${base_id}`.execute(trx);
            return isMore;
          },
          { pace: "report" },
        );
      while (!signal.aborted && (await step())) {
        // One batch after another.
      }
    },
    log: needs.log,
  });
  return {
    ...work,
    async notice() {
      await asWorker(db, (trx) =>
        sql`insert into knowledge_large_bases (tenant_id, base_id) select tenant_id, base_id from knowledge_documents
          group by tenant_id, base_id having sum(chunk_count) > ${chunksMax} on conflict do nothing`.execute(
          trx,
        ),
      );
      work.wake();
    },
  };
}

function claim(db: Database, { limit, at }: { limit: number; at: number }): Promise<TakenBase[]> {
  return asWorker(db, async (trx) => {
    const { rows } =
      await sql<TakenBase>`update knowledge_large_bases set claimed_until = ${new Date(at + leaseMs)}
      where (tenant_id, base_id) in (
        select l.tenant_id, l.base_id from knowledge_large_bases l
        join knowledge_bases b on b.tenant_id = l.tenant_id and b.id = l.base_id
        where (l.claimed_until is null or l.claimed_until < ${new Date(at)}) and (l.filled_to is not null or l.version < b.version)
        limit ${limit} for update of l skip locked)
      returning tenant_id, base_id`.execute(trx);
    return rows;
  });
}
