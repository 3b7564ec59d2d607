import { type Selectable, sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Tables, Trx } from "../../store/index.ts";

export type ReviewRow = Selectable<Tables["call_reviews"]>;
export type CommentRow = Selectable<Tables["call_comments"]>;

export function findReview(
  trx: Trx,
  scope: TenantScope,
  callId: string,
): Promise<ReviewRow | undefined> {
  return trx
    .selectFrom("call_reviews")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", callId)
    .executeTakeFirst();
}

/** Makes sure that there is a review and holds it, so that two who change it at once lose nothing. */
export async function lockReview(
  trx: Trx,
  scope: TenantScope,
  fresh: Omit<ReviewRow, "tenant_id" | "labels">,
): Promise<ReviewRow> {
  return trx
    .insertInto("call_reviews")
    .values({ ...fresh, tenant_id: scope.tenantId })
    .onConflict((conflict) =>
      // Nothing changes by this; it takes the lock, and gives back what is there.
      conflict
        .columns(["tenant_id", "call_id"])
        .doUpdateSet((row) => ({ call_id: row.ref("call_reviews.call_id") })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function writeReview(trx: Trx, scope: TenantScope, row: ReviewRow): Promise<void> {
  const { state, labels, changed_by, changed_at } = row;
  await trx
    .updateTable("call_reviews")
    .set({ state, labels, changed_by, changed_at })
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", row.call_id)
    .execute();
}

export function listComments(trx: Trx, scope: TenantScope, callId: string): Promise<CommentRow[]> {
  return trx
    .selectFrom("call_comments")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", callId)
    .orderBy("id")
    .execute();
}

/** Every label in use with how many calls have it, the most used first; of some agents' calls for whoever sees those alone. */
export async function countLabels(
  trx: Trx,
  scope: TenantScope,
  limit: number,
): Promise<Array<{ label: string; calls: number }>> {
  const { agentIds } = scope;
  const seen =
    agentIds === undefined
      ? sql`true`
      : sql`exists (select from calls c where c.tenant_id = r.tenant_id and c.id = r.call_id and c.agent_id = any(${[...agentIds]}))`;
  const { rows } = await sql<{ label: string; calls: number }>`
    select label, count(*)::int as calls from call_reviews r cross join unnest(r.labels) label
    where r.tenant_id = ${scope.tenantId} and ${seen} group by label order by calls desc, label limit ${limit}`.execute(
    trx,
  );
  return rows;
}
