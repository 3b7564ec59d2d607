import { ProblemError } from "../../lib/problems.ts";
import { dayMs } from "../days.ts";
import type { SettingsRow } from "./settings.store.ts";

/** @throws ProblemError `model-quota-spent` where a limit of tokens or money is reached. */
export function refuseSpent(row: SettingsRow, at: Date): void {
  const limits = [
    ["tokens", "month", row.tokens_per_month, row.tokens_this_month],
    ["money", "month", row.cost_micros_per_month, row.cost_micros_this_month],
    ["tokens", "day", row.tokens_per_day, row.tokens_today],
    ["money", "day", row.cost_micros_per_day, row.cost_micros_today],
  ] as const;
  // The longer one first: who waits for the shorter would be refused again.
  for (const [what, span, limit, used] of limits) {
    if (limit === null || used < limit) continue;
    const detail = `The ${whoseOf(row)} limit of ${what} for this ${span} is reached.`;
    throw new ProblemError("model-quota-spent", detail, { retryAfterSec: secondsLeft(span, at) });
  }
}

/** Whose limit it is, as it is told. */
export const whoseOf = ({ agent_id }: SettingsRow) => (agent_id === "" ? "tenant's" : "agent's");

function secondsLeft(span: "day" | "month", at: Date): number {
  const end =
    span === "day"
      ? (Math.floor(at.getTime() / dayMs) + 1) * dayMs
      : Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1);
  return Math.max(1, Math.ceil((end - at.getTime()) / 1_000));
}
