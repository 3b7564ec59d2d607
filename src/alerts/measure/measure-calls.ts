import { sql } from "kysely";
import { uuidV7Floor } from "../../lib/ids.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import type { Measurement } from "../evaluate/judge.ts";

/** From when on things count, by our own clock: what a provider says of its times may be of 1970 or 2100. */
export interface Since {
  readonly at: Date;
}

/** The subject of what is of the whole tenant, or the whole installation. */
export const whole = { subject: "all", name: "" } as const;

const ratio = (part: number, of: number): Pick<Measurement, "value" | "sample"> => ({
  value: of === 0 ? null : part / of,
  sample: of,
});

/** How calls ended that we first heard of since then, each telephone call once. What was fetched later says nothing of now. */
async function outcomes(trx: Trx, scope: TenantScope, { at }: Since) {
  const { rows } = await sql<{
    provider: string;
    over: number;
    success: number;
    known: number;
    errors: number;
    provider_errors: number;
  }>`select provider, count(*)::int as over,
      count(*) filter (where status = 'success')::int as success,
      count(*) filter (where status in ('success', 'failure', 'partial', 'error'))::int as known,
      count(*) filter (where status = 'error')::int as errors,
      count(*) filter (where failure_class in ('provider', 'pipeline'))::int as provider_errors
    from calls
    where tenant_id = ${scope.tenantId} and first_seen_at >= ${at} and counted_at is not null
      and captured_by in ('webhook', 'poll')
    group by provider`.execute(trx);
  return rows;
}

type Outcome = Awaited<ReturnType<typeof outcomes>>[number];
type Figure = Exclude<keyof Outcome, "provider">;

const sum = (rows: readonly Outcome[], figure: Figure) =>
  rows.reduce((total, row) => total + row[figure], 0);

/** Calls without a known outcome, and those that nobody answered, are neither success nor failure. */
export async function measureSuccess(
  trx: Trx,
  scope: TenantScope,
  since: Since,
): Promise<Measurement[]> {
  const rows = await outcomes(trx, scope, since);
  return [{ ...whole, ...ratio(sum(rows, "success"), sum(rows, "known")) }];
}

export async function measureCallErrors(
  trx: Trx,
  scope: TenantScope,
  since: Since,
): Promise<Measurement[]> {
  const rows = await outcomes(trx, scope, since);
  return [{ ...whole, ...ratio(sum(rows, "errors"), sum(rows, "over")) }];
}

export async function measureProviderErrors(
  trx: Trx,
  scope: TenantScope,
  since: Since,
): Promise<Measurement[]> {
  const rows = await outcomes(trx, scope, since);
  return rows.map(({ provider, provider_errors, over }) => ({
    subject: `provider:${provider}`,
    name: provider,
    ...ratio(provider_errors, over),
  }));
}

export async function measureVolume(
  trx: Trx,
  scope: TenantScope,
  { at }: Since,
): Promise<{ calls: number; costMicros: number }> {
  const { rows } = await sql<{ calls: number; cost: number }>`select count(*)::int as calls,
      coalesce(sum(cost_micros), 0)::float8 as cost
    from calls where tenant_id = ${scope.tenantId} and first_seen_at >= ${at} and captured_by <> 'import'`.execute(
    trx,
  );
  return { calls: rows[0]?.calls ?? 0, costMicros: rows[0]?.cost ?? 0 };
}

/** Ids of events begin with the time at which they came. */
export async function countDeadLetters(
  trx: Trx,
  scope: TenantScope,
  { at }: Since,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from webhook_events
    where tenant_id = ${scope.tenantId} and status = 'dead' and id >= ${uuidV7Floor(at.getTime())}::uuid`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

export async function countSignatureFailures(
  trx: Trx,
  scope: TenantScope,
  { at }: Since,
): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from rejected_deliveries
    where tenant_id = ${scope.tenantId} and status = 'rejected' and id >= ${uuidV7Floor(at.getTime())}::uuid`.execute(
    trx,
  );
  return rows[0]?.count ?? 0;
}

/** The connections whose lists of calls are read, and how often that failed in a row. */
export async function measureProviderFailures(
  trx: Trx,
  scope: TenantScope,
): Promise<Measurement[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
    failures: number;
  }>`select s.connection_id as id,
      c.name, s.failures
    from sweeps s join connections c on c.tenant_id = s.tenant_id and c.id = s.connection_id
    where s.tenant_id = ${scope.tenantId}`.execute(trx);
  return rows.map(({ id, name, failures }) => ({
    ...{ subject: `connection:${id}`, name, value: failures, sample: null },
  }));
}
