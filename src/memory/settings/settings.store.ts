import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { MemoryChoices } from "./choices.ts";

export async function readChoices(
  trx: Trx,
  scope: TenantScope,
): Promise<MemoryChoices & { hasDecided: boolean }> {
  const { tenantId } = scope;
  const tenant = await trx
    .selectFrom("mem_settings")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  const agents = await trx
    .selectFrom("mem_agent_settings")
    .select(["agent_id", "remembers_calls", "decided_by", "decided_at"])
    .where("tenant_id", "=", tenantId)
    .orderBy("agent_id")
    .execute();
  return {
    remembersCalls: tenant?.remembers_calls ?? false,
    sharesAcrossAgents: tenant?.shares_across_agents ?? false,
    decidedBy: tenant?.decided_by ?? null,
    decidedAt: tenant?.decided_at ?? null,
    agents,
    hasDecided: tenant !== undefined || agents.length > 0,
  };
}

/** Writes the tenant's choice with who made it. */
export async function writeChoice(
  trx: Trx,
  scope: TenantScope,
  choice: { remembersCalls: boolean; sharesAcrossAgents: boolean; actor: string; at: Date },
): Promise<void> {
  const { tenantId } = scope;
  const { remembersCalls, sharesAcrossAgents, actor, at } = choice;
  await sql`insert into mem_settings (tenant_id, remembers_calls, shares_across_agents, decided_by, decided_at)
    values (${tenantId}, ${remembersCalls}, ${sharesAcrossAgents}, ${actor}, ${at})
    on conflict (tenant_id) do update set remembers_calls = excluded.remembers_calls,
      shares_across_agents = excluded.shares_across_agents, decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(
    trx,
  );
}

/** Writes what is otherwise for some agents; with null, it is again as for the others. */
export async function writeAgentChoices(
  trx: Trx,
  scope: TenantScope,
  choices: ReadonlyArray<{ agent_id: string; remembers_calls: boolean | null }>,
  by: { actor: string; at: Date },
): Promise<void> {
  const { tenantId } = scope;
  const asOthers = choices.filter((one) => one.remembers_calls === null);
  await sql`delete from mem_agent_settings where tenant_id = ${tenantId}
    and agent_id = any(${asOthers.map(({ agent_id }) => agent_id)})`.execute(trx);
  const own = choices.filter((one) => one.remembers_calls !== null);
  await sql`insert into mem_agent_settings (tenant_id, agent_id, remembers_calls, decided_by, decided_at)
    select ${tenantId}, r.agent_id, r.remembers_calls, ${by.actor}, ${by.at}
    from jsonb_to_recordset(${JSON.stringify(own)}::jsonb) as r (agent_id text, remembers_calls boolean) order by 2
    on conflict (tenant_id, agent_id) do update set remembers_calls = excluded.remembers_calls,
      decided_by = excluded.decided_by, decided_at = excluded.decided_at`.execute(trx);
}
