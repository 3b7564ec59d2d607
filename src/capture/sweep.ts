import { sql } from "kysely";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import type { CaptureSource } from "../lib/call.ts";
import { defaultTenantId } from "../lib/tenant-scope.ts";
import type { Logger, Metrics } from "../observe/index.ts";
import type { FetchedCall } from "../providers/index.ts";
import { asWorker, type Database } from "../store/index.ts";
import type { ConnectionDirectory } from "../tenants/index.ts";
import type { ProviderAccounts } from "./accounts.ts";
import { backOffMs, errorKind } from "./back-off.ts";
import { heldCalls, isNews } from "./held-calls.ts";
import { type KeepNeeds, keepCall, keepUnreadable } from "./keep-call.ts";
import { createLedger, dayOf, writeLedger } from "./ledger.ts";
import { createProgress, leaseMs, type SweepProgress } from "./sweep-progress.ts";
import { pageCalls, type Target, targetsOf } from "./targets.ts";

export interface SweepNeeds extends KeepNeeds {
  db: Database;
  connections: ConnectionDirectory;
  accounts: ProviderAccounts;
  random: () => number;
  metrics: Metrics;
  log: Logger;
}

interface Due {
  target: Target;
  sweptUntil: number | null;
  isLedgerDue: boolean;
  failures: number;
}

const concurrency = 4;
const everyMs = 5 * 60_000;
const ledgerEveryMs = 30 * 60_000;
/** How far back the first sweep of a connection looks; older calls are for an import. */
const firstMs = 24 * 3_600_000;
/** Providers list a call late, and a long one is listed by its start. */
const overlapMs = 3 * 3_600_000;
const dayMs = 24 * 3_600_000;

/**
 * Compares what providers list with what we hold, every few minutes, and stores what we never heard of or not to its end: after lost webhooks as after our own downtime.
 *
 * Twice an hour whole days are read and counted, for the completeness ledger. Pages are worked off one by one, so memory does not grow with the number of calls
 * (only their ids are kept while days are counted).
 */
export function sweepAccounts(needs: SweepNeeds): DueWork {
  return createDueWork<Due>({
    name: "sweep",
    concurrency,
    lookEveryMs: 5_000,
    claim: (limit) => claimSweeps(needs, limit),
    perform: (due, signal) => perform(needs, due, signal),
    log: needs.log,
  });
}

async function claimSweeps(needs: SweepNeeds, limit: number): Promise<Due[]> {
  const { db, now } = needs;
  const targets = new Map(
    targetsOf(needs.connections, needs.accounts).map((t) => [t.connection.id, t]),
  );
  if (targets.size === 0) return [];
  const own = [...targets.values()].map(({ connection }) => connection);
  const at = new Date(now());
  const rows = await asWorker(db, async (trx) => {
    await sql`insert into sweeps (tenant_id, connection_id, next_sweep_at)
      select c.tenant_id, c.id, ${at} from connections c
      join unnest(${own.map((c) => c.tenantId)}::text[], ${own.map((c) => c.id)}::text[]) as o (tenant_id, id) using (tenant_id, id)
      where not exists (select from sweeps s where s.tenant_id = c.tenant_id and s.connection_id = c.id)
      on conflict do nothing`.execute(trx);
    const result = await sql<{
      connection_id: string;
      swept_until: Date | null;
      is_ledger_due: boolean;
      failures: number;
    }>`update sweeps s set claimed_until = ${new Date(at.getTime() + leaseMs)}
      from (select tenant_id, connection_id from sweeps
        where connection_id = any(${[...targets.keys()]}) and next_sweep_at <= ${at} and (claimed_until is null or claimed_until <= ${at})
        order by next_sweep_at limit ${limit} for update skip locked) due
      where s.tenant_id = due.tenant_id and s.connection_id = due.connection_id
      returning s.connection_id, s.swept_until, s.next_ledger_at <= ${at} as is_ledger_due, s.failures`.execute(
      trx,
    );
    return result.rows;
  });
  return rows.flatMap((row) => {
    const target = targets.get(row.connection_id);
    if (target === undefined) return [];
    const sweptUntil = row.swept_until?.getTime() ?? null;
    return [{ target, sweptUntil, isLedgerDue: row.is_ledger_due, failures: row.failures }];
  });
}

