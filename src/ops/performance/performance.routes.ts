import { sql } from "kysely";
import { z } from "zod";
import { recordAudit } from "../../audit/index.ts";
import { type App, requireAccess, requireAgency } from "../../http/index.ts";
import { asWorker, type Database, inTenant } from "../../store/index.ts";
import {
  Cleanup,
  HoursQuery,
  PerformanceBottlenecks,
  PerformanceMetrics,
} from "./performance.schema.ts";
import type { PerformanceLog } from "./performance-log.ts";

const tags = ["Operation"];
const reading = { access: "tenant", needs: "guard:read" } as const;

/** How the installation performed, for its own people; the same functions as for whoever asks in SQL. */
export function performanceRoutes(app: App, needs: { db: Database; log: PerformanceLog }): void {
  const { db, log } = needs;
  app.get(
    "/api/v1/admin/performance",
    {
      config: reading,
      schema: {
        tags,
        operationId: "readPerformance",
        summary: "Read how fast the last hours were",
        querystring: HoursQuery,
        response: { 200: PerformanceMetrics },
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      await log.write();
      return PerformanceMetrics.parse(
        await ask(db, sql`get_performance_metrics(${request.query.hours}::int)`),
      );
    },
  );
  app.get(
    "/api/v1/admin/bottlenecks",
    {
      config: reading,
      schema: {
        tags,
        operationId: "readBottlenecks",
        summary: "Read what made the last hours slow",
        querystring: HoursQuery,
        response: { 200: PerformanceBottlenecks },
      },
    },
    async (request) => {
      requireAgency(requireAccess(request));
      await log.write();
      return PerformanceBottlenecks.parse(
        await ask(db, sql`get_performance_bottlenecks(${request.query.hours}::int)`),
      );
    },
  );
  app.post(
    "/api/v1/admin/performance/cleanup",
    {
      config: { access: "tenant", needs: "guard:write" },
      schema: {
        tags,
        operationId: "cleanUpPerformance",
        summary: "Forget performance figures that are older than some days",
        body: Cleanup,
        response: { 200: z.object({ deleted: z.number().int() }) },
      },
    },
    async (request) => {
      const access = requireAccess(request);
      requireAgency(access);
      const { days } = request.body;
      const deleted = Number(await ask(db, sql`cleanup_performance_data(${days}::int)`));
      await inTenant(db, access.scope, (trx) =>
        recordAudit(trx, access.scope, {
          actor: access.actor,
          action: "performance.cleaned_up",
          subject: "performance",
          payload: { days, deleted },
        }),
      );
      return { deleted };
    },
  );
}

async function ask(db: Database, call: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await asWorker(db, (trx) =>
    sql<{ answer: unknown }>`select ${call} as answer`.execute(trx),
  );
  return rows[0]?.answer;
}
