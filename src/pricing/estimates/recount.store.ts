import { sql } from "kysely";
import { happenedAt } from "../../analytics/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";

/**
 * Makes whoever else changes prices, or estimates calls again, wait until the transaction ends. Goes before {@link holdPrices}: whoever estimates a batch holds this row,
 * and must not wait for folds that wait for us.
 */
export async function lockEstimates(trx: Trx, scope: TenantScope): Promise<void> {
  // Who has no row yet has calls that were never estimated.
  await sql`insert into estimate_recounts as r (tenant_id) values (${scope.tenantId})
    on conflict (tenant_id) do update set after_id = r.after_id`.execute(trx);
}

/** Has calls that happened from an instant on estimated again. */
export async function markEstimates(trx: Trx, scope: TenantScope, fromAt: Date): Promise<void> {
  await sql`update estimate_recounts set from_at = least(from_at, ${fromAt}::timestamptz), after_id = '', claimed_until = null
    where tenant_id = ${scope.tenantId}`.execute(trx);
}

const lockName = (scope: TenantScope) => sql`hashtextextended(${`pricing/${scope.tenantId}`}, 0)`;

/** Waits for everybody who estimates calls by the present prices, and has others wait until the transaction ends. So no call keeps an estimate by former prices. */
export async function holdPrices(trx: Trx, scope: TenantScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockName(scope)})`.execute(trx);
}

/** Has whoever changes prices wait until the transaction ends. */
export async function sharePrices(trx: Trx, scope: TenantScope): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockName(scope)})`.execute(trx);
}

/** Where the estimating of a tenant's calls stands; nobody else goes on with it meanwhile. */
export async function lockRecount(trx: Trx, scope: TenantScope) {
  const { rows } = await sql<{
    from_at: string;
    after_id: string;
  }>`select from_at::text as from_at, after_id from estimate_recounts
    where tenant_id = ${scope.tenantId} and from_at is not null for update`.execute(trx);
  return rows[0];
}

/** The next calls to estimate, in the order of when they happened. */
export async function nextCalls(
  trx: Trx,
  scope: TenantScope,
  of: { fromAt: string; afterId: string; limit: number },
): Promise<Array<{ id: string; at: string }>> {
  const { rows } = await sql<{
    id: string;
    at: string;
  }>`select c.id, ${happenedAt}::text as at from calls c
    where c.tenant_id = ${scope.tenantId} and ${happenedAt} >= ${of.fromAt}::timestamptz
      and (${happenedAt}, c.id) > (${of.fromAt}::timestamptz, ${of.afterId})
    order by ${happenedAt}, c.id limit ${of.limit}`.execute(trx);
  return rows;
}

/** Goes on behind a call, or is through. */
export async function moveRecount(
  trx: Trx,
  scope: TenantScope,
  last: { id: string; at: string } | undefined,
): Promise<void> {
  await sql`update estimate_recounts set from_at = ${last?.at ?? null}::timestamptz, after_id = ${last?.id ?? ""}, claimed_until = null
    where tenant_id = ${scope.tenantId}`.execute(trx);
}

/** Whether calls wait to be estimated again. */
export async function isRecounting(trx: Trx, scope: TenantScope): Promise<boolean> {
  const row = await trx
    .selectFrom("estimate_recounts")
    .select("from_at")
    .where("tenant_id", "=", scope.tenantId)
    .executeTakeFirst();
  return row === undefined || row.from_at !== null;
}
