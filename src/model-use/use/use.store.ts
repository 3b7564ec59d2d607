import { type RawBuilder, sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { later, type Trx } from "../../store/index.ts";
import { type Counted, counters } from "./counted.ts";

const columns = sql.raw(counters.join(", "));
const added = (table: string) =>
  sql.raw(counters.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(", "));
const sums = sql.raw(
  counters.map((name) => `coalesce(sum(${name}), 0)::float8 as ${name}`).join(", "),
);

/** Adds to what a day and a session used, and ends the turn. A session that is not there, or was forgotten, is left out. */
export async function addUse(
  trx: Trx,
  scope: TenantScope,
  of: {
    day: string;
    agentId: string | null;
    sessionId: string | null;
    lease: string | null;
    models: ReadonlyArray<Counted & { model: string }>;
    at: Date;
  },
): Promise<void> {
  const { tenantId } = scope;
  const { day, agentId, sessionId, lease, models, at } = of;
  // In the order of models: whoever adds at the same time takes the rows in the same order.
  await later(
    trx,
    sql`with used as (
      select * from jsonb_to_recordset(${JSON.stringify(models)}::jsonb) as u (model text, requests int, input_tokens bigint,
        cached_input_tokens bigint, output_tokens bigint, cost_micros bigint, unpriced_requests int, estimated_requests int,
        fallback_requests int, degraded_requests int, embedding_requests int, embedding_tokens bigint) order by model),
    days as (insert into model_use_days as d (tenant_id, day, agent_id, model, ${columns})
      select ${tenantId}, ${day}::date, ${agentId ?? ""}, model, ${columns} from used
      on conflict (tenant_id, day, agent_id, model) do update set ${added("d")}),
    over as (update model_turns set until = ${at} where tenant_id = ${tenantId} and lease = ${lease}::uuid)
    insert into model_use as s (tenant_id, session_id, model, ${columns}, first_at, last_at)
    select ${tenantId}, ${sessionId}, model, ${columns}, ${at}, ${at} from used
      where exists (select from mem_sessions where tenant_id = ${tenantId} and id = ${sessionId})
    on conflict (tenant_id, session_id, model) do update set ${added("s")}, last_at = excluded.last_at`,
  );
}

/** Whether a session was answered first since an instant. */
export async function isUnderWay(
  trx: Trx,
  scope: TenantScope,
  { sessionId, since }: { sessionId: string; since: Date },
): Promise<boolean> {
  const row = await trx
    .selectFrom("model_use")
    .select("model")
    .where("tenant_id", "=", scope.tenantId)
    .where("session_id", "=", sessionId)
    .where("first_at", ">", since)
    .executeTakeFirst();
  return row !== undefined;
}

/** What one session used, or all of a tenant's turns that are counted. */
export function sumUse(
  trx: Trx,
  scope: TenantScope,
  sessionId: string | undefined,
): Promise<Counted> {
  const { tenantId } = scope;
  const place =
    sessionId === undefined
      ? sql`model_use_days where tenant_id = ${tenantId}`
      : sql`model_use where tenant_id = ${tenantId} and session_id = ${sessionId}`;
  return oneSum(trx, place);
}

interface Span {
  from: string;
  to: string;
  agentId: string | undefined;
}

const spanOf = ({ tenantId }: TenantScope, { from, to, agentId }: Span) =>
  sql`model_use_days where tenant_id = ${tenantId} and day between ${from}::date and ${to}::date
    and ${agentId === undefined ? sql`true` : sql`agent_id = ${agentId}`}`;

/** What was used from one day to another. */
export const sumDays = (trx: Trx, scope: TenantScope, span: Span) =>
  oneSum(trx, spanOf(scope, span));

const keys = {
  day: { key: sql`to_char(day, 'YYYY-MM-DD')`, order: sql`1` },
  agent: { key: sql`agent_id`, order: sql`sum(cost_micros) desc, sum(requests) desc, 1` },
  model: { key: sql`model`, order: sql`sum(cost_micros) desc, sum(requests) desc, 1` },
};
/** More than the days that can be asked for; agents are named by clients. */
const keysMax = { day: 1_000, agent: 200, model: 200 };

/** The same by day, agent or model. */
export async function listUse(
  trx: Trx,
  scope: TenantScope,
  span: Span & { by: keyof typeof keys },
): Promise<Array<Counted & { key: string }>> {
  const { key, order } = keys[span.by];
  const { rows } = await sql<Counted & { key: string }>`select ${key} as key, ${sums}
    from ${spanOf(scope, span)} group by 1 order by ${order} limit ${keysMax[span.by]}`.execute(
    trx,
  );
  return rows;
}

async function oneSum(trx: Trx, from: RawBuilder<unknown>): Promise<Counted> {
  const { rows } = await sql<Counted>`select ${sums} from ${from}`.execute(trx);
  const [sum] = rows;
  if (sum === undefined) throw new Error("a sum without a row");
  return sum;
}
