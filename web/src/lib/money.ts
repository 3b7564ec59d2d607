import { locale } from "./language.ts";

const decimal = /^(-?)(\d+)(?:\.(\d*))?$/;

/** Reads an exact decimal string as integer micro-dollars; null when it is none. Digits past the sixth are dropped. */
export function toMicros(amount: string | null): number | null {
  const match = amount === null ? null : decimal.exec(amount);
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const micros = Number(whole + fraction.slice(0, 6).padEnd(6, "0"));
  return sign === "-" ? -micros : micros;
}

const dollars = new Intl.NumberFormat(locale, {
  style: "currency",
  currency: "USD",
  currencyDisplay: "narrowSymbol",
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** Dollars with two to four decimals. */
export function formatMicros(micros: number): string {
  const sign = micros < 0 ? "−" : "";
  if (micros !== 0 && Math.abs(micros) < 50) return `${sign}<${dollars.format(0.0001)}`;
  return `${sign}${dollars.format(Math.abs(micros) / 1e6)}`;
}

/** An exact decimal string as shown to people; a dash when unknown. */
export function formatUsd(amount: string | null): string {
  const micros = toMicros(amount);
  return micros === null ? "–" : formatMicros(micros);
}
