import { cutText } from "../../lib/text.ts";

type Extractions = Record<string, unknown>;

/**
 * Sorts what an assistant extracted into VCP's integrations: CRM, calendar and sales (VCP §7.5). Null when nothing fits.
 */
export function integrationsFrom(extractions: Extractions): Record<string, unknown> | null {
  const found = Object.entries({
    crm_system: crm(extractions),
    calendar_system: calendar(extractions),
    sales_system: sales(extractions),
  }).filter(([, system]) => system !== null);
  return found.length === 0 ? null : Object.fromEntries(found);
}

function crm(extractions: Extractions): Extractions | null {
  const score = own(extractions, "lead_score");
  const interest = own(extractions, "customer_interest_level");
  if (score === null && interest === null) return null;
  return {
    provider: "assistable_extractions",
    // The number says more than the word where both are there.
    lead_score: typeof score === "number" ? score : (interest ?? score),
    contact_data: membersWhere(extractions, (key) => /^(?:contact|customer|lead)_/.test(key)),
  };
}

function calendar(extractions: Extractions): Extractions | null {
  const followUp = own(extractions, "next_followup_date");
  const isPlanned = Object.keys(extractions).some((key) => key.startsWith("appointment_"));
  if (followUp === null && !isPlanned) return null;
  return {
    provider: "assistable_scheduling",
    next_action: own(extractions, "next_action") ?? followUp,
    scheduling_data: membersWhere(extractions, (key) =>
      /appointment|schedule|meeting|followup/.test(key),
    ),
  };
}

function sales(extractions: Extractions): Extractions | null {
  const opportunity = membersWhere(extractions, (key) =>
    /budget|purchase|product_interest|decision_maker|timeline/.test(key),
  );
  if (Object.keys(opportunity).length === 0) return null;
  return {
    provider: "assistable_sales_intelligence",
    opportunity_data: opportunity,
    qualification_score: qualificationScore(extractions),
    qualification_score_basis: "heuristic",
  };
}

/**
 * How promising a lead looks, 0.5 to 1: a rule of thumb, not a measurement (VCP §6.23).
 *
 * Underscores and hyphens count as blanks, since extractions say `within_30_days`.
 */
export function qualificationScore(extractions: Extractions): number {
  const budget = wordsOf(own(extractions, "budget_range"));
  const timeline = wordsOf(own(extractions, "purchase_timeline"));
  let percent = 50;
  if (own(extractions, "decision_maker") === true) percent += 20;
  if (/\$|budget/.test(budget)) percent += 15;
  if (/\b30 days|immediate|urgent/.test(timeline)) percent += 15;
  else if (/\b90 days|quarter/.test(timeline)) percent += 10;
  return Math.min(percent, 100) / 100;
}

function wordsOf(value: unknown): string {
  return typeof value === "string" ? cutText(value, 500).toLowerCase().replace(/[_-]/g, " ") : "";
}

function own(extractions: Extractions, key: string): unknown {
  const value = Object.hasOwn(extractions, key) ? extractions[key] : null;
  return value === undefined || value === "" ? null : value;
}

function membersWhere(extractions: Extractions, fits: (key: string) => boolean): Extractions {
  return Object.fromEntries(Object.entries(extractions).filter(([key]) => fits(key)));
}
