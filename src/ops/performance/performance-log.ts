import { hostname } from "node:os";
import { sql } from "kysely";
import type { RouteMinute } from "../../observe/index.ts";
import { asWorker, type Database, type Trx } from "../../store/index.ts";
import { createSampler, type Sample, type Sources } from "./sample.ts";

/** Writes down how fast requests were answered, and what the process needs. */
export interface PerformanceLog {
  /** Writes what was noted since the last time: one batch, run once a minute and before somebody reads. */
  write(): Promise<void>;
}

/** Who wrote a row: replicas write beside each other. */
const processName = `${hostname().slice(0, 60)}:${process.pid}`;

/** What could not be written is kept for the next time, within bounds. */
export function createPerformanceLog(
  needs: Sources & { db: Database; now: () => number },
): PerformanceLog {
  const { db, metrics, now } = needs;
  const sample = createSampler(needs);
  let last = Promise.resolve();

  const writeOnce = async () => {
    const minutes = metrics.requestTimes.take();
    const minute = new Date(Math.floor(now() / 60_000) * 60_000);
    try {
      const system = await sample();
      await asWorker(db, async (trx) => {
        // A minute that a crash of the machine takes back is no loss worth a flush to disk.
        await sql`set local synchronous_commit = off`.execute(trx);
        if (minutes.length > 0) await addRequests(trx, minutes);
        await addSystem(trx, minute, system);
      });
    } catch (error) {
      metrics.requestTimes.giveBack(minutes);
      throw error;
    }
  };

  return {
    write() {
      // One after the other: samples tell what happened between two of them.
      last = last.then(writeOnce, writeOnce);
      return last;
    },
  };
}

async function addRequests(trx: Trx, minutes: readonly RouteMinute[]): Promise<void> {
  const rows = minutes.map(({ minute, route, requests, errors, ...rest }) => ({
    minute: new Date(minute).toISOString(),
    ...{ route, requests, errors, histogram: rest.histogram },
    client_errors: rest.clientErrors,
    total_ms: rest.totalMs,
    longest_ms: rest.longestMs,
  }));
  await sql`insert into request_metrics as m
      (minute, process, route, requests, errors, client_errors, total_ms, longest_ms, histogram)
    select minute, ${processName}, route, requests, errors, client_errors, total_ms, longest_ms, histogram
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (minute timestamptz, route text, requests int,
      errors int, client_errors int, total_ms float8, longest_ms float8, histogram int[])
    on conflict (minute, process, route) do update set
      requests = m.requests + excluded.requests,
      errors = m.errors + excluded.errors,
      client_errors = m.client_errors + excluded.client_errors,
      total_ms = m.total_ms + excluded.total_ms,
      longest_ms = greatest(m.longest_ms, excluded.longest_ms),
      histogram = (select array_agg(a + b order by place)
        from unnest(m.histogram, excluded.histogram) with ordinality as u (a, b, place))`.execute(
    trx,
  );
}

async function addSystem(trx: Trx, minute: Date, sample: Sample): Promise<void> {
  await trx
    .insertInto("system_metrics")
    .values({ minute, process: processName, ...sample })
    .onConflict((conflict) =>
      conflict.columns(["minute", "process"]).doUpdateSet((eb) => ({
        rss_bytes: eb.ref("excluded.rss_bytes"),
        heap_bytes: eb.ref("excluded.heap_bytes"),
        cpu_share: eb.ref("excluded.cpu_share"),
        connections: eb.ref("excluded.connections"),
        pool_active: eb.ref("excluded.pool_active"),
        pool_max: eb.ref("excluded.pool_max"),
        queue_depth: eb.ref("excluded.queue_depth"),
        event_loop_delay_ms: worst("event_loop_delay_ms"),
        pool_waiting: worst("pool_waiting"),
        queue_oldest_seconds: worst("queue_oldest_seconds"),
        cache_hits: sql<number>`system_metrics.cache_hits + excluded.cache_hits`,
        cache_misses: sql<number>`system_metrics.cache_misses + excluded.cache_misses`,
      })),
    )
    .execute();
}

const worst = (column: string) =>
  sql<number>`greatest(${sql.ref(`system_metrics.${column}`)}, ${sql.ref(`excluded.${column}`)})`;

/** Longer than the longest week that anybody looks back at, with room. */
const keptDays = 14;

/** Forgets figures of more than two weeks. */
export async function expirePerformance(db: Database): Promise<void> {
  await asWorker(db, (trx) => sql`select cleanup_performance_data(${keptDays}::int)`.execute(trx));
}
