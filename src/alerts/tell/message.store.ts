import { sql } from "kysely";
import { newId } from "../../lib/ids.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Page, Trx } from "../../store/index.ts";

export type MessageKind = "opened" | "escalated" | "resolved" | "test";

/** A way by which people are told. */
export const channels = ["webhook", "email"] as const;
export type ChannelName = (typeof channels)[number];

/** Where one message goes. */
export interface Address {
  channel: ChannelName;
  /** Of an e-mail; empty for the webhook. */
  recipient: string;
}

/** Puts a message to each address into the queue. Returns their ids. */
export async function insertMessages(
  trx: Trx,
  scope: TenantScope,
  message: { alertId: string | null; kind: MessageKind; at: Date; nextTryAt: Date },
  addresses: readonly Address[],
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const { alertId, kind, at, nextTryAt } = message;
  const rows = addresses.map(({ channel, recipient }) => ({
    ...{ tenant_id: scope.tenantId, id: newId("msg"), alert_id: alertId, kind, channel, recipient },
    ...{ created_at: at, next_try_at: nextTryAt },
  }));
  await trx.insertInto("alert_messages").values(rows).execute();
  return rows.map(({ id }) => id);
}

/** Takes back what was held for quiet hours and never tried. What is left was, or will be, told. */
export async function takeBackHeld(
  trx: Trx,
  scope: TenantScope,
  alertId: string,
  at: Date,
): Promise<Address[]> {
  await trx
    .deleteFrom("alert_messages")
    .where("tenant_id", "=", scope.tenantId)
    .where("alert_id", "=", alertId)
    .where("status", "=", "pending")
    .where("attempts", "=", 0)
    .where("last_tried_at", "is", null)
    .where("next_try_at", ">", at)
    .execute();
  return trx
    .selectFrom("alert_messages")
    .select(["channel", "recipient"])
    .distinct()
    .where("tenant_id", "=", scope.tenantId)
    .where("alert_id", "=", alertId)
    .where("kind", "<>", "resolved")
    .execute();
}

export type MessageRow = Awaited<ReturnType<typeof listMessages>>[number];

/** One page of messages, the newest first; one row more than asked tells that there is a next page. */
export function listMessages(
  trx: Trx,
  scope: TenantScope,
  filters: { alert?: string | undefined; status?: "pending" | "delivered" | "failed" | undefined },
  page: Page<{ at: string; id: string }>,
) {
  const { alert, status } = filters;
  let query = trx
    .selectFrom("alert_messages")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1);
  if (alert !== undefined) query = query.where("alert_id", "=", alert);
  if (status !== undefined) query = query.where("status", "=", status);
  const { cursor } = page;
  if (cursor !== undefined) {
    query = query.where(sql<boolean>`(created_at, id) < (${cursor.at}::timestamptz, ${cursor.id})`);
  }
  return query.execute();
}

/** Notes a try. Without a next one a message that failed is given up. It may be gone meanwhile. */
export async function noteTry(
  trx: Trx,
  scope: TenantScope,
  id: string,
  result: { at: Date; error: string | null; nextTryAt: Date | null },
): Promise<void> {
  const { at, error, nextTryAt } = result;
  await trx
    .updateTable("alert_messages")
    .set({
      status: error === null ? "delivered" : nextTryAt === null ? "failed" : "pending",
      attempts: sql`attempts + 1`,
      last_tried_at: at,
      last_error: error,
      ...(nextTryAt === null ? {} : { next_try_at: nextTryAt }),
    })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .execute();
}
