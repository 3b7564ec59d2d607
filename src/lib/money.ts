/**
 * Money inside is integer micro-dollars; outside it is an exact decimal string. Binary floats are never summed.
 */

const decimal = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

const charactersMax = 64;

/**
 * Reads an amount in dollars (times `scale` powers of ten, so cents are `-2`) as micro-dollars, half away from zero.
 *
 * Works on the decimal text, so 0.1 + 0.2 style errors cannot enter. Null for anything that is not a finite amount below nine billion dollars.
 */
export function usdToMicros(amount: unknown, scale = 0): number | null {
  if (typeof amount !== "number" && typeof amount !== "string") return null;
  const text = String(amount);
  const match = text.length <= charactersMax ? decimal.exec(text.trim()) : null;
  if (!match) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  if (whole === "" && fraction === "") return null;
  const shift = 6 + scale + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const micros = shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(-shift));
  if (micros > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return Number(sign === "-" ? -micros : micros);
}

/** Writes micro-dollars as dollars without trailing zeros: 183200 is "0.1832". */
export function microsToUsd(micros: number | bigint): string {
  const sign = micros < 0 ? "-" : "";
  const digits = String(micros).replace("-", "").padStart(7, "0");
  const fraction = digits.slice(-6).replace(/0+$/, "");
  return `${sign}${digits.slice(0, -6)}${fraction === "" ? "" : `.${fraction}`}`;
}

function halfUp(value: bigint, divisor: bigint): bigint {
  return (value + divisor / 2n) / divisor;
}
