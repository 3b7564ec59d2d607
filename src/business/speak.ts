import { decimalsOf } from "./currency.ts";
import { formatOf } from "./intl-formats.ts";
import { daysBetween, type LocalDate, toLocal } from "./local-time.ts";
import { phrasesOf } from "./phrases.ts";

/** An amount as it is said: "12.50 US dollars", "12,50 Euro". Decimals that are nought are left out. */
export function speakMoney(minor: number, currency: string, locale: string): string {
  const places = decimalsOf(currency);
  const unit = 10 ** places;
  const isWhole = minor % unit === 0;
  const digits = isWhole ? 0 : places;
  const format = formatOf(
    `money ${locale} ${currency} ${digits}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: "currency",
        currency,
        currencyDisplay: "name",
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  return format.format(minor / unit).replace(/[\u00a0\u202f]/g, " ");
}

/** A minute of the day as people of the locale say it: "10 PM", "22 Uhr", "22 h 30". */
export function speakMinute(minute: number, locale: string): string {
  const at = Date.UTC(2001, 0, 1, 0, minute);
  const isFull = minute % 60 === 0;
  const { format, hasHalves } = formatOf(`minute ${locale}`, () => clockFormat(locale));
  if (hasHalves) {
    const parts = format.formatToParts(at);
    const kept = isFull
      ? parts.filter(({ type }, place) => type !== "minute" && parts[place + 1]?.type !== "minute")
      : parts;
    return plainBlanks(kept.map(({ value }) => value).join(""));
  }
  const hour = Math.floor(minute / 60) % 24;
  const minutes = String(minute % 60).padStart(2, "0");
  switch (locale.split("-")[0]) {
    case "de":
      return isFull ? `${hour} Uhr` : `${hour}:${minutes} Uhr`;
    case "fr":
      return isFull ? `${hour} h` : `${hour} h ${minutes}`;
    case "nl":
      return isFull ? `${hour} uur` : `${hour}.${minutes} uur`;
    default:
      return `${hour}:${minutes}`;
  }
}

function clockFormat(locale: string) {
  const options = { timeZone: "UTC", hour: "numeric", minute: "2-digit" } as const;
  const format = new Intl.DateTimeFormat(locale, options);
  return { format, hasHalves: format.resolvedOptions().hour12 === true };
}

/** An instant as people say it who know what time it is: the time alone today, the day before it otherwise. */
export function speakInstant(
  at: number,
  { now, timeZone, locale }: { now: number; timeZone: string; locale: string },
): string {
  const [then, today] = [toLocal(at, timeZone), toLocal(now, timeZone)];
  const time = speakMinute(then.minute, locale);
  const day = speakDay(then.date, today.date, locale);
  return phrasesOf(locale).at(day, time);
}

/** A date as people say it who know what day it is: "today", "tomorrow", "Friday", "Friday, December 25". */
function speakDay(date: LocalDate, today: LocalDate, locale: string): string {
  const days = daysBetween(today, date);
  if (days === 0 || days === 1) {
    const format = formatOf(
      `near ${locale}`,
      () => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }),
    );
    return format.format(days, "day");
  }
  const at = Date.parse(`${date}T00:00:00Z`);
  const isNear = days > 1 && days < 7;
  const format = formatOf(
    `day ${locale} ${isNear}`,
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone: "UTC",
        weekday: "long",
        ...(isNear ? {} : { day: "numeric", month: "long" }),
      }),
  );
  return format.format(at);
}

/** The name of a weekday; 1 is Monday. */
export function speakWeekday(dow: number, locale: string): string {
  const format = formatOf(
    `day ${locale} true`,
    () => new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" }),
  );
  return format.format(Date.UTC(2001, 0, dow));
}

/** Names in one sentence. */
export function speakList(
  names: readonly string[],
  locale: string,
  type: "conjunction" | "disjunction" = "conjunction",
): string {
  return formatOf(`list ${locale} ${type}`, () => new Intl.ListFormat(locale, { type })).format(
    names,
  );
}

function plainBlanks(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}
