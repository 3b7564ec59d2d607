import {
  type DaySpan,
  endOf,
  type Hours,
  type HoursException,
  type ServiceName,
  type WeeklySpan,
} from "./hours.ts";
import { minutesOfDay } from "./local-time.ts";

/** What is wrong with hours, and where. */
export interface HoursFault {
  /** Such as `weekly.general.2`. */
  path: string;
  code: "spans-overlap" | "exceptions-overlap" | "dates-reversed" | "closing-reversed";
  message: string;
}

const minutesOfWeek = 7 * minutesOfDay;
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Everything that keeps hours from being used; bounds of single values are checked before. */
export function faultsOf({ weekly, exceptions, closing }: Hours): HoursFault[] {
  const faults = Object.entries(weekly).flatMap(([service, spans]) =>
    weeklyFaults(service as ServiceName, spans ?? []),
  );
  faults.push(...exceptions.flatMap(exceptionFaults), ...exceptionOverlaps(exceptions));
  const isReversed =
    closing?.from != null &&
    closing.until !== null &&
    Date.parse(closing.until) <= Date.parse(closing.from);
  if (isReversed) {
    const message = "The temporary closing ends before it begins.";
    faults.push({ path: "closing.until", code: "closing-reversed", message });
  }
  return faults;
}

function weeklyFaults(service: ServiceName, spans: readonly WeeklySpan[]): HoursFault[] {
  const placed = spans.map((span) => ({
    span,
    start: (span.dow - 1) * minutesOfDay + span.start_min,
  }));
  return overlaps(placed, minutesOfWeek).map(({ index, other }) => ({
    path: `weekly.${service}.${index}`,
    code: "spans-overlap",
    message: `${nameOf(spans[index])} overlaps ${nameOf(spans[other])}.`,
  }));
}

function nameOf(span: WeeklySpan | undefined): string {
  return span === undefined ? "" : `${weekdays[span.dow - 1]} ${clock(span)}`;
}

function clock({ start_min, end_min }: DaySpan): string {
  const at = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  return `${at(start_min)}-${at(end_min)}`;
}

/** Which spans run into another; sorted, only neighbours can. On a circle the last may run into the first. */
function overlaps(placed: ReadonlyArray<{ span: DaySpan; start: number }>, circle: number | null) {
  const sorted = placed
    .map(({ span, start }, index) => ({ index, start, end: start + endOf(span) - span.start_min }))
    .sort((a, b) => a.start - b.start || a.index - b.index);
  const found: Array<{ index: number; other: number }> = [];
  const [first, ...later] = sorted;
  if (first === undefined) return found;
  let longest = first;
  for (const one of later) {
    if (one.start < longest.end) found.push({ index: one.index, other: longest.index });
    if (one.end > longest.end) longest = one;
  }
  const isAround = circle !== null && longest !== first && longest.end > first.start + circle;
  if (isAround) found.push({ index: longest.index, other: first.index });
  return found;
}

function exceptionFaults(exception: HoursException, at: number): HoursFault[] {
  const faults: HoursFault[] = [];
  if (exception.last_date < exception.first_date) {
    const message = `${exception.last_date} is before ${exception.first_date}.`;
    faults.push({ path: `exceptions.${at}.last_date`, code: "dates-reversed", message });
  }
  const placed = exception.spans.map((span) => ({ span, start: span.start_min }));
  for (const { index, other } of overlaps(placed, null)) {
    const [one, two] = [exception.spans[index], exception.spans[other]];
    if (one === undefined || two === undefined) continue;
    faults.push({
      path: `exceptions.${at}.spans.${index}`,
      code: "spans-overlap",
      message: `${clock(one)} overlaps ${clock(two)}.`,
    });
  }
  return faults;
}

/** On one day at most one exception may hold for all services, and one for each. */
function exceptionOverlaps(exceptions: readonly HoursException[]): HoursFault[] {
  const faults: HoursFault[] = [];
  for (const [at, one] of exceptions.entries()) {
    const other = exceptions.slice(0, at).find((before) => isSameDayAndService(before, one));
    if (other === undefined) continue;
    faults.push({
      path: `exceptions.${at}`,
      code: "exceptions-overlap",
      message: `Another exception holds between ${other.first_date} and ${other.last_date} for the same.`,
    });
  }
  return faults;
}

function isSameDayAndService(one: HoursException, two: HoursException): boolean {
  if (one.last_date < two.first_date || two.last_date < one.first_date) return false;
  if (one.services === null || two.services === null) return one.services === two.services;
  return one.services.some((service) => two.services?.includes(service));
}
