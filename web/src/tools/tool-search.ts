import type { ToolUse } from "../api.ts";
import { t } from "../lib/text.ts";

export type Outcome = ToolUse["outcome"];

/** The outcomes in the order in which they are drawn, the compiler knows whether they are all. */
const outcomeSet: Record<Outcome, true> = {
  answered: true,
  last_answer: true,
  fallback: true,
  refused: true,
  running: true,
};
export const outcomes = Object.keys(outcomeSet) as Outcome[];

/** How far back one looks. */
export const ranges = [
  { id: "day", label: t("24 hours"), ms: 24 * 3_600_000 },
  { id: "week", label: t("7 days"), ms: 7 * 24 * 3_600_000 },
  { id: "month", label: t("30 days"), ms: 30 * 24 * 3_600_000 },
] as const;
export type RangeId = (typeof ranges)[number]["id"];

/** The page as it stands in the address. */
export interface ToolSearch {
  range?: RangeId | undefined;
  tool?: string | undefined;
  outcome?: Outcome | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readToolSearch(raw: Record<string, unknown>): ToolSearch {
  const range = ranges.find(({ id }) => id === raw.range)?.id;
  const outcome = outcomes.find((one) => one === raw.outcome);
  const { tool } = raw;
  return {
    ...(range === undefined ? {} : { range }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(typeof tool === "string" && tool !== "" ? { tool: tool.slice(0, 100) } : {}),
  };
}
