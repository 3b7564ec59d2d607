/** The currencies in use, by ISO 4217. */
const twoDecimals =
  "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VES WST XCD XCG YER ZAR ZMW ZWG";
const noDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
const threeDecimals = "BHD IQD JOD KWD LYD OMR TND";

/** How many decimals each currency has. What ISO 4217 says; engines know their own, and differ. */
const decimals: ReadonlyMap<string, number> = new Map(
  (
    [
      [twoDecimals, 2],
      [noDecimals, 0],
      [threeDecimals, 3],
    ] as const
  ).flatMap(([codes, count]) => codes.split(" ").map((code) => [code, count] as const)),
);

/** The most that a price can be, in its smallest unit. */
export const minorMax = 1_000_000_000;

/** Whether this is the code of a currency in use. */
export function isCurrency(code: string): boolean {
  return decimals.has(code);
}

/** How many decimals an amount of the currency has. */
export function decimalsOf(currency: string): number {
  return decimals.get(currency) ?? 2;
}

/**
 * Reads an amount such as `12.50` or `12,50` as the smallest unit of the currency. Null for what is none: more decimals than the currency has, a sign, or separators
 * between thousands, which stand for decimals elsewhere.
 */
export function toMinor(text: string, currency: string): number | null {
  const [, whole, fraction = ""] = /^(\d{1,12})(?:[.,](\d{1,6}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const places = decimalsOf(currency);
  if (fraction.slice(places).replace(/0+$/, "") !== "") return null;
  const minor = Number(whole + fraction.slice(0, places).padEnd(places, "0"));
  return minor > minorMax ? null : minor;
}

/** Writes an amount with all its decimals: 1250 is "12.50" in EUR and "1250" in JPY. */
export function fromMinor(minor: number, currency: string): string {
  const places = decimalsOf(currency);
  if (places === 0) return String(minor);
  const digits = String(minor).padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
