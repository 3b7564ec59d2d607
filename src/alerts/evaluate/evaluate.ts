import { type AlertChange, writeAlertChanges } from "../../calls/index.ts";
import type { TenantScope } from "../../lib/tenant-scope.ts";
import { errorFields, type Logger } from "../../observe/index.ts";
import { type Database, inTenant, type Trx } from "../../store/index.ts";
import type { Measurer } from "../measure/measure.ts";
import { listRules, type TenantRule } from "../rules/rule.store.ts";
import { type AlertSettings, readSettings } from "../settings/settings.store.ts";
import { quietUntil } from "../tell/quiet-hours.ts";
import type { Teller } from "../tell/tell.ts";
import { nextEscalation } from "./escalation.ts";
import { type Measurement, nextStep, type Verdict, verdictOf } from "./judge.ts";
import {
  beginLook,
  deletePending,
  insertEntry,
  insertPending,
  type LiveAlert,
  lockLiveAlerts,
  updateAlert,
} from "./standing.store.ts";

interface Needs {
  db: Database;
  measure: Measurer;
  tell: Teller;
  now: () => number;
  log: Logger;
}

/** Beyond this nobody knows how it was between two looks. */
const gapMs = 5 * 60_000;
/** When everything fails, the worst of each rule tell enough. */
const subjectsMax = 20;

/** Looks at every rule of a tenant: measures first, then writes in one transaction what came of it, with the messages that tell of it. */
export async function evaluate(needs: Needs, scope: TenantScope): Promise<void> {
  const { db, now } = needs;
  const { rules, settings } = await inTenant(db, scope, async (trx) => ({
    rules: (await listRules(trx, scope)).filter(({ isEnabled }) => isEnabled),
    settings: await readSettings(trx, scope),
  }));
  const at = now();
  const seen = new Map<string, readonly Measurement[] | null>();
  for (const rule of rules) {
    seen.set(rule.id, await measureRule(needs, scope, rule, { at, timeZone: settings.timeZone }));
  }
  await inTenant(db, scope, async (trx) => {
    const changes: AlertChange[] = [];
    const tell: Teller = async (...told) => {
      const [, , { id: alertId }, { kind }] = told;
      changes.push({ alertId, kind });
      await needs.tell(...told);
    };
    await settle({ ...needs, tell }, trx, scope, { rules, settings, seen, at: new Date(at) });
    await writeAlertChanges(trx, scope, changes);
  });
}

/** Null when it could not be measured: that proves nothing, and the other rules are looked at all the same. */
async function measureRule(
  { measure, log }: Needs,
  scope: TenantScope,
  { id, metric, windowMinutes }: TenantRule,
  { at, timeZone }: { at: number; timeZone: string },
): Promise<readonly Measurement[] | null> {
  try {
    return await measure(metric, scope, { now: at, windowMinutes, timeZone });
  } catch (error) {
    log.warn({ rule: id, metric, ...errorFields(error) }, "an alert rule could not be measured");
    return null;
  }
}

interface Look {
  rules: readonly TenantRule[];
  settings: AlertSettings;
  seen: ReadonlyMap<string, readonly Measurement[] | null>;
  at: Date;
}

async function settle(needs: Needs, trx: Trx, scope: TenantScope, look: Look): Promise<void> {
  const { rules, settings, seen, at } = look;
  const before = await beginLook(trx, scope, at);
  const sinceMs = before === null ? gapMs : at.getTime() - before.getTime();
  const isContinuous = sinceMs >= 0 && sinceMs < gapMs;
  const live = await lockLiveAlerts(trx, scope);
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  for (const alert of live) {
    const rule = ruleOf.get(alert.rule_id);
    const found = seen.get(alert.rule_id)?.find(({ subject }) => subject === alert.subject);
    const verdict = rule === undefined ? "well" : judge(rule, alert, found, seen);
    const durationMs = (rule?.durationMinutes ?? 0) * 60_000;
    await move(needs, trx, scope, {
      ...{ alert, found, verdict, durationMs, isContinuous, settings, at },
    });
  }
  const known = new Set(live.map(({ rule_id, subject }) => `${rule_id}/${subject}`));
  for (const rule of rules) {
    const held = live.filter(({ rule_id }) => rule_id === rule.id).length;
    const bad = (seen.get(rule.id) ?? []).filter((one) => verdictOf(rule, one) === "bad");
    const fresh = bad
      .filter(({ subject }) => !known.has(`${rule.id}/${subject}`))
      .sort((a, b) => (b.sample ?? 0) - (a.sample ?? 0))
      .slice(0, Math.max(0, subjectsMax - held));
    for (const found of fresh) {
      const alert = await insertPending(trx, scope, { rule, seen: found, at });
      if (alert === undefined || rule.durationMinutes > 0) continue;
      await open(needs, trx, scope, alert, at);
    }
  }
}

