import { sql } from "kysely";
import { newId } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { later, type Trx } from "../store/index.ts";

/** A call whose other party is not the one that we know it by, or is another at another time. */
export interface MovedCall {
  callId: string;
  /** Null when the call has no party with a number now. */
  number: string | null;
  at: Date | null;
  formerNumber: string | null;
}

/**
 * The calls among these whose party or time is another than when we last looked.
 *
 * The other party of a call is who called us, or whom we called; only a number in E.164 that is not the tenant's own makes a contact.
 */
export async function findMovedCalls(
  trx: Trx,
  scope: TenantScope,
  callIds: readonly string[],
): Promise<MovedCall[]> {
  const { rows } = await sql<{
    call_id: string;
    number: string | null;
    at: Date | null;
    former: string | null;
  }>`with asked as (select unnest(${[...callIds]}::text[]) as id),
    parties as (
      select id, case direction when 'inbound' then from_number when 'outbound' then to_number end as number,
        coalesce(started_at, first_occurred_at, first_seen_at) as at
      from calls where tenant_id = ${scope.tenantId} and id = any(${[...callIds]})),
    now as (
      select id, number, at from parties p where number ~ '^\\+[1-9][0-9]{5,14}$'
        and not exists (select from phone_numbers o where o.tenant_id = ${scope.tenantId} and o.number = p.number))
    select asked.id as call_id, now.number, now.at, old.number as former
    from asked left join now using (id)
      left join contact_calls old on old.tenant_id = ${scope.tenantId} and old.call_id = asked.id
    where (now.number, now.at) is distinct from (old.number, old.at)`.execute(trx);
  return rows.map((row) => ({
    callId: row.call_id,
    number: row.number,
    at: row.at,
    formerNumber: row.former,
  }));
}

/** Remembers what {@link findMovedCalls} found. */
export async function writeCallParties(
  trx: Trx,
  scope: TenantScope,
  moved: readonly MovedCall[],
): Promise<void> {
  const without = moved.filter((call) => call.number === null).map((call) => call.callId);
  if (without.length > 0) {
    await later(
      trx,
      sql`delete from contact_calls where tenant_id = ${scope.tenantId} and call_id = any(${without})`,
    );
  }
  const linked = moved.filter((call) => call.number !== null);
  if (linked.length === 0) return;
  await later(
    trx,
    sql`insert into contact_calls (tenant_id, call_id, number, at)
    select ${scope.tenantId}, * from unnest(${linked.map((call) => call.callId)}::text[],
      ${linked.map((call) => call.number)}::text[], ${linked.map((call) => call.at)}::timestamptz[])
    on conflict (tenant_id, call_id) do update set number = excluded.number, at = excluded.at`,
  );
}

/** Forgets calls that are no more. Returns their numbers. */
export async function forgetGoneCalls(trx: Trx, scope: TenantScope): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`delete from contact_calls l
    where l.tenant_id = ${scope.tenantId}
      and not exists (select from calls c where c.tenant_id = l.tenant_id and c.id = l.call_id)
    returning l.number`.execute(trx);
  return [...new Set(rows.map((row) => row.number))];
}

/** Makes a contact for every number that calls and has none. */
export async function addMissingContacts(
  trx: Trx,
  scope: TenantScope,
  numbers: readonly string[],
): Promise<void> {
  const { rows } = await sql<{ number: string }>`select asked.number
    from unnest(${[...numbers]}::text[]) as asked (number)
    where exists (select from contact_calls l where l.tenant_id = ${scope.tenantId} and l.number = asked.number)
      and not exists (select from contact_numbers n where n.tenant_id = ${scope.tenantId} and n.number = asked.number)`.execute(
    trx,
  );
  if (rows.length === 0) return;
  const ids = rows.map(() => newId("cnt"));
  await sql`insert into contacts (tenant_id, id, created_at, updated_at)
    select ${scope.tenantId}, id, now(), now() from unnest(${ids}::text[]) as r (id)`.execute(trx);
  await sql`insert into contact_numbers (tenant_id, number, contact_id, created_at)
    select ${scope.tenantId}, *, now() from unnest(${rows.map((row) => row.number)}::text[], ${ids}::text[])`.execute(
    trx,
  );
}

/**
 * Finds first and last call of the contacts with these numbers anew, and removes those that came by themselves and have no call any more.
 *
 * They are locked first, so that of two who count at once the second sees what the first wrote.
 */
export async function recount(trx: Trx, scope: TenantScope, numbers: readonly string[]) {
  const { rows } = await sql<{ id: string }>`select id from contacts
    where tenant_id = ${scope.tenantId} and id in (select contact_id from contact_numbers
      where tenant_id = ${scope.tenantId} and number = any(${[...numbers]}))
    order by id for update`.execute(trx);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return;
  await later(
    trx,
    sql`update contacts c set first_call_at = f.first_at, last_call_at = f.last_at
    from (select n.contact_id, min(ends.first_at) as first_at, max(ends.last_at) as last_at
      from contact_numbers n cross join lateral (
        select min(l.at) as first_at, max(l.at) as last_at from contact_calls l
        where l.tenant_id = n.tenant_id and l.number = n.number) ends
      where n.tenant_id = ${scope.tenantId} and n.contact_id = any(${ids}) group by n.contact_id) f
    where c.tenant_id = ${scope.tenantId} and c.id = f.contact_id
      and (c.first_call_at, c.last_call_at) is distinct from (f.first_at, f.last_at)`,
  );
  await later(
    trx,
    sql`delete from contacts where tenant_id = ${scope.tenantId} and id = any(${ids})
    and not is_kept and last_call_at is null`,
  );
}
