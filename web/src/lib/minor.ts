import { locale } from "./language.ts";
import { t } from "./text.ts";

/** Currencies without decimals, and with three, by ISO 4217; what browsers know of them differs. */
const noDecimals = new Set(
  "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "),
);
const threeDecimals = new Set("BHD IQD JOD KWD LYD OMR TND".split(" "));

function decimalsOf(currency: string): number {
  if (noDecimals.has(currency)) return 0;
  return threeDecimals.has(currency) ? 3 : 2;
}

/** An amount in the smallest unit of a currency, as people write it; empty for none. */
export function minorToText(minor: number | null, currency: string): string {
  if (minor === null) return "";
  const places = decimalsOf(currency);
  return (minor / 10 ** places).toFixed(places);
}

/** Reads what people write; null for nothing. Undefined for what is no amount of the currency. */
export function textToMinor(text: string, currency: string): number | null | undefined {
  if (text.trim() === "") return null;
  const [, whole, fraction = ""] = /^(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const places = decimalsOf(currency);
  if (whole === undefined || fraction.length > places) return undefined;
  return Number(whole + fraction.padEnd(places, "0"));
}

/** The same with the currency, to be read. */
export function formatMinor(minor: number, currency: string): string {
  const places = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  }).format(minor / 10 ** places);
}

/** What is said of a text that is no amount. */
export const noAmount = (currency: string) =>
  t("This is no amount in {currency}: write it as {value}.", {
    currency,
    value: minorToText(1250, currency),
  });
