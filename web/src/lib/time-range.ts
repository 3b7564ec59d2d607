import { createStore } from "./store.ts";
import { t } from "./text.ts";
import { fromZoned, toZoned } from "./zoned-time.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The periods that pages offer. */
export const rangePresets = [
  { id: "hour", label: t("Last hour") },
  { id: "day", label: t("Last 24 hours") },
  { id: "today", label: t("Today") },
  { id: "yesterday", label: t("Yesterday") },
  { id: "week", label: t("Last 7 days") },
  { id: "month", label: t("Last 30 days") },
  { id: "quarter", label: t("Last 90 days") },
] as const;
type RangePreset = (typeof rangePresets)[number]["id"];

/** A period as it stands in the address: one that is offered, or days of one's own (`2026-11-01..2026-11-25`), the last among them. */
export type TimeRange = RangePreset | `${string}..${string}`;

/** The days of a whole-day period, from one to the other; the other is part of it. */
export interface Days {
  first: string;
  last: string;
}

/** Reads what an address says; what is not understood is no range. */
export function readRange(raw: unknown): TimeRange | undefined {
  if (typeof raw !== "string") return undefined;
  const preset = rangePresets.find(({ id }) => id === raw)?.id;
  if (preset !== undefined) return preset;
  const [first = "", last = "", ...rest] = raw.split("..");
  return rest.length === 0 ? rangeOfDays({ first, last }) : undefined;
}

/** Days of one's own as a range, unless they are none. */
export function rangeOfDays({ first, last }: Days): TimeRange | undefined {
  return isDay(first) && isDay(last) && first <= last ? `${first}..${last}` : undefined;
}

const isDay = (text: string) => /^2\d{3}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/** Whether the days are one's own. */
export const isOwnDays = (range: TimeRange) => range.includes("..");

export interface Period {
  from: string;
  /** The first instant after it; it may be still to come. */
  end: string;
  /** It goes on at the moment, so that what comes in belongs to it. */
  isOpen: boolean;
  /** How many days it has, begun ones too. */
  days: number;
}

/** What a range means at a moment by the clock of the zone. Days are whole ones, today among them; hours end now. */
export function periodOf(range: TimeRange, zone: string, now: number): Period {
  if (range === "hour" || range === "day") {
    const from = new Date(now - (range === "hour" ? hourMs : dayMs)).toISOString();
    return { from, end: new Date(now).toISOString(), isOpen: true, days: 1 };
  }
  const { first, last } = daysOf(range, zone, now);
  const [from, end] = [startOfDay(first, zone), startOfDay(addDays(last, 1), zone)];
  return { from, end, isOpen: Date.parse(end) > now, days: daysBetween(first, last) + 1 };
}

const daysBack = { today: 0, week: 6, month: 29, quarter: 89 };

/** The days that a range touches. */
export function daysOf(range: TimeRange, zone: string, now: number): Days {
  const dayAt = (ms: number) => toZoned(new Date(ms).toISOString(), zone).slice(0, 10);
  const today = dayAt(now);
  switch (range) {
    case "hour":
      return { first: dayAt(now - hourMs), last: today };
    case "day":
    case "yesterday": {
      const yesterday = addDays(today, -1);
      return { first: yesterday, last: range === "day" ? today : yesterday };
    }
    case "today":
    case "week":
    case "month":
    case "quarter":
      return { first: addDays(today, -daysBack[range]), last: today };
    default: {
      const [first = today, last = today] = range.split("..");
      return { first, last };
    }
  }
}

export const startOfDay = (day: string, zone: string) => fromZoned(`${day}T00:00`, zone);
export const addDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
const daysBetween = (first: string, last: string) =>
  Math.round((Date.parse(last) - Date.parse(first)) / dayMs);

const storageKey = "voicelens.range";

/**
 * What was chosen last in this tab: it goes along to every page that shows a period.
 *
 * The address of a page alone says what the page shows, so that going back and links stay right.
 */
export const chosenRange = createStore(readRange(readStored()));

/** Keeps a choice for the pages that come next; none is a choice, too. */
export function keepRange(range: TimeRange | undefined): void {
  chosenRange.set(range);
  try {
    if (range === undefined) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, range);
  } catch {
    // A browser that keeps nothing forgets it with the page.
  }
}

function readStored(): string | null {
  try {
    return sessionStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
