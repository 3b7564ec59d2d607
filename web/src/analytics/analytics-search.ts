import { rangeOfDays, readRange, type TimeRange } from "../lib/time-range.ts";

/** What is shown where nothing is chosen. */
export const usualRange = "month";

export const intervals = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof intervals)[number];

/** What is asked for, as it stands in the address. */
export interface AnalyticsSearch {
  range?: TimeRange | undefined;
  by?: Interval | undefined;
  provider?: string | undefined;
  agent?: string | undefined;
  number?: string | undefined;
}

/** Reads an address; what is not understood is dropped. A link may name days as `from` and `to`, too; they go before a range. */
export function readAnalyticsSearch(raw: Record<string, unknown>): AnalyticsSearch {
  const text = (value: unknown) =>
    typeof value === "string" && value.trim() !== "" ? value : undefined;
  const days = rangeOfDays({ first: text(raw.from) ?? "", last: text(raw.to) ?? "" });
  const search: AnalyticsSearch = {
    range: days ?? readRange(raw.range),
    by: intervals.find((interval) => interval === raw.by),
    provider: text(raw.provider),
    agent: text(raw.agent),
    number: text(raw.number),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
