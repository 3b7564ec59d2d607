import { sql } from "kysely";
import type { CallPatch } from "../lib/call.ts";
import { dialledForms } from "../lib/phone.ts";
import { quarantineTenantId } from "../lib/tenant-scope.ts";
import { asWorker, type Database, type Trx } from "../store/index.ts";
import { keepRoutes } from "../tenants/index.ts";
import type { ClaimedEvent } from "./event.store.ts";
import type { ReadEvent } from "./read-event.ts";

/** An event with what was understood of it. */
export interface ReadAndClaimed {
  event: ClaimedEvent;
  read: ReadEvent;
}

/** What an event of a shared connection names. */
interface Named {
  item: ReadAndClaimed;
  call: string;
  /** Forms of the number that was dialled. */
  numbers: string[];
  agent: string | null;
}

/**
 * Finds the tenants of events that came through shared connections, and moves the events to them. Those that remain are in quarantine, with what they name.
 *
 * Only what a verified event says of the call counts: the number that was dialled, then the agent. The first event of a call that tells decides for the whole call; the others
 * follow, also those that came before. Runs as the worker, in the transaction that folds the events.
 */
export async function routeEvents(trx: Trx, items: readonly ReadAndClaimed[]): Promise<void> {
  const named = items.filter(({ event }) => event.tenant_id === quarantineTenantId).flatMap(nameOf);
  if (named.length === 0) return;
  await lockCalls(trx, named);
  const found = await findTenants(trx, named);
  const decided = named.flatMap((one, place) => {
    const tenantId = found[place] ?? null;
    const { call, item } = one;
    return tenantId === null
      ? []
      : [{ tenantId, connectionId: item.event.connection_id, providerCallId: call }];
  });
  const routes = await keepRoutes(trx, decided);
  const moved: Array<Named & { tenantId: string }> = [];
  const waiting: Named[] = [];
  for (const one of named) {
    const tenantId = routes.get(`${one.item.event.connection_id}/${one.call}`);
    if (tenantId === undefined) waiting.push(one);
    else moved.push({ ...one, tenantId });
  }
  await keepNames(trx, waiting);
  await moveEvents(trx, moved);
}

function nameOf(item: ReadAndClaimed): Named[] {
  const { event, read } = item;
  if (read.kind === "dead" || !event.is_verified) return [];
  const [patch] = read.patches;
  if (patch === undefined) return [];
  const numbers = first(read.patches, ({ facts }) => {
    const forms = dialledForms(facts.direction === "outbound" ? facts.from : facts.to);
    return forms.length > 0 ? forms : undefined;
  });
  const agent = first(read.patches, ({ facts }) => facts.agentId ?? undefined);
  return [{ item, call: patch.providerCallId, numbers: numbers ?? [], agent: agent ?? null }];
}

