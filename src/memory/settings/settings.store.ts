import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { MemoryChoices } from "./choices.ts";

/** A tenant's choice beside one of its agents'; null where nothing was decided. */
interface ChoiceRow {
  remembers_calls: boolean | null;
  shares_across_agents: boolean | null;
  decided_by: string | null;
  decided_at: Date | null;
  agent: (Omit<MemoryChoices["agents"][number], "decided_at"> & { decided_at: string }) | null;
}

/** One statement. */
export async function readChoices(
  trx: Trx,
  scope: TenantScope,
): Promise<MemoryChoices & { hasDecided: boolean }> {
  const { tenantId } = scope;
  const { rows } =
    await sql<ChoiceRow>`select s.remembers_calls, s.shares_across_agents, s.decided_by, s.decided_at,
      case when a.agent_id is not null then to_jsonb(a) - 'tenant_id' end as agent
    from (values (1)) one
    left join mem_settings s on s.tenant_id = ${tenantId}
    left join mem_agent_settings a on a.tenant_id = ${tenantId}
    order by a.agent_id`.execute(trx);
  const [tenant] = rows;
  const agents = rows.flatMap(({ agent }) =>
    agent === null ? [] : [{ ...agent, decided_at: new Date(agent.decided_at) }],
  );
  return {
    remembersCalls: tenant?.remembers_calls ?? false,
    sharesAcrossAgents: tenant?.shares_across_agents ?? false,
    decidedBy: tenant?.decided_by ?? null,
    decidedAt: tenant?.decided_at ?? null,
    agents,
    hasDecided: agents.length > 0 || (tenant?.decided_at ?? null) !== null,
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
