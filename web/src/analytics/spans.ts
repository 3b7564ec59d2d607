import { addDays, periodOf, startOfDay } from "../lib/time-range.ts";
import { fromZoned, toZoned } from "../lib/zoned-time.ts";
import { type AnalyticsSearch, type Interval, usualRange } from "./analytics-search.ts";

const quarterMs = 15 * 60_000;
const hourMs = 3_600_000;

/** A time of the tenant's clock, or until now. */
export interface Span {
  from: string;
  to: string;
}

/** What the page shows: the time, what it is compared with, and the filters. */
export interface View {
  zone: string;
  span: Span;
  /** As many days before it; of an hour, the same of the day before. */
  before: Span;
  /** The time goes on: its end is now. */
  isOpen: boolean;
  interval: Interval;
  filters: Pick<AnalyticsSearch, "provider" | "agent" | "number">;
}

/** What an address asks for at a moment. The same for a quarter of an hour, so that it is asked for once. */
export function viewOf(search: AnalyticsSearch, zone: string, now: number): View {
  const quarter = Math.floor(now / quarterMs) * quarterMs;
  const { from, end, isOpen, days } = periodOf(search.range ?? usualRange, zone, quarter);
  // A time that has not begun yet ends like any other: there are no calls in it.
  const hasBegun = Date.parse(from) <= quarter;
  const to = isOpen && hasBegun ? new Date(quarter + quarterMs).toISOString() : end;
  const { provider, agent, number } = search;
  return {
    ...{ zone, isOpen, filters: { provider, agent, number } },
    span: { from, to },
    before: { from: shift(from, -days, zone), to: shift(to, -days, zone) },
    interval: search.by ?? usualInterval(days),
  };
}

/** The same time of the same weekday, a week earlier. */
export function weekBefore({ from, to }: Span, zone: string): Span {
  return { from: shift(from, -7, zone), to: shift(to, -7, zone) };
}

function usualInterval(days: number): Interval {
  if (days <= 2) return "hour";
  if (days <= 100) return "day";
  return days <= 400 ? "week" : "month";
}

/** Where intervals of the time begin, the first perhaps before it. Weeks begin on Monday. */
export function startsOf({ span: { from, to }, interval, zone }: View): string[] {
  if (interval === "hour") {
    const first = Date.parse(fromZoned(`${toZoned(from, zone).slice(0, 13)}:00`, zone));
    const hours = Math.ceil((Date.parse(to) - first) / hourMs);
    return Array.from({ length: hours }, (_, hour) =>
      new Date(first + hour * hourMs).toISOString(),
    );
  }
  const starts: string[] = [];
  for (let day = beginOf(toZoned(from, zone).slice(0, 10), interval); ; day = next(day, interval)) {
    const start = startOfDay(day, zone);
    if (start >= to) return starts;
    starts.push(start);
  }
}

/** Where the interval ends that begins then. */
export function endOf(start: string, { interval, zone }: View): string {
  if (interval === "hour") return new Date(Date.parse(start) + hourMs).toISOString();
  return startOfDay(next(toZoned(start, zone).slice(0, 10), interval), zone);
}

function beginOf(day: string, interval: Interval): string {
  if (interval === "month") return `${day.slice(0, 7)}-01`;
  if (interval !== "week") return day;
  return addDays(day, -((new Date(day).getUTCDay() + 6) % 7));
}

function next(day: string, interval: Interval): string {
  if (interval !== "month") return addDays(day, interval === "week" ? 7 : 1);
  return beginOf(addDays(beginOf(day, "month"), 31), "month");
}

/** The same time of the day, days later or earlier. */
function shift(instant: string, days: number, zone: string): string {
  const local = toZoned(instant, zone);
  return fromZoned(`${addDays(local.slice(0, 10), days)}${local.slice(10)}`, zone);
}
