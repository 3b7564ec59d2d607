import { t } from "../lib/text.ts";
export const rangeOptions = [
  { id: "today", label: t("Today"), days: 1 },
  { id: "week", label: t("Last 7 days"), days: 7 },
  { id: "month", label: t("Last 30 days"), days: 30 },
  { id: "quarter", label: t("Last 90 days"), days: 90 },
] as const;
const usualRange = "month";

export const intervals = ["hour", "day", "week", "month"] as const;
export type Interval = (typeof intervals)[number];

/** What is asked for, as it stands in the address. Days of one's own (`2026-11-25`) go before a range. */
export interface AnalyticsSearch {
  range?: (typeof rangeOptions)[number]["id"] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: Interval | undefined;
  provider?: string | undefined;
  agent?: string | undefined;
  number?: string | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readAnalyticsSearch(raw: Record<string, unknown>): AnalyticsSearch {
  const text = (value: unknown) =>
    typeof value === "string" && value.trim() !== "" ? value : undefined;
  const [from, to] = [readDay(raw.from), readDay(raw.to)];
  const search: AnalyticsSearch = {
    range: rangeOptions.find(({ id }) => id === raw.range)?.id,
    ...(from !== undefined && to !== undefined && from <= to && { from, to }),
    by: intervals.find((interval) => interval === raw.by),
    provider: text(raw.provider),
    agent: text(raw.agent),
    number: text(raw.number),
  };
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}

function readDay(value: unknown): string | undefined {
  const isDay = typeof value === "string" && /^2\d{3}-\d\d-\d\d$/.test(value);
  return isDay && !Number.isNaN(Date.parse(value)) ? value : undefined;
}

/** The range that counts: none where the days are one's own. */
export function rangeOf(search: AnalyticsSearch) {
  if (search.from !== undefined) return undefined;
  return rangeOptions.find(({ id }) => id === (search.range ?? usualRange));
}
