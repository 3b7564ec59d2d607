import type { CallFacts, CostItem, ModelRole, ModelUse } from "../lib/call.ts";
import { usdToMicros } from "../lib/money.ts";
import { componentOfRole, isCostComponent, ownMetricNames } from "./own-words.ts";
import { isObject } from "./shape.ts";
import type { VcpMessage } from "./vcp.schema.ts";

type Payload = VcpMessage["vcp_payload"];
type Attribution = Payload["outcomes"]["model_outcome_attribution"];

/** Models and money of a message. */
export function readMoney(payload: Payload): CallFacts {
  const attribution = payload.outcomes.model_outcome_attribution;
  return {
    costMicros: totalOf(attribution),
    costItems: costItemsOf(attribution),
    models: modelsOf(payload),
  };
}

/** VCP §6.10: the total, else the sum of the roles, else the KPI; unknown stays unknown. Summed in whole micro-dollars. */
function totalOf({ total_cost_usd, roles, kpis }: Attribution): number | null {
  const told = usdToMicros(total_cost_usd);
  if (told !== null) return told;
  const parts = Object.values(roles)
    .map((role) => usdToMicros(role.cost_usd))
    .filter((micros) => micros !== null);
  if (parts.length > 0) return parts.reduce((a, b) => a + b, 0);
  return usdToMicros(kpis.cost_per_call_usd);
}

function isModelRole(role: string): role is ModelRole {
  return Object.hasOwn(componentOfRole, role);
}

function costItemsOf({ roles, kpis }: Attribution): CostItem[] {
  const items: CostItem[] = [];
  for (const [role, { model_id, cost_usd }] of Object.entries(roles)) {
    const micros = usdToMicros(cost_usd);
    if (micros === null) continue;
    const component = isModelRole(role) ? componentOfRole[role] : "other";
    items.push({ component, product: model_id, micros });
  }
  for (const [name, cost] of Object.entries(isObject(kpis.costs) ? kpis.costs : {})) {
    const micros = usdToMicros(cost);
    if (micros === null) continue;
    const isKnown = isCostComponent(name);
    items.push({ component: isKnown ? name : "other", product: isKnown ? null : name, micros });
  }
  return items;
}

/** Costs are told once, as cost items. */
function modelsOf({ model_selection, outcomes }: Payload): ModelUse[] {
  const { roles } = outcomes.model_outcome_attribution;
  const names = new Set([...Object.keys(model_selection.roles), ...Object.keys(roles)]);
  return [...names].filter(isModelRole).flatMap((role) => {
    const used = Object.hasOwn(roles, role) ? roles[role] : undefined;
    const chosen = Object.hasOwn(model_selection.roles, role)
      ? model_selection.roles[role]
      : undefined;
    const model = used?.model_id ?? chosen?.chosen;
    return model === undefined ? [] : [{ role, model, tokens: used?.tokens_processed ?? null }];
  });
}

/** The flags, numbers and words among the metrics that have no member of their own in our record. */
export function readScalars(
  metrics: Readonly<Record<string, unknown>>,
): Record<string, number | string | boolean> {
  const scalars: Record<string, number | string | boolean> = {};
  for (const [name, value] of Object.entries(metrics)) {
    if (ownMetricNames.has(name) || name === "__proto__") continue;
    if (typeof value === "string" || typeof value === "boolean") scalars[name] = value;
    else if (typeof value === "number" && Number.isFinite(value)) scalars[name] = value;
  }
  return scalars;
}
