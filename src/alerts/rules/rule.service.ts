import { recordAudit } from "../../audit/index.ts";
import type { RequestAccess } from "../../http/index.ts";
import { newId } from "../../lib/ids.ts";
import { ProblemError } from "../../lib/problems.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { Rule } from "./default-rules.ts";
import { alertMetrics, beyondAll, isWithinReach } from "./metrics.ts";
import type { AlertRule, AlertRuleChange, NewAlertRule } from "./rule.schema.ts";
import { deleteRule, listRules, lockRules, type TenantRule, writeRule } from "./rule.store.ts";

export type RuleService = ReturnType<typeof createRuleService>;

/** Each costs a measurement a minute. */
const ownRulesMax = 50;

/** Rules, those that come with the product among them. */
export function createRuleService({ db, now }: { db: Database; now: () => number }) {
  const inRules = <T>(scope: TenantScope, work: (trx: Trx) => Promise<T>) =>
    inTenant(db, scope, async (trx) => {
      await lockRules(trx, scope);
      return work(trx);
    });
  const write = async (trx: Trx, access: RequestAccess, rule: Rule, action: string) => {
    const { scope, actor } = access;
    refuseEndless(rule);
    await writeRule(trx, scope, rule, { actor, at: new Date(now()) });
    const { id, ...payload } = rule;
    await recordAudit(trx, scope, { actor, action, subject: id, payload });
    return toView(await mustFind(trx, scope, id));
  };

  return {
    list: (scope: TenantScope) =>
      inTenant(db, scope, async (trx) => (await listRules(trx, scope)).map(toView)),

    get: (scope: TenantScope, id: string) =>
      inTenant(db, scope, async (trx) => toView(await mustFind(trx, scope, id))),

    create: (access: RequestAccess, given: NewAlertRule) =>
      inRules(access.scope, async (trx) => {
        if (!isWithinReach(access.scope, given.metric)) {
          throw new ProblemError(
            "alert-rule-invalid",
            "This metric is of the whole installation, and only its own tenant has rules on it.",
          );
        }
        const rules = await listRules(trx, access.scope);
        if (rules.filter(({ isDefault }) => !isDefault).length >= ownRulesMax) {
          throw new ProblemError(
            "limit-reached",
            `A tenant has at most ${ownRulesMax} alert rules of its own.`,
          );
        }
        const { name, metric, comparison, value, priority } = given;
        const rule: Rule = {
          id: newId("alr"),
          ...{ name, metric, comparison, value, priority },
          ...fromView(given),
        };
        return write(trx, access, rule, "alert_rule.created");
      }),

    change: (access: RequestAccess, id: string, change: AlertRuleChange) =>
      inRules(access.scope, async (trx) => {
        const before = await mustFind(trx, access.scope, id);
        const whole = { ...toView(before), ...withoutUndefined(change) };
        const { metric } = before;
        const { name, comparison, value, priority } = whole;
        const rule: Rule = {
          ...{ id, name, metric, comparison, value, priority },
          ...fromView(whole),
        };
        return write(trx, access, rule, "alert_rule.changed");
      }),

    /** Removes a rule, or undoes the changes of one that comes with the product. */
    remove: ({ scope, actor }: RequestAccess, id: string): Promise<void> =>
      inRules(scope, async (trx) => {
        await mustFind(trx, scope, id);
        if (!(await deleteRule(trx, scope, id))) return;
        await recordAudit(trx, scope, { actor, action: "alert_rule.removed", subject: id });
      }),
  };
}

async function mustFind(trx: Trx, scope: TenantScope, id: string): Promise<TenantRule> {
  const rule = (await listRules(trx, scope)).find((one) => one.id === id);
  if (rule === undefined) {
    throw new ProblemError("alert-rule-not-found", "This tenant has no such alert rule.");
  }
  return rule;
}

/** Such a rule would warn of everything, or of nothing, for ever. */
function refuseEndless({ metric, comparison, value }: Rule): void {
  const { unit } = alertMetrics[metric];
  const isSenseless =
    (comparison === "below" && value <= 0) ||
    (comparison === "above" && value < 0) ||
    (unit === "ratio" && !beyondAll.has(metric) && value > 1) ||
    (unit === "ratio" && !beyondAll.has(metric) && comparison === "above" && value === 1);
  if (!isSenseless) return;
  throw new ProblemError(
    "alert-rule-invalid",
    "No figure can be beyond this value, or every one is: ratios are 0 to 1, and nothing is below zero.",
  );
}

type Snake = Pick<
  AlertRule,
  "minimum_sample" | "window_minutes" | "duration_minutes" | "is_enabled"
>;

function fromView(view: Snake) {
  return {
    minimumSample: view.minimum_sample,
    windowMinutes: view.window_minutes,
    durationMinutes: view.duration_minutes,
    isEnabled: view.is_enabled,
  };
}

function toView(rule: TenantRule): AlertRule {
  const { id, name, metric, comparison, value, priority } = rule;
  const { title, unit, reach } = alertMetrics[metric];
  return {
    ...{ id, name, metric, comparison, value, priority, unit, reach },
    metric_title: title,
    minimum_sample: rule.minimumSample,
    window_minutes: rule.windowMinutes,
    duration_minutes: rule.durationMinutes,
    is_enabled: rule.isEnabled,
    is_default: rule.isDefault,
    changed_by: rule.changedBy,
    changed_at: rule.changedAt?.toISOString() ?? null,
  };
}

function withoutUndefined<T extends object>(
  given: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
