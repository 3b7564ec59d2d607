import { randomBytes } from "node:crypto";
import { hostname, totalmem } from "node:os";
import { sql } from "kysely";
import { defaultTenantId, type TenantScope } from "../../lib/tenant-scope.ts";
import type { Metrics } from "../../observe/index.ts";
import { type Database, inTenant } from "../../store/index.ts";

/** What a process measures of itself. Ratios and times are of its last five minutes, null where nothing happened. */
export interface ProcessFigures extends Record<string, number | null> {
  pool_share: number | null;
  memory_share: number | null;
  http_requests: number;
  http_error_ratio: number | null;
  http_p95_seconds: number | null;
  cache_asked: number;
  cache_miss_ratio: number | null;
}

/** The installation's own tenant holds what belongs to none. */
export const installation: TenantScope = { tenantId: defaultTenantId };

/** Counters as they stand at an instant. */
interface Counted {
  at: number;
  requests: number;
  errors: number;
  /** Requests that took at most so many seconds. */
  within: ReadonlyMap<number, number>;
  hits: number;
  misses: number;
}

const spanMs = 5 * 60_000;
const forgottenMs = 15 * 60_000;

/** Measures this process and writes it down for the evaluator, which may be in another one. */
export function createProcessFigures(needs: {
  db: Database;
  metrics: Metrics;
  now: () => number;
}): { write: () => Promise<void> } {
  const { db, metrics, now } = needs;
  const name = `${hostname().slice(0, 60)}/${randomBytes(3).toString("hex")}`;
  const seen: Counted[] = [];
  return {
    async write() {
      const at = now();
      const latest = await count(metrics, at);
      seen.push(latest);
      while (seen.length > 1 && Math.abs(at - (seen[0]?.at ?? at)) > spanMs) seen.shift();
      const { active, max } = db.connections();
      const figures = {
        pool_share: max === 0 ? null : active / max,
        memory_share: process.memoryUsage().rss / memoryMax(),
        ...between(seen[0] ?? latest, latest),
      } satisfies ProcessFigures;
      await inTenant(db, installation, async (trx) => {
        const row = { measured_at: new Date(at), figures: JSON.stringify(figures) };
        await trx
          .insertInto("alert_processes")
          .values({ tenant_id: installation.tenantId, process: name, ...row })
          .onConflict((conflict) => conflict.columns(["tenant_id", "process"]).doUpdateSet(row))
          .execute();
        await sql`delete from alert_processes where tenant_id = ${installation.tenantId}
          and measured_at < ${new Date(at - forgottenMs)}`.execute(trx);
      });
    },
  };
}

/** What the container gives, or the machine has. */
function memoryMax(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 ? Math.min(constrained, totalmem()) : totalmem();
}

async function count(metrics: Metrics, at: number): Promise<Counted> {
  const total = (values: ReadonlyArray<{ value: number }>) =>
    values.reduce((sum, { value }) => sum + value, 0);
  const requests = (await metrics.httpRequests.get()).values;
  const times = (await metrics.httpSeconds.get()).values;
  const within = new Map<number, number>();
  for (const { metricName, labels, value } of times) {
    if (metricName?.endsWith("_bucket") !== true) continue;
    const { le } = labels as { le?: string | number };
    const most = le === "+Inf" ? Number.POSITIVE_INFINITY : Number(le);
    within.set(most, (within.get(most) ?? 0) + value);
  }
  return {
    at,
    requests: total(requests),
    errors: total(requests.filter(({ labels }) => labels.status === "5xx")),
    within,
    hits: total((await metrics.cacheHits.get()).values),
    misses: total((await metrics.cacheMisses.get()).values),
  };
}

function between(before: Counted, after: Counted) {
  const requests = after.requests - before.requests;
  const asked = after.hits + after.misses - before.hits - before.misses;
  return {
    http_requests: requests,
    http_error_ratio: requests === 0 ? null : (after.errors - before.errors) / requests,
    http_p95_seconds: p95(before.within, after.within),
    cache_asked: asked,
    cache_miss_ratio: asked === 0 ? null : (after.misses - before.misses) / asked,
  };
}

/** The upper end of the bucket with the 95th of a hundred requests; nothing is claimed of where in it. */
function p95(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): number | null {
  const buckets = [...after].sort(([a], [b]) => a - b);
  const countOf = ([most, total]: readonly [number, number]) => total - (before.get(most) ?? 0);
  const all = Math.max(0, ...buckets.map(countOf));
  if (all === 0) return null;
  const found = buckets.find((bucket) => countOf(bucket) >= all * 0.95)?.[0] ?? null;
  // Beyond the last bucket it is longer than can be said.
  return found === Number.POSITIVE_INFINITY ? (buckets.at(-2)?.[0] ?? 0) * 2 : found;
}
