import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { asWorker, type Database } from "../store/index.ts";
import { judge, type RateLimit, type RateVerdict, slotCount } from "./rate-window.ts";

/** Counts where every replica sees it. */
export interface SharedRates {
  take(scope: TenantScope, key: string, limit: RateLimit): Promise<RateVerdict>;
}

interface Row {
  second: number;
  now: number;
  slots: number[];
}

/**
 * Counts in the database: it outlives a restart, and the row's lock makes replicas take turns. The database's clock decides, so that theirs may differ.
 *
 * @param second the present second instead of the database's, for tests.
 */
export function createDatabaseRates(db: Database, second?: () => number): SharedRates {
  return {
    take: ({ tenantId }, key, limit) =>
      asWorker(
        db,
        async (trx) => {
          // A counter that a crash of the machine takes back is no loss worth a flush to disk.
          const { rows } =
            await sql<Row>`with lazily as (select set_config('synchronous_commit', 'off', true))
          insert into rate_windows (tenant_id, key, second, slots)
          select ${tenantId}, ${key}, 0, array_fill(0, array[${slotCount}::int]) from lazily
          on conflict (tenant_id, key) do update set key = excluded.key
          returning second, slots, floor(extract(epoch from clock_timestamp()))::bigint as now`.execute(
              trx,
            );
          const [row] = rows;
          if (row === undefined) throw new Error("the rate window was not written");
          const window = moved(row, second?.() ?? row.now);
          const verdict = judge(window.slots, limit);
          if (verdict.isAllowed)
            window.slots[slotCount - 1] = (window.slots[slotCount - 1] ?? 0) + 1;
          await trx
            .updateTable("rate_windows")
            .set(window)
            .where("tenant_id", "=", tenantId)
            .where("key", "=", key)
            .execute();
          return verdict;
        },
        // A request waits for it.
        { pace: "online" },
      ),
  };
}

/** The slots as of a later second. A clock that steps back gives nothing back. */
function moved({ second, slots }: Row, now: number): { second: number; slots: number[] } {
  const steps = Math.min(Math.max(0, now - second), slotCount);
  return {
    second: Math.max(second, now),
    slots: [...slots.slice(steps), ...new Array<number>(steps).fill(0)],
  };
}

/** Forgets windows in which nothing passed for two minutes. */
export async function expireRates(db: Database): Promise<void> {
  await asWorker(db, (trx) =>
    sql`delete from rate_windows where second < extract(epoch from clock_timestamp()) - 120`.execute(
      trx,
    ),
  );
}
