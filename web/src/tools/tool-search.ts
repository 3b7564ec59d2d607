import type { ToolUse } from "../api.ts";
import { readRange, type TimeRange } from "../lib/time-range.ts";

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

/** What is shown where nothing is chosen. */
export const usualRange = "week";

/** The page as it stands in the address. */
export interface ToolSearch {
  range?: TimeRange | undefined;
  tool?: string | undefined;
  outcome?: Outcome | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readToolSearch(raw: Record<string, unknown>): ToolSearch {
  const range = readRange(raw.range);
  const outcome = outcomes.find((one) => one === raw.outcome);
  const { tool } = raw;
  return {
    ...(range === undefined ? {} : { range }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(typeof tool === "string" && tool !== "" ? { tool: tool.slice(0, 100) } : {}),
  };
}
