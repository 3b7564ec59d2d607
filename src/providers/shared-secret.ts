import { isEqualConstantTime } from "../lib/signature.ts";
import type { Delivery, Verdict } from "./provider.ts";

/** The header in which requests that a provider does not sign carry the connection's secret. */
export const secretHeader = "x-voicelens-secret";

/** Judges a request that proves itself by the connection's secret, in our header or as a bearer token. */
export function verifySharedSecret(delivery: Delivery, secrets: readonly string[]): Verdict {
  const own = delivery.headers[secretHeader];
  const authorization = delivery.headers.authorization;
  const shown = own ? own : bearerToken(authorization);
  if (shown === null) {
    const reason = authorization ? "malformed-signature" : "missing-signature";
    return { isVerified: false, reason };
  }
  let isKnown = false;
  for (const secret of secrets) {
    // Every secret is tried, so that the time tells nothing about which one fits.
    if (isEqualConstantTime(shown, secret) && secret !== "") isKnown = true;
  }
  return isKnown ? { isVerified: true } : { isVerified: false, reason: "wrong-signature" };
}

function bearerToken(authorization: string | undefined): string | null {
  return /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1] ?? null;
}
