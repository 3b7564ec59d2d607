import { freshBytes } from "./fresh-bytes.ts";
import { hmac } from "./signature.ts";

const prefix = "whsec_";
const secretBytes = 32;

/** A fresh secret in the form of Standard Webhooks. */
export function newSecret(): string {
  return `${prefix}${freshBytes(secretBytes).toString("base64")}`;
}

/**
 * The headers that prove a message, as Standard Webhooks lays them out: signed with every live secret, so that a receiver may change to the new one at any moment of a rotation.
 */
export function signMessage(
  secrets: readonly string[],
  message: { id: string; at: number; body: string },
): Record<string, string> {
  const seconds = String(Math.floor(message.at / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), "base64");
    const mac = hmac("sha256", key, `${message.id}.${seconds}.${message.body}`);
    return `v1,${mac.toString("base64")}`;
  });
  return {
    "webhook-id": message.id,
    "webhook-timestamp": seconds,
    "webhook-signature": signatures.join(" "),
  };
}
