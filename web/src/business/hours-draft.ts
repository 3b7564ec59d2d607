import type { Hours, ShownHours } from "../api.ts";
import type { Faults } from "../lib/faults.ts";
import { t } from "../lib/text.ts";

/** What hours can be given for. */
export const services = {
  general: t("In general"),
  dine_in: t("Eating in"),
  takeaway: t("Takeaway"),
  pickup: t("Pickup"),
  delivery: t("Delivery"),
  kitchen: t("Kitchen"),
  bar: "Bar",
  phone: t("On the phone"),
} as const satisfies Record<Service, string>;
export type Service = NonNullable<Hours["exceptions"][number]["services"]>[number];
export type WeeklySpan = NonNullable<Hours["weekly"][Service]>[number];
export const serviceNames = Object.keys(services) as Service[];

export const weekdays = [
  t("Monday"),
  t("Tuesday"),
  t("Wednesday"),
  t("Thursday"),
  t("Friday"),
  t("Saturday"),
  t("Sunday"),
] as const;

/** From one time of a day to another, as a clock shows them; one that is not later is on the next day. */
export interface DraftSpan {
  key: string;
  start: string;
  end: string;
}

export interface DraftException {
  key: string;
  name: string;
  first: string;
  last: string;
  services: Service[] | null;
  spans: readonly DraftSpan[];
}

/** One list of spans for each day, Monday first. */
export type DraftWeek = ReadonlyArray<readonly DraftSpan[]>;

/** Hours as they stand in the form. */
export interface HoursDraft {
  /** A service that is left out is one of which nothing is known. */
  weekly: Readonly<Partial<Record<Service, DraftWeek>>>;
  exceptions: readonly DraftException[];
  closing: { from: string; until: string; message: string } | null;
}

export const emptyWeek: DraftWeek = weekdays.map(() => []);

export const newSpan = (start = "09:00", end = "17:00"): DraftSpan => ({
  key: crypto.randomUUID(),
  start,
  end,
});

export function toDraft(hours: ShownHours, toLocal: (instant: string) => string): HoursDraft {
  const weekly: Partial<Record<Service, DraftWeek>> = {};
  for (const service of serviceNames) {
    const spans = hours.weekly[service];
    if (spans === undefined) continue;
    weekly[service] = toWeek(spans);
  }
  return {
    weekly,
    exceptions: hours.exceptions.map((exception) => ({
      key: crypto.randomUUID(),
      name: exception.name,
      first: exception.first_date,
      last: exception.last_date,
      services: exception.services,
      spans: exception.spans.map((span) => newSpan(toClock(span.start_min), toClock(span.end_min))),
    })),
    closing: hours.closing && {
      from: hours.closing.from === null ? "" : toLocal(hours.closing.from),
      until: hours.closing.until === null ? "" : toLocal(hours.closing.until),
      message: hours.closing.message,
    },
  };
}

export function fromDraft(draft: HoursDraft, toInstant: (local: string) => string): Hours {
  const weekly: Hours["weekly"] = {};
  for (const [service, week] of Object.entries(draft.weekly)) {
    weekly[service] = fromWeek(week);
  }
  const { closing } = draft;
  return {
    weekly,
    exceptions: draft.exceptions.map(({ name, first, last, services: of, spans }) => ({
      name: name.trim(),
      first_date: first,
      last_date: last === "" ? first : last,
      services: of,
      spans: spans.map(minutesOf),
    })),
    closing: closing && {
      from: closing.from === "" ? null : toInstant(closing.from),
      until: closing.until === "" ? null : toInstant(closing.until),
      message: closing.message.trim(),
    },
  };
}

/** The spans of a week by their days, as they stand in a form. */
export function toWeek(spans: readonly WeeklySpan[]): DraftWeek {
  return weekdays.map((_, at) =>
    spans
      .filter(({ dow }) => dow === at + 1)
      .sort((a, b) => a.start_min - b.start_min)
      .map((span) => newSpan(toClock(span.start_min), toClock(span.end_min))),
  );
}

export function fromWeek(week: DraftWeek): WeeklySpan[] {
  return week.flatMap((spans, at) => spans.map((span) => ({ dow: at + 1, ...minutesOf(span) })));
}

/** What is wrong with each day of a week; the API counts the spans of all days together. */
export function faultsOfDays(week: DraftWeek, faults: Faults): string[] {
  let count = 0;
  return week.map((spans) => {
    const own = spans.flatMap(() => faults[count++] ?? []);
    return [...new Set(own)].join(" ");
  });
}

/** The minutes that a span begins and ends at; the end of a day is written as midnight. */
export function minutesOf({ start, end }: DraftSpan): { start_min: number; end_min: number } {
  return { start_min: toMinutes(start), end_min: toMinutes(end) };
}

/** Whether it ends on the day after, beyond midnight itself. */
export function isOvernight(span: DraftSpan): boolean {
  const { start_min: start, end_min: end } = minutesOf(span);
  return end <= start && end !== 0;
}

function toMinutes(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

function toClock(minutes: number): string {
  const pad = (count: number) => String(count).padStart(2, "0");
  return `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`;
}
