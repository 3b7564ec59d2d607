import { sql } from "kysely";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import type { Trx } from "../../store/index.ts";
import { defaultRules, type Rule } from "./default-rules.ts";
import { type AlertMetric, alertMetrics, isWithinReach } from "./metrics.ts";

/** A rule as a tenant has it. */
export interface TenantRule extends Rule {
  readonly isDefault: boolean;
  /** Who made or changed it last; null for one as it comes. */
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

/** Every rule of the tenant: those that come with the product, as somebody may have changed them, then the tenant's own. */
export async function listRules(trx: Trx, scope: TenantScope): Promise<TenantRule[]> {
  const rows = await trx
    .selectFrom("alert_rules")
    .selectAll()
    .where("tenant_id", "=", scope.tenantId)
    .orderBy("name")
    .orderBy("id")
    .execute();
  const written = new Map(
    // One of a later release, which this one cannot measure, is left alone.
    rows.filter(({ metric }) => metric in alertMetrics).map((row) => [row.id, toRule(row)]),
  );
  const defaults = defaultRules
    .filter(({ metric }) => isWithinReach(scope, metric))
    .map((rule) => written.get(rule.id) ?? asItComes(rule));
  return [...defaults, ...[...written.values()].filter(({ isDefault }) => !isDefault)];
}

const asItComes = (rule: Rule): TenantRule => ({
  ...rule,
  ...{ isDefault: true, changedBy: null, changedAt: null },
});

const defaultIds = new Set(defaultRules.map(({ id }) => id));

interface Row {
  id: string;
  name: string;
  metric: string;
  comparison: "above" | "below";
  value: number;
  minimum_sample: number;
  window_minutes: number;
  duration_minutes: number;
  priority: Rule["priority"];
  is_enabled: boolean;
  changed_by: string;
  changed_at: Date;
}

function toRule(row: Row): TenantRule {
  const { id, name, comparison, value, priority } = row;
  return {
    ...{ id, name, comparison, value, priority, metric: row.metric as AlertMetric },
    minimumSample: row.minimum_sample,
    windowMinutes: row.window_minutes,
    durationMinutes: row.duration_minutes,
    isEnabled: row.is_enabled,
    isDefault: defaultIds.has(id),
    changedBy: row.changed_by,
    changedAt: row.changed_at,
  };
}

/** Writes a rule as it is from now on. */
export async function writeRule(
  trx: Trx,
  scope: TenantScope,
  rule: Rule,
  by: { actor: string; at: Date },
): Promise<void> {
  const row = {
    ...{ name: rule.name, metric: rule.metric, comparison: rule.comparison, value: rule.value },
    minimum_sample: rule.minimumSample,
    window_minutes: rule.windowMinutes,
    duration_minutes: rule.durationMinutes,
    priority: rule.priority,
    is_enabled: rule.isEnabled,
    changed_by: by.actor,
    changed_at: by.at,
  };
  await trx
    .insertInto("alert_rules")
    .values({ tenant_id: scope.tenantId, id: rule.id, ...row })
    .onConflict((conflict) => conflict.columns(["tenant_id", "id"]).doUpdateSet(row))
    .execute();
}

/** Removes a rule; of one that comes with the product, the changes. Returns whether there was anything. */
export async function deleteRule(trx: Trx, scope: TenantScope, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom("alert_rules")
    .where("tenant_id", "=", scope.tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return Number(numDeletedRows) > 0;
}

/** Makes whoever else changes the tenant's rules wait until the transaction ends. */
export async function lockRules(trx: Trx, scope: TenantScope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`alert_rules/${scope.tenantId}`}, 0))`.execute(
    trx,
  );
}
