import { fromHex, hmac, isEqualConstantTime } from "../../lib/signature.ts";
import type { Delivery, Verdict, VerificationSettings } from "../provider.ts";

const toleranceMs = 5 * 60_000;
const signaturePattern = /^v=(\d{1,16}),d=([0-9a-f]{64})$/i;

/**
 * Checks `x-retell-signature: v=<epoch ms>,d=<hex>`, an HMAC-SHA256 of the body followed by the timestamp.
 *
 * The signature is judged before the clock: "stale" and "future" are only said of deliveries that Retell did sign. As in
 * Retell's own code the timestamp counts as a number, so leading zeros are not part of what is signed.
 */
export function verifyRetell(delivery: Delivery, settings: VerificationSettings): Verdict {
  const header = delivery.headers["x-retell-signature"];
  if (!header) return { isVerified: false, reason: "missing-signature" };
  const [, version = "", hex = ""] = signaturePattern.exec(header) ?? [];
  const digest = fromHex(hex, 32);
  const signedAt = Number(version);
  if (!digest || !Number.isSafeInteger(signedAt)) {
    return { isVerified: false, reason: "malformed-signature" };
  }
  if (!isSigned(delivery.body, signedAt, digest, settings.secrets)) {
    return { isVerified: false, reason: "wrong-signature" };
  }
  const ageMs = delivery.receivedAt - signedAt;
  if (ageMs > toleranceMs) return { isVerified: false, reason: "stale-timestamp" };
  if (ageMs < -toleranceMs) return { isVerified: false, reason: "future-timestamp" };
  return { isVerified: true };
}

/** The value of `x-retell-signature` for these bytes. */
export function signRetell(body: string | Buffer, at: number, secret: string): string {
  return `v=${at},d=${hmac("sha256", secret, body, String(at)).toString("hex")}`;
}

function isSigned(
  body: Buffer,
  signedAt: number,
  digest: Buffer,
  secrets: readonly string[],
): boolean {
  let isMatch = false;
  // An empty secret is a setting forgotten, and anybody can sign with it.
  for (const secret of secrets.filter((one) => one !== "")) {
    const expected = hmac("sha256", secret, body, String(signedAt));
    if (isEqualConstantTime(expected, digest)) isMatch = true;
  }
  return isMatch;
}