function first<T>(patches: readonly CallPatch[], pick: (patch: CallPatch) => T | undefined) {
  for (const patch of patches) {
    const value = pick(patch);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * Events of one call are routed one transaction after the other: otherwise one that names nothing could go into quarantine at the very moment in which another decides, and stay there.
 */
async function lockCalls(trx: Trx, named: readonly Named[]): Promise<void> {
  const calls = [...new Set(named.map(({ item, call }) => `${item.event.connection_id}/${call}`))];
  await sql`select pg_advisory_xact_lock(hashtextextended('route/' || c, 0))
    from unnest(${calls.sort()}::text[]) c`.execute(trx);
}

/** Strings of several numbers travel as one text: an array of arrays would have to be rectangular. */
async function findTenants(trx: Trx, named: readonly Named[]): Promise<Array<string | null>> {
  const { rows } = await sql<{ tenant_id: string | null }>`select
      find_route(e.connection, e.provider, e.call, string_to_array(e.numbers, ' '), e.agent) as tenant_id
    from unnest(${named.map(({ item }) => item.event.connection_id)}::text[],
      ${named.map(({ item }) => item.event.provider)}::text[], ${named.map(({ call }) => call)}::text[],
      ${named.map(({ numbers }) => numbers.join(" "))}::text[], ${named.map(({ agent }) => agent)}::text[])
      with ordinality as e (connection, provider, call, numbers, agent, place) order by e.place`.execute(
    trx,
  );
  return rows.map((row) => row.tenant_id);
}

/** Gives events to their tenant, and calls back those of the same calls that wait in quarantine. */
async function moveEvents(
  trx: Trx,
  moved: ReadonlyArray<Named & { tenantId: string }>,
): Promise<void> {
  if (moved.length === 0) return;
  await sql`update webhook_events e set tenant_id = m.tenant_id, dialled_number = null, dialled_agent = null, provider_call_id = null
    from unnest(${moved.map(({ item }) => item.event.id)}::uuid[], ${moved.map(({ tenantId }) => tenantId)}::text[])
      as m (id, tenant_id)
    where e.tenant_id = ${quarantineTenantId} and e.id = m.id`.execute(trx);
  await sql`update webhook_events e set status = 'received', claimable_at = now()
    from unnest(${moved.map(({ item }) => item.event.connection_id)}::text[], ${moved.map(({ call }) => call)}::text[])
      as m (connection_id, call)
    where e.tenant_id = ${quarantineTenantId} and e.connection_id = m.connection_id and e.provider_call_id = m.call
      and e.status = 'ignored'`.execute(trx);
  for (const { item, tenantId } of moved) item.event = { ...item.event, tenant_id: tenantId };
}

/** Keeps what waiting events name, so that giving a number or agent to a tenant finds them. */
async function keepNames(trx: Trx, waiting: readonly Named[]): Promise<void> {
  if (waiting.length === 0) return;
  await sql`update webhook_events e set dialled_number = w.number, dialled_agent = w.agent, provider_call_id = w.call
    from unnest(${waiting.map(({ item }) => item.event.id)}::uuid[],
      ${waiting.map(({ numbers }) => numbers[0] ?? null)}::text[], ${waiting.map(({ agent }) => agent)}::text[],
      ${waiting.map(({ call }) => call)}::text[]) as w (id, number, agent, call)
    where e.tenant_id = ${quarantineTenantId} and e.id = w.id`.execute(trx);
}

/** What waits in quarantine, by what it names. */
export function listQuarantine(db: Database) {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{
      provider: string;
      dialled_number: string | null;
      dialled_agent: string | null;
      is_verified: boolean;
      count: number;
      first_at: Date;
      last_at: Date;
    }>`select provider, dialled_number, dialled_agent, is_verified, count(*)::int as count,
        min(received_at) as first_at, max(received_at) as last_at
      from webhook_events where tenant_id = ${quarantineTenantId}
      group by 1, 2, 3, 4 order by last_at desc limit 200`.execute(trx);
    return rows;
  });
}

/** How many events wait for their tenant. */
export function countQuarantine(db: Database): Promise<number> {
  return asWorker(db, async (trx) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from webhook_events
      where tenant_id = ${quarantineTenantId} and status = 'ignored' and provider_call_id is not null`.execute(
      trx,
    );
    return rows[0]?.count ?? 0;
  });
}

/** Has events in quarantine routed again: all, or those that name a number or an agent. Returns how many. */
export function replayQuarantine(
  db: Database,
  of: { number?: string; agent?: { provider: string; id: string } } = {},
): Promise<number> {
  const { number, agent } = of;
  const condition =
    number !== undefined
      ? sql`dialled_number = ${number}`
      : agent !== undefined
        ? sql`provider = ${agent.provider} and dialled_agent = ${agent.id}`
        : sql`true`;
  return asWorker(db, async (trx) => {
    const { numAffectedRows } =
      await sql`update webhook_events set status = 'received', attempts = 0, claimable_at = now()
      where tenant_id = ${quarantineTenantId} and status <> 'received' and (${condition})`.execute(
        trx,
      );
    return Number(numAffectedRows ?? 0);
  });
}
