import { fromZoned, toZoned } from "../lib/zoned-time.ts";
import { type AnalyticsSearch, type Interval, rangeOf } from "./analytics-search.ts";

const quarterMs = 15 * 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A time from whole day to whole day of the tenant's zone, or until now. */
export interface Span {
  from: string;
  to: string;
}

/** What the page shows: the time, the same length before it, and the filters. */
export interface View {
  zone: string;
  span: Span;
  before: Span;
  /** The time goes on: its end is now. */
  isOpen: boolean;
  interval: Interval;
  filters: Pick<AnalyticsSearch, "provider" | "agent" | "number">;
}

/** What an address asks for at a moment. The same for a quarter of an hour, so that it is asked for once. */
export function viewOf(search: AnalyticsSearch, zone: string, now: number): View {
  const at = new Date(Math.ceil(now / quarterMs) * quarterMs).toISOString();
  const today = toZoned(at, zone).slice(0, 10);
  const range = rangeOf(search);
  const [first, last] = range
    ? [addDays(today, 1 - range.days), today]
    : [search.from ?? today, search.to ?? today];
  const days = daysBetween(first, last) + 1;
  const end = startOf(addDays(last, 1), zone);
  const isOpen = end > at;
  // A time that has not begun yet ends like any other: there are no calls in it.
  const to = isOpen && startOf(first, zone) < at ? at : end;
  const { provider, agent, number } = search;
  return {
    ...{ zone, isOpen, filters: { provider, agent, number } },
    span: { from: startOf(first, zone), to },
    before: { from: startOf(addDays(first, -days), zone), to: shift(to, -days, zone) },
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
    const hours = Math.ceil((Date.parse(to) - Date.parse(from)) / hourMs);
    return Array.from({ length: hours }, (_, hour) =>
      new Date(Date.parse(from) + hour * hourMs).toISOString(),
    );
  }
  const starts: string[] = [];
  for (let day = beginOf(toZoned(from, zone).slice(0, 10), interval); ; day = next(day, interval)) {
    const start = startOf(day, zone);
    if (start >= to) return starts;
    starts.push(start);
  }
}

/** Where the interval ends that begins then. */
export function endOf(start: string, { interval, zone }: View): string {
  if (interval === "hour") return new Date(Date.parse(start) + hourMs).toISOString();
  return startOf(next(toZoned(start, zone).slice(0, 10), interval), zone);
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

const startOf = (day: string, zone: string) => fromZoned(`${day}T00:00`, zone);
const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
const daysBetween = (first: string, last: string) =>
  Math.round((Date.parse(last) - Date.parse(first)) / dayMs);

/** The same time of the day, days later or earlier. */
function shift(instant: string, days: number, zone: string): string {
  const local = toZoned(instant, zone);
  return fromZoned(`${addDays(local.slice(0, 10), days)}${local.slice(10)}`, zone);
}
