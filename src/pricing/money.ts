import { z } from "zod";
import { isCurrency } from "../business/index.ts";
import { microsToUsd, usdToMicros } from "../lib/money.ts";

/** An exact amount of any currency, read as millionths of it. */
export const Amount = z
  .string()
  .regex(/^\d{1,7}(?:\.\d{1,6})?$/, "an amount such as 0.15, with at most six decimals")
  .transform((text) => usdToMicros(text) ?? 0);

export const Currency = z
  .string()
  .refine(isCurrency, "a currency in use, such as USD or EUR")
  .describe("ISO 4217.");

/** An amount of any currency is written as one of dollars is. */
export const writeAmount = (micros: number | bigint) => microsToUsd(micros);

/** A quotient, rounded half away from zero. */
export function divide(value: bigint, divisor: bigint): bigint {
  const sign = value < 0n ? -1n : 1n;
  return (sign * (sign * value * 2n + divisor)) / (divisor * 2n);
}

/** Hundredths as a decimal without trailing zeros: 1250 is "12.5". */
export const writeHundredths = (value: number | bigint) => microsToUsd(BigInt(value) * 10_000n);

/** A part of a whole in percent, with two decimals; null of nothing. */
export function percentOf(part: bigint, whole: bigint): string | null {
  return whole <= 0n ? null : writeHundredths(divide(part * 10_000n, whole));
}
