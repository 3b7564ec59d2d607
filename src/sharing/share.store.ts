import type { Selectable } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Tables, Trx } from "../store/index.ts";

export type ShareRow = Selectable<Tables["call_shares"]>;

/** The links of a call that open now, the newest first. */
export function listShares(
  trx: Trx,
  scope: TenantScope,
  callId: string,
  at: Date,
): Promise<ShareRow[]> {
  return trx
    .selectFrom("call_shares")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", callId)
    .where("expires_at", ">", at)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .execute();
}

export async function deleteShare(
  trx: Trx,
  scope: TenantScope,
  share: { callId: string; shareId: string },
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("call_shares")
    .where("tenant_id", "=", scope.tenantId)
    .where("call_id", "=", share.callId)
    .where("id", "=", share.shareId)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** Notes that a link was opened, unless that was noted since an instant. Returns whether it was noted. */
export async function noteOpened(
  trx: Trx,
  scope: TenantScope,
  id: string,
  { at, since }: { at: Date; since: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("call_shares")
    .set({ last_opened_at: at })
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .where((is) => is.or([is("last_opened_at", "is", null), is("last_opened_at", "<", since)]))
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}
