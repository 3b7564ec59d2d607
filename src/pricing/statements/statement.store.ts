import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { MonthSpan } from "../calendar.ts";

/** What the calls of an agent at a provider add up to, of those with estimates in one currency. Sums are texts: they may outgrow a double. */
export interface StatementRow {
  provider: string;
  agent_id: string;
  agent_name: string | null;
  /** Null: without an estimate. */
  currency: string | null;
  calls: number;
  duration_ms: string;
  duration_unknown: number;
  estimated: number;
  estimate: string | null;
  no_price: number;
  reported: number;
  reported_micros: string | null;
  /** Calls with both in US dollars, and what these add up to. */
  compared: number;
  compared_estimate: string | null;
  compared_reported: string | null;
}

const isCompared = sql`currency = 'USD' and reported_micros is not null`;

/** The calls of a month by currency, provider and agent. Whoever is limited to some agents gets theirs. */
export async function readStatementRows(
  trx: Trx,
  scope: TenantScope,
  { from, to }: MonthSpan,
): Promise<StatementRow[]> {
  const { tenantId, agentIds } = scope;
  const isMeant = agentIds === undefined ? sql`true` : sql`agent_id = any(${[...agentIds]})`;
  const { rows } = await sql<StatementRow>`select provider, agent_id,
      (array_agg(agent_name order by happened_at desc, call_id) filter (where agent_name is not null))[1] as agent_name, currency,
      count(*)::int as calls, coalesce(sum(duration_ms), 0)::text as duration_ms,
      (count(*) filter (where duration_ms is null))::int as duration_unknown,
      count(estimate_micros)::int as estimated, sum(estimate_micros)::text as estimate,
      (count(*) filter (where state = 'no_price'))::int as no_price,
      count(reported_micros)::int as reported, sum(reported_micros)::text as reported_micros,
      (count(*) filter (where ${isCompared}))::int as compared,
      (sum(estimate_micros) filter (where ${isCompared}))::text as compared_estimate,
      (sum(reported_micros) filter (where ${isCompared}))::text as compared_reported
    from call_estimates
    where tenant_id = ${tenantId} and happened_at >= ${from} and happened_at < ${to} and ${isMeant}
    group by currency, provider, agent_id
    order by currency nulls last, agent_id, provider`.execute(trx);
  return rows;
}
