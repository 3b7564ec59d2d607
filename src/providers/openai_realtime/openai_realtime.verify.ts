import { fromBase64, hmac, isEqualConstantTime } from "../../lib/signature.ts";
import type { Delivery, Verdict, VerificationSettings } from "../provider.ts";

const toleranceMs = 5 * 60_000;
const secretPrefix = "whsec_";

/**
 * Checks a delivery by Standard Webhooks: base64 HMAC-SHA256 over `<webhook-id>.<webhook-timestamp>.<raw body>`.
 *
 * Any `v1` entry of the signature list may match, so that a sender can rotate its secret; other versions are skipped.
 */
export function verifyDelivery(delivery: Delivery, settings: VerificationSettings): Verdict {
  const id = delivery.headers["webhook-id"];
  const timestamp = delivery.headers["webhook-timestamp"];
  const list = delivery.headers["webhook-signature"];
  if (!id || !timestamp || !list) return { isVerified: false, reason: "missing-signature" };
  const signatures = readSignatures(list);
  if (!/^\d{1,12}$/.test(timestamp) || signatures.length === 0) {
    return { isVerified: false, reason: "malformed-signature" };
  }
  const isSigned = settings.secrets.some((secret) => {
    const expected = digestOf(delivery.body, id, timestamp, secret);
    return expected !== null && signatures.some((one) => isEqualConstantTime(one, expected));
  });
  if (!isSigned) return { isVerified: false, reason: "wrong-signature" };
  return verifyAge(Number(timestamp) * 1000, delivery.receivedAt);
}

/** The three headers of a delivery sent at that second. An empty secret signs nothing. */
export function signatureHeaders(
  body: string | Buffer,
  id: string,
  timestampSec: number,
  secret: string,
): Record<string, string> {
  const digest = digestOf(body, id, String(timestampSec), secret)?.toString("base64") ?? "";
  return {
    "webhook-id": id,
    "webhook-timestamp": String(timestampSec),
    "webhook-signature": `v1,${digest}`,
  };
}

function verifyAge(signedAt: number, receivedAt: number): Verdict {
  // Senders and verifiers of this scheme count whole seconds.
  const ageMs = Math.floor(receivedAt / 1000) * 1000 - signedAt;
  if (ageMs > toleranceMs) return { isVerified: false, reason: "stale-timestamp" };
  if (ageMs < -toleranceMs) return { isVerified: false, reason: "future-timestamp" };
  return { isVerified: true };
}

function readSignatures(list: string): Buffer[] {
  return list
    .split(" ")
    .filter((entry) => entry.startsWith("v1,"))
    .map((entry) => fromBase64(entry.slice(3), 32))
    .filter((signature) => signature !== null);
}

function digestOf(
  body: string | Buffer,
  id: string,
  timestamp: string,
  secret: string,
): Buffer | null {
  const key = keyOf(secret);
  return key.length === 0 ? null : hmac("sha256", key, `${id}.${timestamp}.`, body);
}

/** `whsec_` announces a base64 key; a secret without it is the key itself, as OpenAI's own library has it. */
function keyOf(secret: string): Buffer {
  return secret.startsWith(secretPrefix)
    ? Buffer.from(secret.slice(secretPrefix.length), "base64")
    : Buffer.from(secret);
}
