import { sql } from "kysely";
import { happenedAt } from "../../analytics/index.ts";
import type { Disposition, ModelUse } from "../../lib/call.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { Estimate, EstimatePart } from "./estimate.ts";

/** A call that is over, with what prices go by. */
export interface OverCall {
  id: string;
  provider: string;
  agent_id: string;
  agent_name: string | null;
  disposition: Disposition | null;
  /** Text: what the driver makes of an instant is less exact than the database. */
  happened_at: string;
  happened_ms: number;
  started_at: Date | null;
  duration_ms: number | null;
  cost_micros: number | null;
  models: ModelUse[] | null;
  characters: number | null;
}

/** Those of the calls that are over. */
export async function readOverCalls(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<OverCall[]> {
  const { rows } =
    await sql<OverCall>`select c.id, c.provider, left(coalesce(c.agent_id, ''), 255) as agent_id, c.agent_name, c.disposition,
      ${happenedAt}::text as happened_at, floor(extract(epoch from ${happenedAt}) * 1000)::bigint as happened_ms,
      c.started_at, c.duration_ms, c.cost_micros, c.facts -> 'models' as models,
      (jsonb_path_query_first(c.facts, 'lax $.metrics.tts_characters ? (@.type() == "number")'))::float8 as characters
    from calls c where c.tenant_id = ${scope.tenantId} and c.id = any(${[...ids]})
      and c.lifecycle in ('ended', 'failed', 'analyzed')`.execute(trx);
  return rows;
}

/** What is kept of a call. */
export interface EstimatedCall {
  readonly call: OverCall;
  readonly durationMs: number | null;
  readonly estimate: Estimate;
}

/** Writes what calls should have cost, in the place of what was written before. */
export async function writeEstimates(
  trx: Trx,
  scope: TenantScope,
  estimated: readonly EstimatedCall[],
): Promise<void> {
  const rows = estimated.map(({ call, durationMs, estimate }) => ({
    ...{ call_id: call.id, provider: call.provider, agent_id: call.agent_id },
    ...{ agent_name: call.agent_name, happened_at: call.happened_at, duration_ms: durationMs },
    ...{ reported_micros: call.cost_micros, state: estimate.state, currency: estimate.currency },
    ...{ estimate_micros: estimate.micros, parts: estimate.parts },
  }));
  await sql`insert into call_estimates as e (tenant_id, call_id, provider, agent_id, agent_name, happened_at, duration_ms, reported_micros,
      state, currency, estimate_micros, parts)
    select ${scope.tenantId}, call_id, provider, agent_id, agent_name, happened_at, duration_ms, reported_micros,
      state, currency, estimate_micros, parts
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (call_id text, provider text, agent_id text, agent_name text,
      happened_at timestamptz, duration_ms bigint, reported_micros bigint, state text, currency text, estimate_micros bigint, parts jsonb)
    order by call_id
    on conflict (tenant_id, call_id) do update set provider = excluded.provider, agent_id = excluded.agent_id,
      agent_name = excluded.agent_name, happened_at = excluded.happened_at, duration_ms = excluded.duration_ms,
      reported_micros = excluded.reported_micros, state = excluded.state, currency = excluded.currency,
      estimate_micros = excluded.estimate_micros, parts = excluded.parts
    where not e.is_frozen`.execute(trx);
}

/** Forgets what calls should have cost that are no more, or not over after all. */
export async function deleteEstimates(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<void> {
  await sql`delete from call_estimates where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]}) and not is_frozen`.execute(
    trx,
  );
}

/** Forgets what calls cost that somebody wants gone, also what was kept for good. */
export async function eraseEstimates(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<void> {
  await sql`delete from call_estimates where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})`.execute(
    trx,
  );
}

/** Keeps what calls cost that go by their age: an event that comes later knows less of them. */
export async function freezeEstimates(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<void> {
  await sql`update call_estimates set is_frozen = true where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})`.execute(
    trx,
  );
}

/** What a call should have cost and what its provider says. */
export interface KeptEstimate {
  call_id: string;
  state: Estimate["state"];
  currency: string | null;
  estimate_micros: number | null;
  reported_micros: number | null;
  parts: EstimatePart[];
}

export async function findEstimates(
  trx: Trx,
  scope: TenantScope,
  ids: readonly string[],
): Promise<KeptEstimate[]> {
  const { rows } =
    await sql<KeptEstimate>`select call_id, state, currency, estimate_micros, reported_micros, parts
    from call_estimates where tenant_id = ${scope.tenantId} and call_id = any(${[...ids]})`.execute(
      trx,
    );
  return rows;
}
