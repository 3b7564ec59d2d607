import type { ModelRole, ModelUse } from "../lib/call.ts";
import {
  componentOfRole,
  costByComponent,
  ownMetricNames,
  ratioOrNull,
  roleOfComponent,
  toSeconds,
  toUsd,
  wholeOrNull,
} from "./own-words.ts";
import type { VcpSource } from "./source.ts";
import type { VcpMessage } from "./vcp.schema.ts";

type Outcomes = VcpMessage["vcp_payload"]["outcomes"];
type Attribution = Outcomes["model_outcome_attribution"];
type Record_ = VcpSource["record"];

export type StartTimeSource = "provider_start" | "provider_created" | "event_time" | "received";

/** How the call went, in VCP's words (VCP §2.4). */
export function buildOutcomes(record: Record_, startSource: StartTimeSource): Outcomes {
  const { facts } = record;
  return {
    perceived: facts.sentiment ? [`caller: sentiment ${facts.sentiment}`] : [],
    objective: {
      status: record.status,
      scored_criteria: (facts.criteria ?? []).map((criterion) => ({
        id: criterion.id,
        met: criterion.isMet,
        evidence_ref: criterion.evidence ?? null,
        score: criterion.score ?? null,
      })),
      metrics: buildMetrics(record, startSource),
      confidence: null,
    },
    // Required by VCP; the factor says that nothing was measured (§6.15).
    perception_gap: { gap_score: 0, gap_class: "aligned", factors: ["not_assessed"] },
    model_outcome_attribution: buildAttribution(record),
    user_satisfaction_score: ratioOrNull(facts.satisfactionScore),
  };
}

function buildMetrics(record: Record_, startSource: StartTimeSource): Record<string, unknown> {
  const { facts } = record;
  const further = Object.entries(facts.metrics ?? {}).filter(([name]) => !ownMetricNames.has(name));
  const seconds = toSeconds(facts.durationMs);
  const hasScore = ratioOrNull(facts.satisfactionScore) !== null;
  return {
    ...Object.fromEntries(further),
    ...(seconds === null ? {} : { aht_sec: seconds }),
    ...(typeof facts.isHandoff === "boolean" ? { handoff_performed: facts.isHandoff } : {}),
    ...(typeof facts.isVoicemail === "boolean" ? { voicemail_detected: facts.isVoicemail } : {}),
    ...(facts.sentiment ? { user_sentiment: facts.sentiment } : {}),
    ...(hasScore && facts.satisfactionSource
      ? { satisfaction_source: facts.satisfactionSource }
      : {}),
    status_source: record.statusSource,
    start_time_source: startSource,
  };
}

/** The models of a call, one per role: further models of a role are told in `reason`. */
export function buildRoles(
  models: readonly ModelUse[],
): VcpMessage["vcp_payload"]["model_selection"]["roles"] {
  return Object.fromEntries(
    [...byRole(models)].map(([role, [first, ...others]]) => [
      role,
      {
        chosen: first.model,
        alternatives: [],
        reason: ["provider_default", ...others.map((other) => `also used: ${other.model}`)],
        fallback_used: false,
      },
    ]),
  );
}

function byRole(models: readonly ModelUse[]): Map<ModelRole, [ModelUse, ...ModelUse[]]> {
  const roles = new Map<ModelRole, [ModelUse, ...ModelUse[]]>();
  for (const model of models) {
    const known = roles.get(model.role);
    if (known) known.push(model);
    else roles.set(model.role, [model]);
  }
  return roles;
}

/**
 * Who cost what. A component that a model role bears is told with that role, every other one under `kpis.costs`, so that the two add up
 * to what is known without counting anything twice. Roles need minutes, so without a duration all costs stand under `kpis.costs`.
 */
function buildAttribution({ facts }: Record_): Attribution {
  const seconds = toSeconds(facts.durationMs);
  const total = toUsd(facts.costMicros);
  const costs = costByComponent(facts.costItems ?? []);
  const roles =
    seconds === null
      ? {}
      : attributeRoles(facts.models ?? [], costs, (facts.durationMs ?? 0) / 60_000);
  const credits = facts.metrics?.elevenlabs_credits;
  return {
    roles,
    kpis: {
      ...(seconds === null ? {} : { aht_sec: seconds }),
      ...(total === null ? {} : { cost_per_call_usd: total }),
      ...(typeof credits === "number" ? { elevenlabs_credits: credits } : {}),
      ...(costs.size === 0
        ? {}
        : { costs: Object.fromEntries([...costs].map(([name, sum]) => [name, toUsd(sum)])) }),
    },
    total_cost_usd: total,
  };
}

/** Takes what the roles bear out of `costs`. */
function attributeRoles(
  models: readonly ModelUse[],
  costs: Map<string, number>,
  minutes: number,
): Attribution["roles"] {
  const rounded = Math.round(minutes * 1000) / 1000;
  const roles: Attribution["roles"] = {};
  for (const [role, [first, ...others]] of byRole(models)) {
    const uses = [first, ...others];
    const own = sum(uses.map((use) => use.micros));
    const component = componentOfRole[role];
    const isBearer = roleOfComponent[component] !== undefined;
    const micros = own ?? (isBearer ? (costs.get(component) ?? null) : null);
    if (isBearer) costs.delete(component);
    roles[role] = {
      model_id: first.model,
      minutes: rounded,
      errors: 0,
      tokens_processed: sum(uses.map((use) => use.tokens)),
      cost_usd: toUsd(micros),
    };
  }
  return roles;
}

function sum(values: ReadonlyArray<number | null | undefined>): number | null {
  const known = values.map(wholeOrNull).filter((value) => value !== null);
  return known.length === 0 ? null : wholeOrNull(known.reduce((a, b) => a + b, 0));
}
