import { addDays, dowOf, instantAt, type LocalDate, minutesOfDay, toLocal } from "./local-time.ts";

/** What hours can be given for. `general` is meant where nothing is said. */
export const services = [
  "general",
  "dine_in",
  "takeaway",
  "pickup",
  "delivery",
  "kitchen",
  "bar",
  "phone",
] as const;
export type ServiceName = (typeof services)[number];

/** From one minute of a day to another; an end that is not after the start is on the next day. Equal ones are a whole day. */
export interface DaySpan {
  start_min: number;
  end_min: number;
}

/** The same every week. 1 is Monday, 7 Sunday. */
export interface WeeklySpan extends DaySpan {
  dow: number;
}

/** Days on which other hours hold, from the first to the last; none is closed. What began the day before still ends as it would have. */
export interface HoursException {
  first_date: LocalDate;
  last_date: LocalDate;
  /** Null: for every service. One for a service goes before one for all. */
  services: ServiceName[] | null;
  spans: DaySpan[];
  name: string;
}

/** Closed as a whole, from an instant (or before all time) until another (or until further notice). */
export interface Closing {
  from: string | null;
  until: string | null;
  message: string;
}

/** When a location is open. A service without an entry is one of which nothing is known; one with none is never open. */
export interface Hours {
  weekly: Partial<Record<ServiceName, WeeklySpan[]>>;
  exceptions: HoursException[];
  closing: Closing | null;
}

/** From an instant up to, not including, another. */
export interface OpenSpan {
  start: number;
  end: number;
}

/** Whether something is open. `unknown` where no hours are given: that is never `closed`. */
export type OpenState =
  | { state: "unknown" }
  | {
      state: "open" | "closed";
      /** When that changes; null when it does not, as far as hours reach. */
      changesAt: number | null;
      /** What is said while the location is closed as a whole. */
      closing: Closing | null;
      /** The exception that holds today. */
      exception: HoursException | null;
    };

interface Place {
  hours: Hours;
  service: ServiceName;
  timeZone: string;
}

/** In days, looked through one after another until a change is found. */
const horizons = [9, 40, 400] as const;

/** Whether a service is open at an instant, and when that changes. */
export function stateAt(place: Place, at: number): OpenState {
  const { hours, service, timeZone } = place;
  const { closing } = hours;
  const isShut = closing !== null && isWithin(closing, at);
  const exception = exceptionOn(hours, service, toLocal(at, timeZone).date);
  if (!isKnown(hours, service)) {
    // Whoever is closed as a whole is closed for everything.
    if (isShut) return { state: "closed", changesAt: null, closing, exception };
    const isShutToday = exception?.spans.length === 0;
    return isShutToday
      ? { state: "closed", changesAt: null, closing: null, exception }
      : { state: "unknown" };
  }
  const state = isOpenAt(place, at) ? "open" : "closed";
  return { state, changesAt: nextChange(place, at), closing: isShut ? closing : null, exception };
}

function isKnown(hours: Hours, service: ServiceName): boolean {
  return hours.weekly[service] !== undefined;
}

/** Whether a service of which hours are known is open at an instant. */
export function isOpenAt(place: Place, at: number): boolean {
  const { date } = toLocal(at, place.timeZone);
  return openSpans(place, addDays(date, -1), 3).some(({ start, end }) => start <= at && at < end);
}

/** The next instant at which a service opens or closes; null when none comes. */
export function nextChange(place: Place, at: number): number | null {
  const { date } = toLocal(at, place.timeZone);
  const from = addDays(date, -2);
  for (const days of horizons) {
    // What is open when the days looked at end may be open on.
    const edge = instantAt(addDays(from, days), 0, place.timeZone);
    const next = openSpans(place, from, days)
      .flatMap(({ start, end }) => [start, end])
      .find((change) => change > at && change < edge);
    if (next !== undefined) return next;
  }
  return null;
}

/** When a service is open that day and the days after it, as instants in order; spans that touch are one. */
function openSpans(place: Place, from: LocalDate, days: number): OpenSpan[] {
  const { hours, service, timeZone } = place;
  const spans: OpenSpan[] = [];
  for (let day = 0; day < days; day++) {
    const date = addDays(from, day);
    for (const span of spansOn(hours, service, date)) {
      const start = instantAt(date, span.start_min, timeZone);
      const end = instantAt(date, endOf(span), timeZone);
      if (end > start) spans.push({ start, end });
    }
  }
  const merged = merge(spans);
  return hours.closing === null ? merged : without(merged, hours.closing);
}

/** The minute at which a span ends, counted from the midnight before its start. */
export function endOf({ start_min, end_min }: DaySpan): number {
  return end_min > start_min ? end_min : end_min + minutesOfDay;
}

/** The spans that begin on a date. */
export function spansOn(hours: Hours, service: ServiceName, date: LocalDate): DaySpan[] {
  const exception = exceptionOn(hours, service, date);
  if (exception !== null) return exception.spans;
  const dow = dowOf(date);
  return (hours.weekly[service] ?? []).filter((span) => span.dow === dow);
}

/** The exception that holds for a service on a date. */
function exceptionOn(hours: Hours, service: ServiceName, date: LocalDate): HoursException | null {
  const holding = hours.exceptions.filter(
    ({ first_date, last_date }) => first_date <= date && date <= last_date,
  );
  return (
    holding.find((exception) => exception.services?.includes(service)) ??
    holding.find((exception) => exception.services === null) ??
    null
  );
}

/** What closes a service on a whole day or for a while, from a date on, in order. */
export function upcomingClosures(
  hours: Hours,
  service: ServiceName,
  { from, days }: { from: LocalDate; days: number },
): HoursException[] {
  const last = addDays(from, days);
  return hours.exceptions
    .filter(({ spans, ...one }) => spans.length === 0 && one.last_date >= from)
    .filter((one) => one.first_date <= last)
    .filter((one) => one.services === null || one.services.includes(service))
    .sort((a, b) => (a.first_date < b.first_date ? -1 : 1));
}

function isWithin(closing: Closing, at: number): boolean {
  const { from, until } = bounds(closing);
  return from <= at && at < until;
}

function bounds({ from, until }: Closing) {
  return {
    from: from === null ? -Infinity : Date.parse(from),
    until: until === null ? Infinity : Date.parse(until),
  };
}

function merge(spans: OpenSpan[]): OpenSpan[] {
  const merged: OpenSpan[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

function without(spans: readonly OpenSpan[], closing: Closing): OpenSpan[] {
  const { from, until } = bounds(closing);
  return spans.flatMap(({ start, end }) =>
    [
      { start, end: Math.min(end, from) },
      { start: Math.max(start, until), end },
    ].filter((part) => part.end > part.start),
  );
}
