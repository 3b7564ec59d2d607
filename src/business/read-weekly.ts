import type { WeeklySpan } from "./hours.ts";

const days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** What a text says of a week, or why it says nothing. */
export type ReadWeekly = { spans: WeeklySpan[] | null } | { fault: string };

/**
 * Reads times of the week as people write them: `Mon-Fri 11:00-14:00, 17:00-22:00; Sat,Sun 12:00-23:00`. `always` has no times of its own. An end that is not after
 * its start is on the next day.
 */
export function readWeekly(text: string): ReadWeekly {
  if (text.trim().toLowerCase() === "always") return { spans: null };
  const spans: WeeklySpan[] = [];
  for (const part of text.split(";").filter((one) => one.trim() !== "")) {
    const [, named = "", times = ""] = /^\s*([A-Za-z][A-Za-z,\s-]*?)\s+(\d.*)$/.exec(part) ?? [];
    const dows = readDays(named);
    const read = times.split(",").map(readTimes);
    if (dows === null || read.includes(null)) {
      return { fault: `"${part.trim()}" must be days and times such as Mon-Fri 11:00-14:00` };
    }
    for (const dow of dows) {
      for (const span of read) if (span !== null) spans.push({ dow, ...span });
    }
  }
  return { spans };
}

/** Days such as `Mon`, `Mon-Fri`, `Sat,Sun` or `daily`, Monday being 1; null for what names none. */
export function readDays(text: string): number[] | null {
  if (text.trim().toLowerCase() === "daily") return days.map((_, at) => at + 1);
  const found = text.split(",").map((part) => {
    const [first = -1, last = first, ...more] = part.split("-").map(dayAt);
    if (more.length > 0 || first < 0 || last < 0) return null;
    const count = ((last - first + days.length) % days.length) + 1;
    return Array.from({ length: count }, (_, at) => ((first + at) % days.length) + 1);
  });
  return found.includes(null) ? null : [...new Set(found.flatMap((dows) => dows ?? []))];
}

function dayAt(name: string): number {
  const short = name.trim().toLowerCase();
  return short.length < 3 ? -1 : days.findIndex((day) => short.startsWith(day));
}

function readTimes(text: string) {
  const [from, until, ...more] = text.split("-").map(readClock);
  if (from == null || until == null || more.length > 0 || from === 24 * 60) return null;
  return { start_min: from, end_min: until };
}

/** Minutes since midnight of `9`, `09:00` or `24:00`; null for what is no time. */
export function readClock(text: string): number | null {
  const [, hours, minutes = "0"] = /^\s*(\d{1,2})(?::([0-5]\d))?\s*$/.exec(text) ?? [];
  if (hours === undefined) return null;
  const at = Number(hours) * 60 + Number(minutes);
  return at > 24 * 60 ? null : at;
}
