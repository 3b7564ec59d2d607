import { offsetAt } from "../lib/time-zone.ts";

export const minutesOfDay = 1_440;
const minuteMs = 60_000;
const dayMs = 86_400_000;

/** A day as calendars count it, such as `2026-03-29`. */
export type LocalDate = string;

/** What a clock and a calendar of a zone show. */
export interface LocalTime {
  date: LocalDate;
  /** 1 is Monday, 7 Sunday. */
  dow: number;
  /** Whole minutes since the clock showed midnight. */
  minute: number;
}

/** What a clock of the zone shows at an instant. */
export function toLocal(at: number, timeZone: string): LocalTime {
  const shown = at + offsetAt(at, timeZone);
  const date = new Date(shown).toISOString().slice(0, 10);
  const sinceMidnight = shown - Date.parse(`${date}T00:00:00Z`);
  return { date, dow: dowOf(date), minute: Math.floor(sinceMidnight / minuteMs) };
}

/** The weekday of a date: 1 is Monday, 7 Sunday. */
export function dowOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** The date so many days later. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** How many days the second date is after the first. */
export function daysBetween(first: LocalDate, second: LocalDate): number {
  return Math.round((Date.parse(`${second}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / dayMs);
}

/**
 * The first instant at which a clock of the zone shows this minute of the day, or a later one. `minute` may be beyond the day's end.
 *
 * Where the clock is put forward past the minute, it is the instant of the change; where it is put back it shows the minute twice, and the first is meant. So whether
 * something is open is what a look at the clock would tell, except in the hour that comes twice, in which it is told once.
 */
export function instantAt(date: LocalDate, minute: number, timeZone: string): number {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * minuteMs;
  const before = offsetAt(wall - dayMs, timeZone);
  const after = offsetAt(wall + dayMs, timeZone);
  if (before === after) return wall - before;
  const candidates = [wall - before, wall - after].sort((a, b) => a - b);
  const shown = candidates.find((at) => at + offsetAt(at, timeZone) === wall);
  if (shown !== undefined) return shown;
  const [low = wall, high = wall] = candidates;
  return changeBetween(low, high, timeZone);
}

/** The instant in which a zone's clocks are put forward. */
function changeBetween(low: number, high: number, timeZone: string): number {
  const before = offsetAt(low, timeZone);
  let [from, to] = [low, high];
  while (to - from > 1000) {
    const middle = Math.floor((from + to) / 2000) * 1000;
    if (middle <= from) break;
    if (offsetAt(middle, timeZone) === before) from = middle;
    else to = middle;
  }
  return to;
}
