import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { later, type Trx } from "../../store/index.ts";

export const minuteMs = 60_000;

/** Turns of a tenant, or of one of its agents. */
export interface TurnCounts {
  readonly within_minute: number;
  /** When the first of them began. */
  readonly first_at: Date | null;
  readonly under_way: number;
}

export async function countTurns(
  trx: Trx,
  scope: TenantScope,
  { agentId, at }: { agentId: string; at: Date },
): Promise<TurnCounts> {
  const isRecent = sql`started_at > ${new Date(at.getTime() - minuteMs)}`;
  const { rows } =
    await sql<TurnCounts>`select count(*) filter (where ${isRecent})::int as within_minute,
      min(started_at) filter (where ${isRecent}) as first_at, count(*) filter (where until > ${at})::int as under_way
    from model_turns where tenant_id = ${scope.tenantId} and (${agentId} = '' or agent_id = ${agentId})`.execute(
      trx,
    );
  const [counts] = rows;
  if (counts === undefined) throw new Error("a count without a row");
  return counts;
}

/** Writes that a turn began, and forgets those that count no more. */
export async function insertTurn(
  trx: Trx,
  scope: TenantScope,
  turn: { lease: string; agentId: string; at: Date; until: Date },
): Promise<void> {
  const { tenantId } = scope;
  const { lease, agentId, at, until } = turn;
  await later(
    trx,
    sql`with gone as (delete from model_turns where tenant_id = ${tenantId}
      and until <= ${at} and started_at <= ${new Date(at.getTime() - minuteMs)})
    insert into model_turns (tenant_id, lease, agent_id, started_at, until)
    values (${tenantId}, ${lease}, ${agentId}, ${at}, ${until})`,
  );
}

/** A turn is over: the next may begin. Nothing for one of a tenant that limits no turns. */
export async function endTurn(
  trx: Trx,
  scope: TenantScope,
  { lease, at }: { lease: string; at: Date },
): Promise<void> {
  await later(
    trx,
    sql`update model_turns set until = ${at}
      where tenant_id = ${scope.tenantId} and lease = ${lease}::uuid`,
  );
}