function judge(
  rule: TenantRule,
  { subject }: LiveAlert,
  found: Measurement | undefined,
  seen: Look["seen"],
): Verdict {
  if (found !== undefined) return verdictOf(rule, found);
  const isMeasured = seen.get(rule.id) !== null;
  // A process that ended and a connection that was removed have no trouble any more.
  const isGone = subject.startsWith("process:") || rule.metric === "provider_failures";
  return isMeasured && isGone ? "well" : "unknown";
}

async function move(
  needs: Needs,
  trx: Trx,
  scope: TenantScope,
  of: {
    alert: LiveAlert;
    found: Measurement | undefined;
    verdict: Verdict;
    durationMs: number;
    isContinuous: boolean;
    settings: AlertSettings;
    at: Date;
  },
): Promise<void> {
  const { alert, found, settings, at, ...seen } = of;
  const standing = {
    status: alert.status,
    badSince: alert.bad_since.getTime(),
    wellSince: alert.well_since?.getTime() ?? null,
    resolvedAt: alert.resolved_at?.getTime() ?? null,
  };
  const step = nextStep(standing, { ...seen, at: at.getTime() });
  switch (step.to) {
    case "drop":
      return deletePending(trx, scope, alert.id);
    case "open":
      return open(needs, trx, scope, alert, at);
    case "leave":
      return updateAlert(trx, scope, alert.id, { is_live: false, updated_at: at });
    case "resolve":
      return resolve(needs, trx, scope, alert, at);
    case "stay": {
      const figures =
        seen.verdict === "bad" && found?.value !== null && found !== undefined
          ? { value: found.value, sample: found.sample }
          : {};
      await updateAlert(trx, scope, alert.id, {
        ...figures,
        bad_since: new Date(step.badSince),
        well_since: step.wellSince === null ? null : new Date(step.wellSince),
        updated_at: at,
      });
      await escalate(needs, trx, scope, { alert, settings, at });
    }
  }
}

async function open({ tell }: Needs, trx: Trx, scope: TenantScope, alert: LiveAlert, at: Date) {
  const change = {
    status: "open",
    opened_at: at,
    escalates_at: nextEscalation(alert.priority, 0, at),
    updated_at: at,
  } as const;
  await updateAlert(trx, scope, alert.id, change);
  await insertEntry(trx, scope, { alertId: alert.id, at, actor: "system", kind: "opened" });
  await tell(trx, scope, { ...alert, ...change }, { kind: "opened", at });
}

async function resolve({ tell }: Needs, trx: Trx, scope: TenantScope, alert: LiveAlert, at: Date) {
  await updateAlert(trx, scope, alert.id, {
    ...{ status: "resolved", is_live: false, resolved_at: at, resolved_by: "system" },
    ...{ escalates_at: null, updated_at: at },
  });
  await insertEntry(trx, scope, { alertId: alert.id, at, actor: "system", kind: "resolved" });
  await tell(trx, scope, alert, { kind: "resolved", at });
}

/** Nobody took it: it is told again, to more people. Who sleeps is not woken for it. */
async function escalate(
  { tell }: Needs,
  trx: Trx,
  scope: TenantScope,
  of: { alert: LiveAlert; settings: AlertSettings; at: Date },
): Promise<void> {
  const { alert, settings, at } = of;
  const { id, status, priority, escalates_at: due } = alert;
  if (status !== "open" || due === null || due > at) return;
  const quietEnd = quietUntil(settings, priority, at);
  const escalations = alert.escalations + (quietEnd === null ? 1 : 0);
  const next = nextEscalation(priority, escalations, quietEnd ?? at);
  await updateAlert(trx, scope, id, { escalations, escalates_at: next, updated_at: at });
  if (quietEnd !== null) return;
  await insertEntry(trx, scope, { alertId: id, at, actor: "system", kind: "escalated" });
  await tell(trx, scope, alert, { kind: "escalated", at });
}
