import type { AlertRule } from "../api.ts";
import { t } from "../lib/text.ts";
import type { RuleFields } from "./alerts-client.ts";

/** A rule as it is typed: ratios in percent. */
export interface RuleDraft {
  name: string;
  comparison: AlertRule["comparison"];
  value: string;
  minimum_sample: string;
  window_minutes: string;
  duration_minutes: string;
  priority: AlertRule["priority"];
}

const factorOf = (unit: AlertRule["unit"]) => (unit === "ratio" ? 100 : 1);
const rounded = (value: number) => Math.round(value * 1e6) / 1e6;

const signs: Record<AlertRule["unit"], string> = {
  ratio: " %",
  usd: " USD",
  seconds: " s",
  deviations: ` ${t("standard deviations")}`,
  count: "",
};

/** The sign behind a value. */
export const signOf = (unit: AlertRule["unit"]) => signs[unit].trim();

export function showValue({ value, unit }: Pick<AlertRule, "value" | "unit">): string {
  return `${rounded(value * factorOf(unit))}${signs[unit]}`;
}

export function toRuleDraft(rule: AlertRule | undefined): RuleDraft {
  return {
    name: rule?.name ?? "",
    comparison: rule?.comparison ?? "above",
    value: rule === undefined ? "" : String(rounded(rule.value * factorOf(rule.unit))),
    minimum_sample: String(rule?.minimum_sample ?? 0),
    window_minutes: String(rule?.window_minutes ?? 60),
    duration_minutes: String(rule?.duration_minutes ?? 5),
    priority: rule?.priority ?? "P3",
  };
}

/** What the draft says; the form has seen to it that numbers are numbers. */
export function readRuleDraft(draft: RuleDraft, unit: AlertRule["unit"]): RuleFields {
  const { name, comparison, priority } = draft;
  return {
    ...{ name: name.trim(), comparison, priority },
    value: rounded(Number(draft.value) / factorOf(unit)),
    minimum_sample: Number(draft.minimum_sample),
    window_minutes: Number(draft.window_minutes),
    duration_minutes: Number(draft.duration_minutes),
  };
}
