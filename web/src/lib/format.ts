import { locale } from "./language.ts";
import { t } from "./text.ts";
import { words } from "./words.ts";

const exactFormat = new Intl.DateTimeFormat(locale, {
  dateStyle: "medium",
  timeStyle: "medium",
});
const clockFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short" });
const dayFormat = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric" });
const yearFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });

/** The viewer's zone, as named once per page. */
export const zoneName =
  new Intl.DateTimeFormat(locale, { timeZoneName: "short" })
    .formatToParts(new Date())
    .find((part) => part.type === "timeZoneName")?.value ?? t("local time");

export function formatExact(instant: string): string {
  return exactFormat.format(new Date(instant));
}

/** "12s ago", "4m ago", "3h ago", then the clock or the day. */
export function formatRelative(instant: string, now: number): string {
  const date = new Date(instant);
  const seconds = Math.round((now - date.getTime()) / 1000);
  if (seconds < 5) return t("now");
  if (seconds < 60) return t("{seconds}s ago", { seconds });
  if (seconds < 3600) return t("{minutes}m ago", { minutes: Math.floor(seconds / 60) });
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) {
    return seconds < 6 * 3600
      ? t("{hours}h ago", { hours: Math.floor(seconds / 3600) })
      : clockFormat.format(date);
  }
  if (date.getFullYear() !== today.getFullYear()) return yearFormat.format(date);
  return `${dayFormat.format(date)}, ${clockFormat.format(date)}`;
}

/** "0:07", "4:12", "1:02:03". */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

/** "340 ms", "1.24 s". */
export function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${formatDecimal(ms / 1000, 2)} s`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${formatDecimal(bytes / 1024, 1)} kB`;
  if (bytes < 1024 ** 3) return `${formatDecimal(bytes / 1024 ** 2, 1)} MB`;
  return `${formatDecimal(bytes / 1024 ** 3, 1)} GB`;
}

/** "0.50": always so many decimals, so that numbers stand one below the other. */
export function formatDecimal(value: number, places: number): string {
  return value.toLocaleString(locale, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
    useGrouping: false,
  });
}

/** Groups a North American number; every other text stays as it is. */
export function formatPhone(text: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(text);
  return match ? `+1 ${match[1]} ${match[2]} ${match[3]}` : text;
}

/** What a value of the API is called: "no_answer" is "no answer". */
export function wordOf(value: string): string {
  return words[value] ?? value.replace(/[_-]+/g, " ").trim();
}

/** The same with a capital: "No answer". */
export function humanise(value: string): string {
  const text = wordOf(value);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "12,345.6", as the language of the page writes it. */
export function formatNumber(value: number, maximumFractionDigits = 3): string {
  return value.toLocaleString(locale, { maximumFractionDigits });
}

/** An exact decimal of the API, digit for digit: "-12345.5" is "−12,345.50". What is no decimal stays as it is. */
export function formatExactly(text: string, minimumFractionDigits = 2): string {
  if (!isDecimal(text)) return text;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits,
    maximumFractionDigits: 20,
  });
  return format.format(text).replace("-", "−");
}

const isDecimal = (text: string): text is `${number}` => /^-?\d+(?:\.\d+)?$/.test(text);

/** The address if it is a web address, else null: payloads may hold `javascript:` and worse. */
export function safeHref(url: string | null): string | null {
  return url !== null && /^https?:\/\//i.test(url) ? url : null;
}
