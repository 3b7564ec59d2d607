import { sql } from "kysely";
import type { TenantScope } from "../lib/tenant-scope.ts";
import type { Page, Trx } from "../store/index.ts";
import type { AlertFilters } from "./alert.schema.ts";

export type AlertRow = Awaited<ReturnType<typeof listAlerts>>[number];

/** One page of alerts that somebody was told of, the newest first; one row more than asked tells that there is a next page. */
export function listAlerts(
  trx: Trx,
  scope: TenantScope,
  filters: AlertFilters,
  page: Page<{ at: string; id: string }>,
) {
  let query = trx
    .selectFrom("alerts")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("opened_at", "is not", null)
    .orderBy("opened_at", "desc")
    .orderBy("id", "desc")
    .limit(page.limit + 1);
  const { status, priority, rule } = filters;
  if (status === "unresolved") query = query.where("status", "<>", "resolved");
  else if (status !== undefined) query = query.where("status", "=", status);
  if (priority !== undefined) query = query.where("priority", "=", priority);
  if (rule !== undefined) query = query.where("rule_id", "=", rule);
  const { cursor } = page;
  if (cursor !== undefined) {
    query = query.where(sql<boolean>`(opened_at, id) < (${cursor.at}::timestamptz, ${cursor.id})`);
  }
  return query.execute();
}

/** How many alerts somebody was told of that nobody has resolved, and the worst priority among them. */
export async function countOpenAlerts(trx: Trx, scope: TenantScope) {
  const { count, worst } = await trx
    .selectFrom("alerts")
    .select(({ fn }) => [fn.countAll<string>().as("count"), fn.min("priority").as("worst")])
    .where("tenant_id", "=", scope.tenantId)
    .where("opened_at", "is not", null)
    .where("status", "<>", "resolved")
    .executeTakeFirstOrThrow();
  return { count: Number(count), worst };
}

/** Finds one alert that somebody was told of, or nothing. */
export function findAlertRow(trx: Trx, scope: TenantScope, id: string) {
  return selectOne(trx, scope, id).executeTakeFirst();
}

/** The same; whoever else changes it waits, the evaluator among them. */
export function lockAlert(trx: Trx, scope: TenantScope, id: string) {
  return selectOne(trx, scope, id).forUpdate().executeTakeFirst();
}

const selectOne = (trx: Trx, scope: TenantScope, id: string) =>
  trx
    .selectFrom("alerts")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .where("opened_at", "is not", null);

const entriesMax = 500;

export function listEntries(trx: Trx, scope: TenantScope, alertId: string) {
  return trx
    .selectFrom("alert_entries")
    .select(["id", "at", "actor", "kind", "text"])
    .where("tenant_id", "=", scope.tenantId)
    .where("alert_id", "=", alertId)
    .orderBy("at")
    .orderBy("id")
    .limit(entriesMax)
    .execute();
}

/** The name of a user of the tenant, or nothing. */
export function findUser(trx: Trx, scope: TenantScope, id: string) {
  return trx
    .selectFrom("users")
    .select("name")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
}
