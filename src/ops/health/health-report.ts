import { getHeapStatistics } from "node:v8";
import { sql } from "kysely";
import type { Metrics } from "../../observe/index.ts";
import {
  asWorker,
  type Database,
  type ReplicaStanding,
  readMigrationStatus,
} from "../../store/index.ts";
import { total } from "../total.ts";
import { createDatabaseProbe, type ProbeResult } from "./database-probe.ts";
import type { Health, HealthDetails, HealthPart } from "./health.schema.ts";
import { type Inside, judge } from "./health-checks.ts";
import type { SupplierWatch } from "./supplier-watch.ts";

export interface HealthNeeds {
  db: Database;
  isEmbedded: boolean;
  metrics: Metrics;
  version: string;
  isDraining: () => boolean;
  suppliers: SupplierWatch;
  inside: () => Omit<Inside, "memoryShare">;
  eventLoopDelayMs: () => { mean: number; max: number };
  /** What else the operator may want to know. */
  details: () => HealthDetails;
}

/** How the process is, judged from what it knows; only the database is asked. */
export interface HealthReport {
  isReady(): Promise<boolean>;
  /** @param asked what is told besides the status. */
  read(asked: ReadonlySet<HealthPart>): Promise<Health>;
}

export function createHealthReport(needs: HealthNeeds): HealthReport {
  const probe = createDatabaseProbe(needs.db);
  return {
    // Suppliers are not asked: their trouble must not take us out of service.
    isReady: async () => !needs.isDraining() && (await probe.forIngest()) !== null,
    async read(asked) {
      const [ingest, queries] = await Promise.all([probe.forIngest(), probe.forQueries()]);
      const suppliers = needs.suppliers.states();
      const inside = { ...needs.inside(), memoryShare: memoryShare() };
      const replicaFault = needs.db.replica?.standing().fault ?? null;
      const { status, checks } = judge({ ingest, queries, inside, suppliers, replicaFault });
      return {
        status,
        timestamp: new Date().toISOString(),
        version: needs.version,
        ...(asked.size === 0 ? {} : { checks }),
        ...(asked.has("detailed") ? { details: needs.details() } : {}),
        ...(asked.has("metrics") ? { metrics: await processFigures(needs) } : {}),
        ...(asked.has("security") ? { security: await securityFigures(needs) } : {}),
        ...(asked.has("database")
          ? { database: await databaseHealth(needs, ingest, queries) }
          : {}),
        ...(asked.has("external") ? { external: suppliers.map(toSupplier) } : {}),
      };
    },
  };
}

/** How much of what it may use the process uses: of its container, or of its heap. */
function memoryShare(): number {
  const limit = process.constrainedMemory();
  const { used_heap_size: heap, heap_size_limit: heapMax } = getHeapStatistics();
  const ofContainer = limit > 0 ? process.memoryUsage.rss() / limit : 0;
  return Math.round(Math.max(ofContainer, heap / heapMax) * 1000) / 1000;
}

async function processFigures({ metrics, eventLoopDelayMs }: HealthNeeds) {
  const { rss, heapUsed } = process.memoryUsage();
  const { mean, max } = eventLoopDelayMs();
  return {
    uptime_seconds: Math.round(process.uptime()),
    requests: await total(metrics.httpRequests),
    server_errors: await total(metrics.httpRequests, ({ status }) => status === "5xx"),
    connections: await total(metrics.activeConnections),
    event_loop_delay_ms: { mean: Math.round(mean * 10) / 10, max: Math.round(max * 10) / 10 },
    memory: { rss_bytes: rss, heap_bytes: heapUsed, share: memoryShare() },
    cache: { hits: await total(metrics.cacheHits), misses: await total(metrics.cacheMisses) },
  };
}

async function securityFigures({ metrics }: HealthNeeds) {
  return {
    blocked: await total(metrics.blocked),
    rate_limited: await total(metrics.rateLimited),
    suspicious: await total(metrics.suspiciousRequests),
    signature_alarms: await total(metrics.signatureAlarms),
    webhooks_rejected: await total(metrics.webhookRequests, ({ status }) => status === "rejected"),
  };
}

async function databaseHealth(
  { db, isEmbedded }: HealthNeeds,
  ingest: ProbeResult,
  queries: ProbeResult,
) {
  const known = queries === null ? null : await readDatabase(db).catch(() => null);
  return {
    engine: isEmbedded ? ("embedded" as const) : ("server" as const),
    version: known?.version ?? null,
    migrations: known?.migrations ?? null,
    size_bytes: known?.size ?? null,
    ingest_ms: ingest,
    queries_ms: queries,
    pool: db.connections(),
    replica: toReplica(db.replica?.standing()),
  };
}

function toReplica(standing: ReplicaStanding | undefined) {
  if (standing === undefined) return null;
  const { lagSeconds, fault, reads } = standing;
  return { lag_seconds: lagSeconds, fault, reads };
}

async function readDatabase(db: Database) {
  const { applied, pending } = await readMigrationStatus(db.options, { isMadeByUs: false });
  const { rows } = await asWorker(
    db,
    (trx) =>
      sql<{ version: string; size: number }>`select current_setting('server_version') as version,
        pg_database_size(current_database()) as size`.execute(trx),
    { pace: "online" },
  );
  const [row] = rows;
  return row && { ...row, migrations: { applied: applied.length, pending } };
}

function toSupplier({ since, checkedAt, ...state }: ReturnType<SupplierWatch["states"]>[number]) {
  return {
    ...state,
    since: new Date(since).toISOString(),
    checked_at: new Date(checkedAt).toISOString(),
  };
}
