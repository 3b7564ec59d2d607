import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { type App, requireAccess, requireAgency } from "../../http/index.ts";
import type { Metrics } from "../../observe/index.ts";
import type { Database, ReplicaStanding } from "../../store/index.ts";
import { Health, type HealthPart, parts } from "./health.schema.ts";
import type { HealthReport } from "./health-report.ts";

const tags = ["Health"];
const State = z.object({ status: z.enum(["ok", "unavailable"]) });
const open = { access: "public", area: "health" } as const;

interface Needs {
  db: Database;
  metrics: Metrics;
  report: HealthReport;
  isOperator: (request: FastifyRequest) => boolean;
}

/** Probes, health and metrics. A probe never asks anybody outside: their trouble must not restart us. */
export function healthRoutes(app: App, needs: Needs): void {
  probeRoutes(app, needs);
  for (const path of ["/health", "/api/health"]) addHealth(app, needs, path);
  addHealthOfInstallation(app, needs);
  addMetrics(app, needs);
}

function probeRoutes(app: App, { report }: Needs): void {
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
      const isReady = await report.isReady();
      return reply.code(isReady ? 200 : 503).send({ status: isReady ? "ok" : "unavailable" });
    },
  );
}

function addHealth(app: App, { report, isOperator }: Needs, path: string): void {
  const schema = {
    tags,
    summary:
      "Health at a glance: 503 only when webhooks or turns fail; `?detailed&metrics&security&database&external` adds those parts on loopback or with METRICS_TOKEN",
    hide: path !== "/health",
    response: { 200: Health, 503: Health },
  };
  app.get(path, { config: open, schema }, async (request, reply) => {
    const asked = isOperator(request) ? askedFor(request.query) : new Set<HealthPart>();
    const health = await report.read(asked);
    return reply.code(health.status === "unhealthy" ? 503 : 200).send(health);
  });
}

/** A part is asked for by its name, with or without a value that says yes. */
function askedFor(query: unknown): Set<HealthPart> {
  const given = Object(query) as Record<string, unknown>;
  const isAsked = (part: HealthPart) =>
    Object.hasOwn(given, part) && !/^(?:false|0|no)$/i.test(String(given[part]));
  return new Set(parts.filter(isAsked));
}

function measureReplica(metrics: Metrics, standing: ReplicaStanding | undefined): void {
  if (standing === undefined) return;
  metrics.databaseReads.reset();
  for (const source of ["replica", "primary"] as const) {
    metrics.databaseReads.inc({ source }, standing.reads[source]);
  }
  if (standing.lagSeconds === null) metrics.replicaLag.remove();
  else metrics.replicaLag.set(standing.lagSeconds);
}

/** The same with a session or key, for the dashboard. */
function addHealthOfInstallation(app: App, { report }: Needs): void {
  app.get(
    "/api/v1/admin/health",
    {
      config: { access: "tenant", needs: "guard:read" },
      schema: {
        tags,
        operationId: "readHealth",
        summary: "Read the health of the installation, with every part",
        response: { 200: Health },
      },
    },
    (request) => {
      requireAgency(requireAccess(request));
      return report.read(new Set(parts));
    },
  );
}

function addMetrics(app: App, { db, metrics }: Needs): void {
  app.get(
    "/metrics",
    {
      config: { access: "operator", area: "health" },
      schema: { tags, summary: "Prometheus metrics, from loopback or with METRICS_TOKEN" },
    },
    async (_request, reply) => {
      const { active, max, waiting } = db.connections();
      metrics.databaseActive.set(active);
      metrics.databaseMax.set(max);
      metrics.databaseWaiting.set(waiting);
      measureReplica(metrics, db.replica?.standing());
      return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    },
  );
}
