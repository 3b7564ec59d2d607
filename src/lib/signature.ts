import { createHmac, hash, timingSafeEqual } from "node:crypto";

type Digest = "sha1" | "sha256" | "sha512";

/** The HMAC of the parts, one after the other. */
export function hmac(
  algorithm: Digest,
  key: string | Buffer,
  ...parts: ReadonlyArray<string | Buffer>
): Buffer {
  const mac = createHmac(algorithm, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Compares two secrets or digests in time that depends on neither. Different lengths are unequal. */
export function isEqualConstantTime(a: Buffer | string, b: Buffer | string): boolean {
  const left = typeof a === "string" ? Buffer.from(a) : a;
  const right = typeof b === "string" ? Buffer.from(b) : b;
  if (left.length === right.length) return timingSafeEqual(left, right);
  timingSafeEqual(left, left);
  return false;
}

/** Decodes lower or upper case hex; null when it is not hex of exactly `bytes` bytes. */
export function fromHex(text: string, bytes: number): Buffer | null {
  return text.length === bytes * 2 && /^[0-9a-fA-F]+$/.test(text) ? Buffer.from(text, "hex") : null;
}

/** Decodes standard base64; null when it is not base64 of exactly `bytes` bytes. */
export function fromBase64(text: string, bytes: number): Buffer | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return null;
  const decoded = Buffer.from(text, "base64");
  return decoded.length === bytes ? decoded : null;
}

/** A short name of a text: equal for equal texts, and different for different ones for all we will ever see (132 bits). */
export function digestOf(text: string): string {
  return hash("sha256", text, "base64url").slice(0, 22);
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(value: string | Buffer): string {
  return hash("sha256", value, "hex");
}
