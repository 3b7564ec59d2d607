import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page } from "../store/index.ts";
import { listUsesOfCall, type UseRow } from "./use.store.ts";

export interface UseFilters {
  tool?: string | undefined;
  outcome?: UseRow["outcome"] | undefined;
  asked_after?: string | undefined;
  asked_before?: string | undefined;
}

interface ReportRow {
  tool: string;
  uses: number;
  answered: number;
  last_answer: number;
  fallback: number;
  refused: number;
  p50_ms: number | null;
  p95_ms: number | null;
}

export type UseService = ReturnType<typeof createUseService>;

const heardMax = 5;

/** What agents asked for, and what callers heard. */
export function createUseService({
  db,
  requireCall,
}: {
  db: Database;
  /** @throws ProblemError `call-not-found`. */
  requireCall: (scope: TenantScope, callId: string) => Promise<unknown>;
}) {
  return {
    /** One page, the latest first; one row more than asked. */
    list: (scope: TenantScope, filters: UseFilters, page: Page<{ at: string; id: string }>) =>
      inTenant(db, scope, (trx) => {
        const { tool, outcome, asked_after: after, asked_before: before } = filters;
        let query = trx
          .selectFrom("tool_uses")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .orderBy("asked_at", "desc")
          .orderBy("id")
          .limit(page.limit + 1);
        if (tool !== undefined) query = query.where("tool", "=", tool);
        if (outcome !== undefined) query = query.where("outcome", "=", outcome);
        if (after !== undefined) query = query.where("asked_at", ">", new Date(after));
        if (before !== undefined) query = query.where("asked_at", "<", new Date(before));
        if (page.cursor !== undefined) {
          const { at, id } = page.cursor;
          query = query.where(
            sql<boolean>`(asked_at < ${at}::timestamptz or (asked_at = ${at}::timestamptz and id > ${id}::uuid))`,
          );
        }
        return query.execute();
      }),

    async ofCall(scope: TenantScope, callId: string) {
      await requireCall(scope, callId);
      return inTenant(db, scope, (trx) => listUsesOfCall(trx, scope, callId));
    },

    /** What callers heard between two instants, tool by tool. */
    report: (scope: TenantScope, from: Date, until: Date) =>
      inTenant(
        db,
        scope,
        async (trx) => {
          const within = sql`tenant_id = ${scope.tenantId} and asked_at >= ${from} and asked_at < ${until}`;
          const { rows } = await sql<ReportRow>`select tool, count(*)::int as uses,
              count(*) filter (where outcome = 'answered')::int as answered,
              count(*) filter (where outcome = 'last_answer')::int as last_answer,
              count(*) filter (where outcome = 'fallback')::int as fallback,
              count(*) filter (where outcome = 'refused')::int as refused,
              percentile_cont(0.5) within group (order by duration_ms) as p50_ms,
              percentile_cont(0.95) within group (order by duration_ms) as p95_ms
            from tool_uses where ${within} group by tool order by fallback desc, uses desc, tool limit 200`.execute(
            trx,
          );
          const failures = await sql<{ tool: string; failure: string; count: number }>`select
              tool, failure, count(*)::int as count from tool_uses
            where ${within} and failure is not null group by 1, 2 order by 3 desc`.execute(trx);
          const heard = await sql<{ tool: string; text: string; count: number }>`select
              tool, result as text, count(*)::int as count from tool_uses
            where ${within} and outcome in ('fallback', 'last_answer') and result is not null
            group by 1, 2 order by 3 desc, 2 limit 1000`.execute(trx);
          return rows.map((row) => ({
            ...row,
            failures: Object.fromEntries(
              failures.rows
                .filter(({ tool }) => tool === row.tool)
                .map(({ failure, count }) => [failure, count]),
            ),
            heard: heard.rows
              .filter(({ tool }) => tool === row.tool)
              .slice(0, heardMax)
              .map(({ text, count }) => ({ text, count })),
          }));
        },
        { pace: "report" },
      ),
  };
}
