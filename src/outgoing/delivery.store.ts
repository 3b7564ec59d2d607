import { type SqlBool, sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import { type Database, inTenant, type Page } from "../store/index.ts";
import type { DeliveryFilters } from "./outgoing.schema.ts";

const shown = [
  "id",
  "target_id",
  "event_type",
  "call_id",
  "event_id",
  "alert_id",
  "occurred_at",
  "created_at",
  "status",
  "attempts",
  "next_try_at",
  "last_tried_at",
  "last_status",
  "last_error",
  "last_duration_ms",
] as const;

export type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>[number];

/** Where a page of deliveries ended. */
interface Place {
  at: string;
  id: string;
}

/** One page of deliveries, the newest first. */
export function listDeliveries(
  db: Database,
  scope: TenantScope,
  filters: DeliveryFilters,
  page: Page<Place>,
) {
  const { target, status, type, call } = filters;
  return inTenant(db, scope, (trx) => {
    let query = trx
      .selectFrom("outgoing_deliveries")
      .select(shown)
      .where("tenant_id", "=", scope.tenantId)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(page.limit + 1);
    if (target !== undefined) query = query.where("target_id", "=", target);
    if (status !== undefined) query = query.where("status", "=", status);
    if (type !== undefined) query = query.where("event_type", "=", type);
    if (call !== undefined) query = query.where("call_id", "=", call);
    if (page.cursor !== undefined) {
      const { at, id } = page.cursor;
      query = query.where(sql<SqlBool>`(created_at, id) < (${at}::timestamptz, ${id})`);
    }
    return query.execute();
  });
}

/** One delivery, or nothing. */
export function findDelivery(db: Database, scope: TenantScope, id: string) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("outgoing_deliveries")
      .select(shown)
      .where("tenant_id", "=", scope.tenantId)
      .where("id", "=", id)
      .executeTakeFirst(),
  );
}

/** Makes deliveries due again, with all their tries before them: one, or those that were given up since an instant. Returns how many. */
export function requeueDeliveries(
  db: Database,
  scope: TenantScope,
  of: { id: string } | { createdSince: string; targetId: string | undefined },
  at: Date,
): Promise<number> {
  return inTenant(
    db,
    scope,
    async (trx) => {
      let query = trx
        .updateTable("outgoing_deliveries")
        .set({ status: "pending", attempts: 0, queued_at: at, next_try_at: at })
        .where("tenant_id", "=", scope.tenantId);
      if ("id" in of) query = query.where("id", "=", of.id);
      else {
        query = query.where("status", "=", "failed");
        query = query.where("created_at", ">=", new Date(of.createdSince));
        if (of.targetId !== undefined) query = query.where("target_id", "=", of.targetId);
      }
      const { numUpdatedRows } = await query.executeTakeFirst();
      return Number(numUpdatedRows);
    },
    { pace: "report" },
  );
}

/** Targets of a tenant that fail, or were disabled by themselves. */
export function listTroubled(db: Database, scope: TenantScope) {
  return inTenant(db, scope, (trx) =>
    trx
      .selectFrom("outgoing_targets")
      .select([
        "id",
        "kind",
        "name",
        "is_enabled",
        "disabled_at",
        "disabled_reason",
        "failing_since",
      ])
      .where("tenant_id", "=", scope.tenantId)
      .where((is) => is.or([is("is_enabled", "=", true), is("disabled_reason", "<>", "person")]))
      .where("failing_since", "is not", null)
      .orderBy("failing_since")
      .execute(),
  );
}
