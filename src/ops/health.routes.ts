import type { FastifyRequest } from "fastify";
import { sql } from "kysely";
import { z } from "zod";
import type { App } from "../http/index.ts";
import type { Metrics } from "../observe/index.ts";
import { asWorker, type Database } from "../store/index.ts";

const tags = ["Health"];
const State = z.object({ status: z.enum(["ok", "unavailable"]) });
const probeTimeoutMs = 2_000;

interface Needs {
  db: Database;
  metrics: Metrics;
  version: string;
  isDraining: () => boolean;
  isDiskFull: () => boolean;
  details: () => Record<string, unknown>;
  isOperator: (request: FastifyRequest) => boolean;
}

/** Probes, health and metrics. A probe never asks anybody outside: their trouble must not restart us. */
export function healthRoutes(app: App, needs: Needs): void {
  const open = { access: "public", area: "health" } as const;
  app.get(
    "/health/live",
    { config: open, schema: { tags, summary: "The process turns", response: { 200: State } } },
    async () => ({ status: "ok" as const }),
  );
  app.get(
    "/health/ready",
    {
      config: open,
      schema: {
        tags,
        summary: "Traffic may come: the database answers and we are not stopping",
        response: { 200: State, 503: State },
      },
    },
    async (_request, reply) => {
      const isReady = !needs.isDraining() && (await databaseAnswers(needs.db));
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ok" : "unavailable" });
    },
  );
  for (const path of ["/health", "/api/health"]) addHealth(app, needs, path);
  app.get(
    "/metrics",
    {
      config: { access: "operator", area: "health" },
      schema: { tags, summary: "Prometheus metrics, from loopback or with METRICS_TOKEN" },
    },
    async (_request, reply) => {
      const { active, max, waiting } = needs.db.connections();
      needs.metrics.databaseActive.set(active);
      needs.metrics.databaseMax.set(max);
      needs.metrics.databaseWaiting.set(waiting);
      return reply
        .type(needs.metrics.registry.contentType)
        .send(await needs.metrics.registry.metrics());
    },
  );
}

const Health = z.object({
  status: z.enum(["healthy", "degraded", "unhealthy"]),
  timestamp: z.string(),
  version: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
const asksForDetails = ["detailed", "metrics", "security", "database", "external"];

function addHealth(app: App, needs: Needs, path: string): void {
  const schema = {
    tags,
    summary: "Health at a glance; `?detailed` adds figures on loopback or with METRICS_TOKEN",
    hide: path !== "/health",
    response: { 200: Health, 503: Health },
  };
  app.get(
    path,
    { config: { access: "public", area: "health" }, schema },
    async (request, reply) => {
      const isHealthy = await databaseAnswers(needs.db);
      const status = !isHealthy ? "unhealthy" : needs.isDiskFull() ? "degraded" : "healthy";
      return reply.code(isHealthy ? 200 : 503).send({
        status,
        timestamp: new Date().toISOString(),
        version: needs.version,
        ...(wantsDetails(request.query) && needs.isOperator(request)
          ? { details: needs.details() }
          : {}),
      });
    },
  );
}

function wantsDetails(query: unknown): boolean {
  return asksForDetails.some((name) => Object.hasOwn(Object(query), name));
}

async function databaseAnswers(db: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), probeTimeoutMs);
  });
  const answer = asWorker(db, (trx) => sql`select 1`.execute(trx), { pace: "online" }).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
