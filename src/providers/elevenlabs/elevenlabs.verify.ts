import { fromHex, hmac, isEqualConstantTime } from "../../lib/signature.ts";
import type { Delivery, Verdict, VerificationSettings } from "../provider.ts";
import { verifySharedSecret } from "../shared-secret.ts";

const pastToleranceMs = 30 * 60_000;
const futureToleranceMs = 5 * 60_000;

interface SignatureHeader {
  timestamp: string;
  signatures: Buffer[];
}

/**
 * Checks where a request comes from.
 *
 * Webhooks carry `ElevenLabs-Signature: t=<unix s>,v0=<hex>`, HMAC-SHA256 over `<t>.<raw body>` with the whole secret text as key.
 * Initiation and tool requests are not signed: they prove themselves by a secret header. A request that shows a signature is judged by
 * that alone, so a broken signature cannot be made good by another header.
 */
export function verifyDelivery(delivery: Delivery, settings: VerificationSettings): Verdict {
  const secrets = settings.secrets.filter((secret) => secret !== "");
  const header = delivery.headers["elevenlabs-signature"];
  if (header === undefined || header === "") return verifySharedSecret(delivery, secrets);
  const parsed = parseHeader(header);
  if (!parsed) return { isVerified: false, reason: "malformed-signature" };
  if (!isSigned(delivery.body, parsed, secrets)) {
    return { isVerified: false, reason: "wrong-signature" };
  }
  return verifyAge(Number(parsed.timestamp) * 1000, delivery.receivedAt);
}

/** The header's value for a body sent at that second. */
export function signatureHeader(
  body: string | Buffer,
  timestampSec: number,
  secret: string,
): string {
  const digest = hmac("sha256", secret, `${timestampSec}.`, body).toString("hex");
  return `t=${timestampSec},v0=${digest}`;
}

function verifyAge(signedAt: number, receivedAt: number): Verdict {
  if (receivedAt - signedAt > pastToleranceMs) {
    return { isVerified: false, reason: "stale-timestamp" };
  }
  if (signedAt - receivedAt > futureToleranceMs) {
    return { isVerified: false, reason: "future-timestamp" };
  }
  return { isVerified: true };
}

function parseHeader(header: string): SignatureHeader | null {
  const parts = header.split(",").map((part) => part.trim());
  const timestamps = parts.filter((part) => part.startsWith("t=")).map((part) => part.slice(2));
  const signatures = parts
    .filter((part) => part.startsWith("v0="))
    .map((part) => fromHex(part.slice(3), 32))
    .filter((signature) => signature !== null);
  const [timestamp] = timestamps;
  // Two timestamps would leave open which of them was signed.
  if (timestamp === undefined || timestamps.length > 1) return null;
  if (!/^\d{1,12}$/.test(timestamp) || signatures.length === 0) return null;
  return { timestamp, signatures };
}

function isSigned(body: Buffer, header: SignatureHeader, secrets: readonly string[]): boolean {
  return secrets.some((secret) => {
    const expected = hmac("sha256", secret, `${header.timestamp}.`, body);
    return header.signatures.some((signature) => isEqualConstantTime(signature, expected));
  });
}
