import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Trx } from "../store/index.ts";

/** A message that is to be sent now. */
export interface DueDelivery {
  tenant_id: string;
  id: string;
  target_id: string;
  event_type: string;
  call_id: string | null;
  event_id: string | null;
  alert_id: string | null;
  occurred_at: Date;
  attempts: number;
  queued_at: Date;
  kind: "subscription" | "relay";
  url: string;
  /** Whether the target failed when it was last asked. */
  is_failing: boolean;
}

/**
 * Takes due messages for this process and puts each off by a lease: should the process die, it is due again when the lease ends.
 *
 * Targets that work go first. Of each target no more is taken than its share, which is one for a target that fails: a backlog of thousands costs one look at the index.
 */
export async function claimDeliveries(
  trx: Trx,
  options: {
    now: Date;
    leaseEnd: Date;
    limit: number;
    /** How many may be taken for targets that fail. */
    failingMax: number;
    perTargetMax: number;
    /** How many of each target this process has under way. */
    underWay: ReadonlyMap<string, number>;
  },
): Promise<DueDelivery[]> {
  const { now, leaseEnd, limit, failingMax, perTargetMax, underWay } = options;
  const { rows } = await sql<DueDelivery>`with due as (
      select d.tenant_id, d.id, d.next_try_at, t.kind, t.url, t.failing_since is not null as is_failing
      from outgoing_targets t
      left join unnest(${[...underWay.keys()]}::text[], ${[...underWay.values()]}::int[]) as u (target_id, count)
        on u.target_id = t.id
      cross join lateral (select tenant_id, id, next_try_at from outgoing_deliveries
        where tenant_id = t.tenant_id and target_id = t.id and status = 'pending' and next_try_at <= ${now}
        order by next_try_at
        limit greatest(0, case when t.failing_since is null then ${perTargetMax}::int else 1 end - coalesce(u.count, 0))
        for update skip locked) d
      where t.is_enabled
    ), ranked as (
      select *, row_number() over (partition by is_failing order by next_try_at, id) as place from due
    ), chosen as (
      select * from ranked where not is_failing or place <= ${failingMax} order by is_failing, next_try_at limit ${limit}
    )
    update outgoing_deliveries d set next_try_at = ${leaseEnd} from chosen c
    where d.tenant_id = c.tenant_id and d.id = c.id
    returning d.tenant_id, d.id, d.target_id, d.event_type, d.call_id, d.event_id, d.alert_id, d.occurred_at, d.attempts,
      d.queued_at, c.kind, c.url, c.is_failing`.execute(trx);
  return rows;
}

/** How one try went. */
export interface TryResult {
  at: Date;
  /** What the receiver answered; null when it did not. */
  httpStatus: number | null;
  /** Null for a success. */
  error: string | null;
  durationMs: number;
}

/** Notes a try. Without a next one a failed message is given up. Somebody may have removed it meanwhile. */
export async function noteTry(
  trx: Trx,
  scope: TenantScope,
  deliveryId: string,
  result: TryResult & { nextTryAt: Date | null },
): Promise<void> {
  const { at, httpStatus, error, durationMs, nextTryAt } = result;
  await trx
    .updateTable("outgoing_deliveries")
    .set({
      status: error === null ? "delivered" : nextTryAt === null ? "failed" : "pending",
      attempts: sql`attempts + 1`,
      ...(nextTryAt === null ? {} : { next_try_at: nextTryAt }),
      last_tried_at: at,
      last_status: httpStatus,
      last_error: error,
      last_duration_ms: durationMs,
    })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", deliveryId)
    .execute();
}

/** Notes that a target works again. */
export async function noteWorking(trx: Trx, scope: TenantScope, targetId: string): Promise<void> {
  await trx
    .updateTable("outgoing_targets")
    .set({ failing_since: null })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", targetId)
    .where("failing_since", "is not", null)
    .execute();
}

/** Notes a failure of a target. Returns since when everything has failed; nothing when it is gone or disabled. */
export async function noteFailing(
  trx: Trx,
  scope: TenantScope,
  targetId: string,
  at: Date,
): Promise<Date | undefined> {
  const target = await trx
    .selectFrom("outgoing_targets")
    .select("failing_since")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", targetId)
    .where("is_enabled", "=", true)
    .executeTakeFirst();
  if (target === undefined || target.failing_since !== null) {
    return target?.failing_since ?? undefined;
  }
  await trx
    .updateTable("outgoing_targets")
    .set({ failing_since: sql`coalesce(failing_since, ${at})` })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", targetId)
    .execute();
  return at;
}

/** Stops sending to a target. Returns whether it was enabled until now. */
export async function disableTarget(
  trx: Trx,
  scope: TenantScope,
  targetId: string,
  reason: "gone" | "failing",
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("outgoing_targets")
    .set({ is_enabled: false, disabled_at: at, disabled_reason: reason })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", targetId)
    .where("is_enabled", "=", true)
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}
