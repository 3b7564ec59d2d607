import type { Metrics } from "../../observe/index.ts";
import type { Database, Tables } from "../../store/index.ts";
import { total } from "../total.ts";

/** One row of what a process needs, without whose and when. */
export type Sample = Omit<Tables["system_metrics"], "minute" | "process">;

export interface Sources {
  metrics: Metrics;
  db: Pick<Database, "connections">;
  backlog: () => { depth: number; oldestSeconds: number };
  /** The latest that the event loop was since this was asked before. */
  takeWorstDelayMs: () => number;
}

/** Tells what the process needs; counters and the processor's time as the difference to the time before. */
export function createSampler(needs: Sources): () => Promise<Sample> {
  const { metrics, db, backlog, takeWorstDelayMs } = needs;
  let before = { cpu: process.cpuUsage(), at: performance.now(), hits: 0, misses: 0 };
  return async () => {
    const hits = await total(metrics.cacheHits);
    const misses = await total(metrics.cacheMisses);
    const connections = await total(metrics.activeConnections);
    const { user, system } = process.cpuUsage(before.cpu);
    const at = performance.now();
    const { rss, heapUsed } = process.memoryUsage();
    const { active, max, waiting } = db.connections();
    const { depth, oldestSeconds } = backlog();
    const sample = {
      ...{ rss_bytes: rss, heap_bytes: heapUsed, connections },
      cpu_share: (user + system) / 1000 / Math.max(at - before.at, 1),
      event_loop_delay_ms: takeWorstDelayMs(),
      ...{ pool_active: active, pool_max: max, pool_waiting: waiting },
      ...{ queue_depth: depth, queue_oldest_seconds: oldestSeconds },
      ...{ cache_hits: hits - before.hits, cache_misses: misses - before.misses },
    };
    before = { cpu: process.cpuUsage(), at, hits, misses };
    return sample;
  };
}
