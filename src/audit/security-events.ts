import { uuidV7 } from "../lib/ids.ts";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant } from "../store/index.ts";

export const severities = ["low", "medium", "high", "critical"] as const;

/** What the guard saw. `detail` holds counts, codes and ids, never a secret or what a person said. */
export interface NewSecurityEvent {
  /** `sign_in.locked`, `address.blocked`, `request.suspicious` … */
  kind: string;
  severity: (typeof severities)[number];
  remoteAddress?: string | null;
  detail?: Record<string, unknown>;
}

/** Keeps a security event. Never throws: the guard's work does not depend on its diary. */
export async function recordSecurityEvent(
  db: Database,
  scope: TenantScope,
  event: NewSecurityEvent,
): Promise<void> {
  const now = Date.now();
  try {
    await inTenant(db, scope, (trx) =>
      trx
        .insertInto("security_events")
        .values({
          tenant_id: scope.tenantId,
          id: uuidV7(now),
          at: new Date(now),
          kind: event.kind,
          severity: event.severity,
          remote_address: event.remoteAddress ?? null,
          detail: JSON.stringify(event.detail ?? {}),
        })
        .execute(),
    );
  } catch {
    // What was refused stays refused, and the metric has counted it.
  }
}

/** One page of security events, the newest first. */
export function listSecurityEvents(
  db: Database,
  scope: TenantScope,
  query: { limit: number; before: string | undefined; isOpenOnly: boolean },
) {
  return inTenant(db, scope, (trx) => {
    let rows = trx
      .selectFrom("security_events")
      .selectAll()
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("id", "desc")
      .limit(query.limit + 1);
    if (query.before !== undefined) rows = rows.where("id", "<", query.before);
    if (query.isOpenOnly) rows = rows.where("resolved_at", "is", null);
    return rows.execute();
  });
}

/** Notes that somebody looked at an event. Returns whether there is such an event. */
export function resolveSecurityEvent(
  db: Database,
  scope: TenantScope,
  id: string,
  actor: string,
): Promise<boolean> {
  return inTenant(db, scope, async (trx) => {
    const result = await trx
      .updateTable("security_events")
      .set({ resolved_at: new Date(), resolved_by: actor })
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", id)
      .executeTakeFirst();
    return Number(result.numUpdatedRows) > 0;
  });
}
