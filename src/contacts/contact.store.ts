import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Page, Trx } from "../store/index.ts";
import type { ContactFilters } from "./contact.schema.ts";

/** A contact with its numbers and figures. */
export type ContactRow = Awaited<ReturnType<typeof listContacts>>[number];

/** Where a contact stands in the list: whoever never called comes last. */
const place = sql<Date>`coalesce(last_call_at, '-infinity')`;

function withFigures(trx: Trx, scope: TenantScope) {
  return trx
    .selectFrom("contacts")
    .selectAll()
    .select([
      sql<string[]>`array(select n.number from contact_numbers n
        where n.tenant_id = contacts.tenant_id and n.contact_id = contacts.id order by n.created_at, n.number)`.as(
        "numbers",
      ),
      sql<number>`(select count(*) from contact_numbers n
        join contact_calls l on l.tenant_id = n.tenant_id and l.number = n.number
        where n.tenant_id = contacts.tenant_id and n.contact_id = contacts.id)`.as("call_count"),
      sql<number>`(select count(*) from follow_ups f where f.tenant_id = contacts.tenant_id
        and f.contact_id = contacts.id and f.status = 'open')`.as("open_follow_ups"),
    ])
    .where("tenant_id", "=", scope.tenantId);
}

/** One page of contacts, those of the latest calls first; one row more than asked tells that there is a next page. */
export function listContacts(
  trx: Trx,
  scope: TenantScope,
  filters: ContactFilters,
  page: Page<{ at: string; id: string }>,
) {
  let query = filtered(trx, scope, filters)
    .orderBy(place, "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1);
  const { cursor } = page;
  if (cursor !== undefined) {
    query = query.where(sql<boolean>`(${place}, id) < (${cursor.at}::timestamptz, ${cursor.id})`);
  }
  return query.execute();
}

/** Contacts in an order that calls do not change: whoever reads them page by page meets each once. */
export function listContactsById(
  trx: Trx,
  scope: TenantScope,
  filters: ContactFilters,
  { limit, afterId }: { limit: number; afterId: string },
) {
  return filtered(trx, scope, filters)
    .where("id", ">", afterId)
    .orderBy("id")
    .limit(limit)
    .execute();
}

function filtered(trx: Trx, scope: TenantScope, { q, tag, do_not_call }: ContactFilters) {
  let query = withFigures(trx, scope);
  if (q !== undefined && q !== "") query = query.where(isFoundBy(q));
  if (tag !== undefined) query = query.where(sql<boolean>`${tag} = any(tags)`);
  if (do_not_call !== undefined) query = query.where("do_not_call", "=", do_not_call);
  return query;
}

function isFoundBy(q: string) {
  const words = containing(q);
  const digits = q.replace(/[^\d]/g, "");
  const isNumber = /^[+\d][\d\s().-]*$/.test(q) && digits.length >= 3;
  const byNumber = isNumber
    ? sql<boolean>`exists (select from contact_numbers n where n.tenant_id = contacts.tenant_id
        and n.contact_id = contacts.id and n.number like ${containing(digits)})`
    : sql<boolean>`false`;
  return sql<boolean>`(name ilike ${words} or company ilike ${words} or email ilike ${words} or ${byNumber})`;
}

/** A pattern for texts with these characters in them, whatever they mean to patterns. */
function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, "\\$&")}%`;
}

/** Finds one contact of the tenant, or nothing. */
export function findContact(trx: Trx, scope: TenantScope, contactId: string) {
  return withFigures(trx, scope).where("id", "=", contactId).executeTakeFirst();
}

/** The contact that a number belongs to. */
export async function findOwner(
  trx: Trx,
  scope: TenantScope,
  number: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom("contact_numbers")
    .select("contact_id")
    .where("tenant_id", "=", scope.tenantId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.contact_id;
}

/** Ids of a contact's calls, the newest first, with one more than asked. */
export async function listCallIds(
  trx: Trx,
  scope: TenantScope,
  contactId: string,
  page: Page<{ at: string; id: string }>,
) {
  const { cursor, limit } = page;
  const after =
    cursor === undefined
      ? sql`true`
      : sql`(l.at, l.call_id) < (${cursor.at}::timestamptz, ${cursor.id})`;
  const { rows } = await sql<{ call_id: string; at: Date }>`select l.call_id, l.at
    from contact_numbers n join contact_calls l on l.tenant_id = n.tenant_id and l.number = n.number
    where n.tenant_id = ${scope.tenantId} and n.contact_id = ${contactId} and ${after}
    order by l.at desc, l.call_id desc limit ${limit + 1}`.execute(trx);
  return rows;
}

/** The contact of a call, and how many calls it had before that one. */
export async function findContactOfCall(trx: Trx, scope: TenantScope, callId: string) {
  const { rows } = await sql<{
    contact_id: string;
    calls_before: number;
  }>`select n.contact_id, (select count(*) from contact_numbers m
      join contact_calls b on b.tenant_id = m.tenant_id and b.number = m.number
      where m.tenant_id = n.tenant_id and m.contact_id = n.contact_id
        and (b.at, b.call_id) < (l.at, l.call_id)) as calls_before
    from contact_calls l join contact_numbers n on n.tenant_id = l.tenant_id and n.number = l.number
    where l.tenant_id = ${scope.tenantId} and l.call_id = ${callId}`.execute(trx);
  return rows[0];
}

/** Gives numbers to a contact. */
export async function addNumbers(
  trx: Trx,
  scope: TenantScope,
  contactId: string,
  numbers: readonly string[],
): Promise<void> {
  await sql`insert into contact_numbers (tenant_id, number, contact_id, created_at)
    select ${scope.tenantId}, number, ${contactId}, clock_timestamp()
    from unnest(${[...numbers]}::text[]) as r (number)`.execute(trx);
}
