import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Page, Trx } from "../store/index.ts";
import type { FollowUpFilters } from "./follow-up.schema.ts";

export type FollowUpRow = Awaited<ReturnType<typeof listFollowUps>>[number];

function withContact(trx: Trx, scope: TenantScope) {
  return trx
    .selectFrom("follow_ups as f")
    .innerJoin("contacts as c", (join) =>
      join.onRef("c.tenant_id", "=", "f.tenant_id").onRef("c.id", "=", "f.contact_id"),
    )
    .selectAll("f")
    .select([
      "c.name as contact_name",
      sql<string | null>`(select n.number from contact_numbers n
        where n.tenant_id = f.tenant_id and n.contact_id = f.contact_id
        order by n.created_at, n.number limit 1)`.as("contact_number"),
      sql<boolean>`exists (select from calls k where k.tenant_id = f.tenant_id and k.id = f.call_id)`.as(
        "has_call",
      ),
    ])
    .where("f.tenant_id", "=", scope.tenantId);
}

/** One page, what is due first at the top; one row more than asked tells that there is a next page. */
export function listFollowUps(
  trx: Trx,
  scope: TenantScope,
  filters: FollowUpFilters & { now: Date },
  page: Page<{ at: string; id: string }>,
) {
  let query = withContact(trx, scope)
    .orderBy("f.due_at")
    .orderBy("f.id")
    .limit(page.limit + 1);
  const { cursor } = page;
  if (cursor !== undefined) {
    query = query.where(
      sql<boolean>`(f.due_at, f.id) > (${cursor.at}::timestamptz, ${cursor.id}::uuid)`,
    );
  }
  const { contact, call, assignee, status, priority, overdue, now } = filters;
  if (contact !== undefined) query = query.where("f.contact_id", "=", contact);
  if (call !== undefined) query = query.where("f.call_id", "=", call);
  if (assignee === "none") query = query.where("f.assignee_id", "is", null);
  else if (assignee !== undefined) query = query.where("f.assignee_id", "=", assignee);
  if (status !== undefined) query = query.where("f.status", "=", status);
  if (priority !== undefined) query = query.where("f.priority", "=", priority);
  if (overdue !== undefined) {
    query = query.where(sql<boolean>`(f.status = 'open' and f.due_at < ${now}) = ${overdue}`);
  }
  if (filters.due_after !== undefined) {
    query = query.where("f.due_at", ">=", new Date(filters.due_after));
  }
  if (filters.due_before !== undefined) {
    query = query.where("f.due_at", "<", new Date(filters.due_before));
  }
  return query.execute();
}

/** Finds one follow-up of the tenant, or nothing. */
export function findFollowUp(trx: Trx, scope: TenantScope, followUpId: string) {
  return withContact(trx, scope).where("f.id", "=", followUpId).executeTakeFirst();
}

/** Whether the tenant has such a user. */
export async function isUser(trx: Trx, scope: TenantScope, userId: string): Promise<boolean> {
  const row = await trx
    .selectFrom("users")
    .select("id")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", userId)
    .executeTakeFirst();
  return row !== undefined;
}
