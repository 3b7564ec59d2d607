import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Tables, Trx } from "../store/index.ts";

export type TargetKind = "subscription" | "relay";
export type TargetRow = Omit<
  Tables["outgoing_targets"],
  "tenant_id" | "kind" | "is_enabled" | "created_by"
> & { is_enabled: boolean };

const shown = [
  "id",
  "url",
  "name",
  "event_types",
  "agent_ids",
  "connection_id",
  "is_enabled",
  "disabled_at",
  "disabled_reason",
  "failing_since",
  "created_at",
] as const;

/** The targets of a kind. */
export function listTargets(trx: Trx, scope: TenantScope, kind: TargetKind): Promise<TargetRow[]> {
  return trx
    .selectFrom("outgoing_targets")
    .select(shown)
    .where("tenant_id", "=", scope.tenantId)
    .where("kind", "=", kind)
    .orderBy("created_at")
    .orderBy("id")
    .execute();
}

/** One target, locked until the transaction ends: of what is decided about it, one thing happens after the other. */
export function lockTarget(trx: Trx, scope: TenantScope, kind: TargetKind, id: string) {
  return trx
    .selectFrom("outgoing_targets")
    .select(shown)
    .where("tenant_id", "=", scope.tenantId)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** How many targets there are. Nobody adds another until the transaction ends. */
export async function countTargets(trx: Trx, scope: TenantScope): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`outgoing/${scope.tenantId}`}, 0))`.execute(
    trx,
  );
  const { count } = await trx
    .selectFrom("outgoing_targets")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertTarget(
  trx: Trx,
  scope: TenantScope,
  target: Pick<TargetRow, "id" | "url" | "name" | "created_at"> &
    Partial<Pick<TargetRow, "event_types" | "agent_ids" | "connection_id">> & {
      kind: TargetKind;
      created_by: string;
    },
): Promise<void> {
  await trx
    .insertInto("outgoing_targets")
    .values({ tenant_id: scope.tenantId, ...target })
    .execute();
}

export async function updateTarget(
  trx: Trx,
  scope: TenantScope,
  id: string,
  change: Partial<Omit<TargetRow, "id" | "created_at" | "connection_id">>,
): Promise<void> {
  await trx
    .updateTable("outgoing_targets")
    .set(change)
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}

/** Removes a target with its secrets and everything that was to be sent to it. */
export async function deleteTarget(
  trx: Trx,
  scope: TenantScope,
  kind: TargetKind,
  id: string,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("outgoing_targets")
    .where("tenant_id", "=", scope.tenantId)
    .where("kind", "=", kind)
    .where("id", "=", id)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** How sending to a target went. */
export interface Success {
  pending: number;
  delivered: number;
  failed: number;
}

/** How sending went since an instant, by target. */
export async function successOf(
  trx: Trx,
  scope: TenantScope,
  since: Date,
): Promise<Map<string, Success>> {
  const { rows } = await sql<
    Success & { target_id: string }
  >`select target_id, sum(pending)::int as pending,
      sum(delivered)::int as delivered, sum(failed)::int as failed from (
        select target_id, count(*) as pending, 0 as delivered, 0 as failed from outgoing_deliveries
          where tenant_id = ${scope.tenantId} and status = 'pending' group by 1
        union all
        select target_id, 0, count(*) filter (where status = 'delivered'), count(*) filter (where status <> 'delivered')
          from outgoing_deliveries where tenant_id = ${scope.tenantId} and last_tried_at > ${since} group by 1) t
    group by 1`.execute(trx);
  return new Map(rows.map(({ target_id: id, ...success }) => [id, success]));
}
