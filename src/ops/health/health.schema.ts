import { z } from "zod";

const Status = z.enum(["healthy", "degraded", "unhealthy"]);

const HealthCheck = z
  .object({
    name: z.enum(["ingest", "turns", "queue", "disk", "memory", "replica", "suppliers"]),
    status: Status,
    message: z.string().nullable(),
  })
  .meta({ id: "HealthCheck" });

const SupplierHealth = z
  .object({
    name: z.string(),
    kind: z.enum(["provider", "model", "embedding", "vectors", "mail", "cache"]),
    status: z.enum(["up", "slow", "down"]),
    ms: z.number().nullable().describe("How long the answer took; null when none came."),
    since: z.iso.datetime().describe("Since when it is so."),
    checked_at: z.iso.datetime(),
  })
  .meta({ id: "SupplierHealth" });

const DatabaseHealth = z
  .object({
    engine: z.enum(["embedded", "server"]),
    version: z.string().nullable().describe("Null while the database does not answer."),
    migrations: z
      .object({ applied: z.number(), pending: z.array(z.string()) })
      .nullable()
      .describe("Null while the database does not answer."),
    size_bytes: z.number().nullable(),
    ingest_ms: z.number().nullable().describe("How long a question took; null: no answer."),
    queries_ms: z.number().nullable(),
    pool: z.object({ active: z.number(), max: z.number(), waiting: z.number() }),
    replica: z
      .object({
        lag_seconds: z.number().nullable().describe("Null while that is not known."),
        fault: z.string().nullable().describe("Why nothing is read from it."),
        reads: z.object({ replica: z.number(), primary: z.number() }),
      })
      .nullable()
      .describe("Null where none is set."),
  })
  .meta({ id: "DatabaseHealth" });

const ProcessFigures = z
  .object({
    uptime_seconds: z.number(),
    requests: z.number().describe("Answered since the start."),
    server_errors: z.number().describe("Of them, with a status of 500 or more."),
    connections: z.number(),
    event_loop_delay_ms: z.object({ mean: z.number(), max: z.number() }),
    memory: z.object({ rss_bytes: z.number(), heap_bytes: z.number(), share: z.number() }),
    cache: z.object({ hits: z.number(), misses: z.number() }),
  })
  .meta({ id: "ProcessFigures" });

const SecurityFigures = z
  .object({
    blocked: z.number().describe("Requests from blocked addresses since the start."),
    rate_limited: z.number(),
    suspicious: z.number(),
    signature_alarms: z
      .number()
      .describe("Times that a delivery was refused after verified ones, since the start."),
    webhooks_rejected: z.number(),
  })
  .meta({ id: "SecurityFigures" });

const HealthDetails = z
  .looseObject({
    queue: z.object({ depth: z.number(), oldest_seconds: z.number() }),
    dead_letters: z.number(),
    calls_active: z.number(),
    disk_free_bytes: z.number().nullable(),
  })
  .meta({ id: "HealthDetails" });
export type HealthDetails = z.infer<typeof HealthDetails>;

/** What health tells; everything after the version only to the operator who asks for it. */
export const Health = z
  .object({
    status: Status,
    timestamp: z.string(),
    version: z.string(),
    checks: z.array(HealthCheck).optional(),
    details: HealthDetails.optional(),
    metrics: ProcessFigures.optional(),
    security: SecurityFigures.optional(),
    database: DatabaseHealth.optional(),
    external: z.array(SupplierHealth).optional(),
  })
  .meta({ id: "Health" });
export type Health = z.infer<typeof Health>;
export type HealthStatus = z.infer<typeof Status>;
export type HealthCheck = z.infer<typeof HealthCheck>;

/** What can be asked for. */
export const parts = ["detailed", "metrics", "security", "database", "external"] as const;
export type HealthPart = (typeof parts)[number];
