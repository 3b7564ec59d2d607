import { formatClock, formatExactly, formatNumber, humanise } from "../lib/format.ts";
import { locale } from "../lib/language.ts";
import { formatUsd } from "../lib/money.ts";
import { t } from "../lib/text.ts";

/** What nobody told is never shown as zero. */
export const notReported = t("not reported");

export const countWords = (count: number) => formatNumber(count);

export function shareWords(share: number | null): string {
  if (share === null) return notReported;
  return `${formatNumber(share * 100, 1)} %`;
}

export const durationWords = (ms: number | null) => (ms === null ? notReported : formatClock(ms));

/** An exact amount as shown to people. */
export function amountWords(total: string | null, currency: string): string {
  if (total === null) return notReported;
  return currency === "USD" ? formatUsd(total) : `${formatExactly(total)} ${currency}`;
}

/** A part of the way from ear to mouth, as providers name it. */
export function partWords(part: string): string {
  return humanise(part).replace(/^(?:e2e|llm|stt|tts)\b/i, (letters) => letters.toUpperCase());
}

/** How much more or less something is than before; nothing where there was none. */
export function changeWords(now: number, before: number): string {
  if (before === 0) return "";
  const change = Math.round((now / before - 1) * 100);
  return change === 0 ? t("as before") : `${change > 0 ? "+" : "−"}${Math.abs(change)} %`;
}

/** When an interval begins, by the tenant's clock. */
export function startWords(start: string, interval: string, zone: string): string {
  const parts: Intl.DateTimeFormatOptions =
    interval === "month"
      ? { year: "numeric", month: "short" }
      : { weekday: "short", month: "short", day: "numeric" };
  const clock: Intl.DateTimeFormatOptions =
    interval === "hour" ? { hour: "2-digit", minute: "2-digit" } : {};
  return new Intl.DateTimeFormat(locale, { ...parts, ...clock, timeZone: zone }).format(
    new Date(start),
  );
}
