import { sql } from "kysely";
import { type NewAuditEntry, recordAudit } from "../audit/index.ts";
import { ProblemError } from "../lib/problems.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Metrics } from "../observe/index.ts";
import { type Database, inTenant, type Trx } from "../store/index.ts";

/** A call of a shared connection and the tenant that an event of it named. */
export interface DecidedRoute {
  tenantId: string;
  connectionId: string;
  providerCallId: string;
}

/**
 * Keeps which tenants calls belong to, and tells of each call, by `connection/call`, which tenant that is: the first decision stands, whoever made it.
 */
export async function keepRoutes(
  trx: Trx,
  decided: readonly DecidedRoute[],
): Promise<Map<string, string>> {
  if (decided.length === 0) return new Map();
  const connections = decided.map((route) => route.connectionId);
  const calls = decided.map((route) => route.providerCallId);
  await sql`insert into call_routes (tenant_id, connection_id, provider_call_id)
    select * from unnest(${decided.map((route) => route.tenantId)}::text[], ${connections}::text[], ${calls}::text[])
    on conflict do nothing`.execute(trx);
  const { rows } = await sql<{
    tenant_id: string;
    connection_id: string;
    provider_call_id: string;
  }>`select tenant_id, connection_id, provider_call_id from call_routes
    where (connection_id, provider_call_id) in (select * from unnest(${connections}::text[], ${calls}::text[]))`.execute(
    trx,
  );
  return new Map(
    rows.map((row) => [`${row.connection_id}/${row.provider_call_id}`, row.tenant_id]),
  );
}

/** What a request of a shared connection names. */
export interface RouteQuestion {
  connectionId: string;
  provider: string;
  providerCallId: string | null;
  /** Forms of the number that was dialled, the most certain first. */
  numbers: readonly string[];
  agentId: string | null;
}

/** Whose call a request of a shared connection belongs to: the call's own earlier events decide, then the number, then the agent. Null when nothing is known. */
export async function findRoute(trx: Trx, question: RouteQuestion): Promise<string | null> {
  const { connectionId, provider, providerCallId, numbers, agentId } = question;
  const { rows } = await sql<{
    tenant_id: string | null;
  }>`select find_route(${connectionId}, ${provider}, ${providerCallId}, ${numbers}::text[], ${agentId}) as tenant_id`.execute(
    trx,
  );
  return rows[0]?.tenant_id ?? null;
}

const uniqueViolation = "23505";

/** Gives numbers and agents to tenants, so that calls of shared connections find them. */
export function createRoutingService({ db, metrics }: { db: Database; metrics: Metrics }) {
  const counted = async <T>(assignment: Promise<T>): Promise<T> => {
    try {
      const assigned = await assignment;
      metrics.phoneAssignments.inc({ outcome: "assigned" });
      return assigned;
    } catch (error) {
      const isTaken = error instanceof ProblemError && error.code === "number-taken";
      metrics.phoneAssignments.inc({ outcome: isTaken ? "taken" : "failed" });
      throw error;
    }
  };
  const audited = async <T>(
    scope: TenantScope,
    entry: NewAuditEntry,
    taken: "number-taken" | "agent-taken",
    work: (trx: Trx) => Promise<T>,
  ): Promise<T> => {
    try {
      return await inTenant(db, scope, async (trx) => {
        const result = await work(trx);
        await recordAudit(trx, scope, entry);
        return result;
      });
    } catch (error) {
      if ((error as { code?: string }).code !== uniqueViolation) throw error;
      throw new ProblemError(taken, "It belongs to a tenant already. Take it away there first.");
    }
  };

  return {
    listNumbers: (scope: TenantScope) =>
      inTenant(db, scope, (trx) =>
        trx
          .selectFrom("phone_numbers")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .orderBy("number")
          .execute(),
      ),
    addNumber: (scope: TenantScope, actor: string, number: string, label: string) =>
      counted(
        audited(
          scope,
          { actor, action: "phone_number.added", subject: "phone_number", payload: { number } },
          "number-taken",
          (trx) =>
            trx
              .insertInto("phone_numbers")
              .values({ tenant_id: scope.tenantId, number, label })
              .returningAll()
              .executeTakeFirstOrThrow(),
        ),
      ),
    removeNumber: (scope: TenantScope, actor: string, number: string) =>
      audited(
        scope,
        { actor, action: "phone_number.removed", subject: "phone_number", payload: { number } },
        "number-taken",
        async (trx) => {
          const gone = await trx
            .deleteFrom("phone_numbers")
            .where("tenant_id", "=", scope.tenantId)
            .where("number", "=", number)
            .executeTakeFirst();
          if (Number(gone.numDeletedRows) > 0) return;
          throw new ProblemError("not-found", "This tenant has no such number.");
        },
      ),
    listAgents: (scope: TenantScope) =>
      inTenant(db, scope, (trx) =>
        trx
          .selectFrom("agents")
          .selectAll()
          .where("tenant_id", "=", scope.tenantId)
          .orderBy("provider")
          .orderBy("agent_id")
          .execute(),
      ),
    addAgent: (
      scope: TenantScope,
      actor: string,
      agent: { provider: string; agentId: string; name: string },
    ) =>
      audited(
        scope,
        { actor, action: "agent.added", subject: `${agent.provider}/${agent.agentId}` },
        "agent-taken",
        (trx) =>
          trx
            .insertInto("agents")
            .values({
              tenant_id: scope.tenantId,
              provider: agent.provider,
              agent_id: agent.agentId,
              name: agent.name,
            })
            .returningAll()
            .executeTakeFirstOrThrow(),
      ),
    removeAgent: (scope: TenantScope, actor: string, provider: string, agentId: string) =>
      audited(
        scope,
        { actor, action: "agent.removed", subject: `${provider}/${agentId}` },
        "agent-taken",
        async (trx) => {
          const gone = await trx
            .deleteFrom("agents")
            .where("tenant_id", "=", scope.tenantId)
            .where("provider", "=", provider)
            .where("agent_id", "=", agentId)
            .executeTakeFirst();
          if (Number(gone.numDeletedRows) > 0) return;
          throw new ProblemError("not-found", "This tenant has no such agent.");
        },
      ),
  };
}