async function perform(needs: SweepNeeds, due: Due, signal: AbortSignal): Promise<void> {
  const { now } = needs;
  const startedAt = now();
  const { connection } = due.target;
  const progress = createProgress(needs, connection, startedAt);
  try {
    await sweep(needs, due, progress, signal);
    progress.tellEnd();
    await settle(needs, due, {
      sweptUntil: startedAt,
      inMs: everyMs * (0.9 + 0.2 * needs.random()),
      failures: 0,
      error: null,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    await keepUnreadable(needs, { connection, source: "sweep", about: "its list of calls" }, error);
    const failures = due.failures + 1;
    const kind = errorKind(error);
    const fields = { provider: connection.provider, connection_id: connection.id, problem: kind };
    needs.log.warn({ ...fields, failures }, "a provider's calls could not be listed");
    const inMs = backOffMs(error, failures, needs.random);
    await settle(needs, due, { sweptUntil: null, inMs, failures, error: kind });
  }
}

async function sweep(
  needs: SweepNeeds,
  { target, sweptUntil, isLedgerDue }: Due,
  progress: SweepProgress,
  signal: AbortSignal,
): Promise<void> {
  const { startedAt } = progress;
  const { connection } = target;
  // What several tenants share is counted only for the installation itself.
  const mayCount = !connection.isShared || connection.tenantId === defaultTenantId;
  const isCounting = isLedgerDue && mayCount;
  const yesterday = Date.parse(dayOf(startedAt - dayMs));
  const usual = (sweptUntil ?? startedAt - firstMs) - overlapMs;
  const from = isCounting ? Math.min(usual, yesterday) : usual;
  const ledger = createLedger();
  await progress.write();
  await eachPage(target, from, signal, async (calls) => {
    const held = await heldCalls(
      needs.db,
      target,
      calls.map(({ providerCallId }) => providerCallId),
    );
    for (const call of calls) {
      const known = held.get(call.providerCallId);
      const isMissing = isNews(call, known);
      const isKept = isMissing && (await keepCall(needs, target, call, "sweep", signal));
      progress.count({ isMissing, isKept });
      if (isKept) needs.metrics.callsRecovered.inc({ provider: connection.provider });
      const source: CaptureSource | null = known?.capturedBy ?? (isKept ? "sweep" : null);
      if (isCounting && call.listedAt !== null) {
        ledger.count(call.listedAt, call.providerCallId, source);
      }
    }
    await progress.write();
  });
  await askUnlisted(needs, target, from, signal);
  if (!isCounting) return;
  const days = [dayOf(yesterday), dayOf(startedAt)];
  await writeLedger(needs.db, connection, ledger.days, days, new Date(startedAt));
  await asWorker(needs.db, (trx) =>
    trx
      .updateTable("sweeps")
      .set({ next_ledger_at: new Date(startedAt + ledgerEveryMs) })
      .where("tenant_id", "=", connection.tenantId)
      .where("connection_id", "=", connection.id)
      .execute(),
  );
}

const unlistedMax = 500;

/** Where a list leaves out calls that never connected, those of which we know are asked for one by one. */
async function askUnlisted(
  needs: SweepNeeds,
  target: Target,
  from: number,
  signal: AbortSignal,
): Promise<void> {
  if (target.api.listsUnconnected) return;
  const tenants = [...new Set(target.connections.map(({ tenantId }) => tenantId))];
  const known = await asWorker(needs.db, async (trx) => {
    const { rows } = await sql<{ id: string }>`select provider_call_id as id from calls
      where tenant_id = any(${tenants}) and first_seen_at >= ${new Date(from)} and provider = ${target.connection.provider}
        and started_at is null and lifecycle <> 'analyzed' order by first_seen_at limit ${unlistedMax}`.execute(
      trx,
    );
    return rows.map(({ id }) => id);
  });
  const held = await heldCalls(needs.db, target, known);
  for (const id of known) {
    if (held.get(id)?.isWhole !== false) continue;
    const call = await target.account.getCall(id, signal);
    if (call?.isTerminal) await keepCall(needs, target, call, "sweep", signal);
  }
}

/** Reads a provider's list from an instant on, a page at a time. */
async function eachPage(
  { account, api }: Target,
  startedAfter: number,
  signal: AbortSignal,
  work: (calls: FetchedCall[]) => Promise<void>,
): Promise<void> {
  let cursor: string | null = null;
  do {
    const query = { startedAfter, startedBefore: null, cursor, limit: pageCalls(api), signal };
    const page: Awaited<ReturnType<typeof account.listCalls>> = await account.listCalls(query);
    await work(page.calls);
    cursor = page.nextCursor;
  } while (cursor !== null);
}

async function settle(
  { db, now }: SweepNeeds,
  { target: { connection } }: Due,
  next: { sweptUntil: number | null; inMs: number; failures: number; error: string | null },
): Promise<void> {
  const { sweptUntil, failures, error } = next;
  await asWorker(db, (trx) =>
    trx
      .updateTable("sweeps")
      .set({
        ...(sweptUntil === null
          ? {}
          : { swept_until: new Date(sweptUntil), last_sweep_at: new Date(now()) }),
        next_sweep_at: new Date(now() + next.inMs),
        claimed_until: null,
        failures: Math.min(failures, 1_000),
        last_error: error,
      })
      .where("tenant_id", "=", connection.tenantId)
      .where("connection_id", "=", connection.id)
      .execute(),
  );
}
