const dateTime =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:[Zz]|([+-])(\d{2}):?(\d{2}))?$/;
const zone = /(?:[Zz]|[+-]\d{2}:?\d{2})$/;
const daysOfMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const msOf400Years = 146_097 * 86_400_000;

/**
 * Reads a date-time of a VCP message as epoch milliseconds: RFC 3339, any number of decimals, any offset. Text without a zone is UTC
 * (VCP §6.11). Null for anything else, days that do not exist included.
 */
export function readInstant(text: string): number | null {
  if (text.length > 64) return null;
  const match = dateTime.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number);
  const second = Number(match[6] ?? 0);
  if (month < 1 || month > 12 || day < 1 || day > lastDay(year, month)) return null;
  // RFC 3339 allows the leap second.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const millis = Number((match[7] ?? "").slice(0, 3).padEnd(3, "0"));
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; the calendar repeats every 400 years.
  const ms = Date.UTC(year + 400, month - 1, day, hour, minute, second, millis) - msOf400Years;
  const offset = (Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)) * 60_000;
  return match[8] === "-" ? ms + offset : ms - offset;
}

/** Whether the text says in which zone it counts. */
export function hasZone(text: string): boolean {
  return zone.test(text);
}

function lastDay(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeap ? 29 : (daysOfMonth[month - 1] ?? 0);
}

const earliest = Date.UTC(2000, 0, 1) - 5 * msOf400Years;
const latest = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Writes an instant as VCP wants it (UTC, three decimals); null for what has no four-digit year. */
export function writeInstant(ms: number | null | undefined): string | null {
  if (typeof ms !== "number" || !(ms >= earliest && ms <= latest)) return null;
  return new Date(ms).toISOString();
}
