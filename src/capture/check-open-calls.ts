import { sql } from "kysely";
import { createDueWork, type DueWork } from "../jobs/index.ts";
import { ApiError } from "../providers/index.ts";
import { asWorker, type Database } from "../store/index.ts";
import { backOffMs, errorKind } from "./back-off.ts";
import { keepCall, keepUnreadable } from "./keep-call.ts";
import type { SweepNeeds } from "./sweep.ts";

export interface CheckNeeds extends SweepNeeds {
  /** The keys of providers whose API can be asked for a call. */
  providers: readonly string[];
}

interface Check {
  tenant_id: string;
  call_id: string;
  provider: string;
  provider_call_id: string;
  connection_id: string | null;
  first_seen_at: Date;
  failures: number;
}

const concurrency = 8;
const leaseMs = 150_000;
/** Short enough that a call whose end nobody told is whole within a minute after it. */
const everyMs = 40_000;
const everyMsMax = 5 * 60_000;
const withoutKeyMs = 3_600_000;

/** How long until the next look at a call that goes on: longer for long calls, whose end is less likely at any moment. */
export function nextCheckMs(ageMs: number): number {
  return Math.min(everyMsMax, Math.max(everyMs, ageMs / 20));
}

/**
 * Asks providers about calls that are not over, so that none waits for a webhook that never comes. A call is looked at as long as it is open: the rule for
 * calls whose end nobody tells closes it at last.
 */
export function checkOpenCalls(needs: CheckNeeds): DueWork {
  return createDueWork<Check>({
    name: "check open calls",
    concurrency,
    claim: (limit) => claimChecks(needs, limit),
    perform: (check, signal) => perform(needs, check, signal),
    log: needs.log,
  });
}

function claimChecks({ db, now, providers }: CheckNeeds, limit: number): Promise<Check[]> {
  const at = new Date(now());
  return asWorker(db, async (trx) => {
    const { rows } = await sql<Check>`with due as (
        select c.tenant_id, c.id as call_id, coalesce(k.next_check_at, c.last_event_at + ${everyMs} * interval '1 ms') as due_at
        from calls c left join call_checks k on k.tenant_id = c.tenant_id and k.call_id = c.id
        where c.closes_at is not null and c.provider = any(${[...providers]})
          and coalesce(k.next_check_at, c.last_event_at + ${everyMs} * interval '1 ms') <= ${at}
          and (k.claimed_until is null or k.claimed_until <= ${at})
        order by due_at limit ${limit}
      ), claimed as (
        insert into call_checks as k (tenant_id, call_id, next_check_at, claimed_until)
        select tenant_id, call_id, ${at}, ${new Date(at.getTime() + leaseMs)} from due order by tenant_id, call_id
        on conflict (tenant_id, call_id) do update set claimed_until = excluded.claimed_until
          where k.claimed_until is null or k.claimed_until <= ${at}
        returning tenant_id, call_id, failures
      )
      select c.tenant_id, c.id as call_id, c.provider, c.provider_call_id, c.first_seen_at, claimed.failures,
        (select e.connection_id from call_patches p
          join webhook_events e on e.tenant_id = p.tenant_id and e.id = p.event_id
          where p.tenant_id = c.tenant_id and p.call_id = c.id limit 1) as connection_id
      from claimed join calls c on c.tenant_id = claimed.tenant_id and c.id = claimed.call_id`.execute(
      trx,
    );
    return rows;
  });
}

async function perform(needs: CheckNeeds, check: Check, signal: AbortSignal): Promise<void> {
  const connection = needs.connections.byId(check.connection_id ?? "");
  const opened = connection && needs.accounts.accountOf(connection);
  if (connection === undefined || opened == null) {
    return settle(needs, check, { inMs: withoutKeyMs, failures: 0, error: null });
  }
  const { account } = opened;
  const inMs = nextCheckMs(needs.now() - check.first_seen_at.getTime());
  try {
    const call = await account.getCall(check.provider_call_id, signal);
    if (call === null) throw new ApiError("not_found", "The provider no longer has this call");
    if (call.isTerminal) {
      await keepCall(needs, { account, connection }, { ...call, isSummary: false }, "poll");
      needs.metrics.callsRecovered.inc({ provider: check.provider });
    }
    await settle(needs, check, { inMs, failures: 0, error: null });
  } catch (error) {
    if (signal.aborted) throw error;
    await keepUnreadable(
      needs,
      { connection, source: "poll", about: check.provider_call_id },
      error,
    );
    const failures = check.failures + 1;
    const error_ = errorKind(error);
    needs.log.warn(
      { provider: check.provider, connection_id: connection.id, problem: error_, failures },
      "an open call could not be checked",
    );
    const pauseMs = Math.max(inMs, backOffMs(error, failures, needs.random));
    await settle(needs, check, { inMs: pauseMs, failures, error: error_ });
  }
}

async function settle(
  { db, now }: CheckNeeds,
  { tenant_id, call_id }: Check,
  next: { inMs: number; failures: number; error: string | null },
): Promise<void> {
  await asWorker(db, (trx) =>
    trx
      .updateTable("call_checks")
      .set({
        next_check_at: new Date(now() + next.inMs),
        claimed_until: null,
        failures: Math.min(next.failures, 1_000),
        last_error: next.error,
      })
      .where("tenant_id", "=", tenant_id)
      .where("call_id", "=", call_id)
      .execute(),
  );
}

/** Forgets the checks of calls that are over or gone. */
export async function forgetChecks(db: Database): Promise<void> {
  await asWorker(db, (trx) =>
    sql`delete from call_checks k where not exists (select from calls c
      where c.tenant_id = k.tenant_id and c.id = k.call_id and c.closes_at is not null)`.execute(
      trx,
    ),
  );
}
