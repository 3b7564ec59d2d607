import { fromBase64, fromHex, hmac, isEqualConstantTime } from "../../lib/signature.ts";
import { type Fields, fieldsOf } from "../fields.ts";
import type { Delivery, Verdict, VerificationSettings } from "../provider.ts";

type Algorithm = "sha1" | "sha256" | "sha512";

/** The HMAC credential of a Vapi server, as its owner configured it there. */
interface HmacScheme {
  algorithm: Algorithm;
  signatureHeader: string;
  /** Null when no timestamp is sent. */
  timestampHeader: string | null;
  payloadFormat: string;
  encoding: "hex" | "base64";
  prefix: string;
  isSecretBase64: boolean;
  messageIdHeader: string | null;
  toleranceMs: number;
}

type Reason = Extract<Verdict, { isVerified: false }>["reason"];

const digestBytes: Record<Algorithm, number> = { sha1: 20, sha256: 32, sha512: 64 };
const verified: Verdict = { isVerified: true };
const refused = (reason: Reason): Verdict => ({ isVerified: false, reason });

/**
 * Checks a delivery against the credential that the owner attached to the Vapi server.
 *
 * With `settings.scheme` exactly that scheme counts. Without one, the legacy secret, a bearer token and the two usual signature
 * headers are each accepted, since nothing in a delivery tells which was configured.
 */
export function verifyVapi(delivery: Delivery, settings: VerificationSettings): Verdict {
  // An empty secret is a setting forgotten, and anybody can send it.
  const secrets = settings.secrets.filter((secret) => secret !== "");
  const scheme = fieldsOf(settings.scheme ?? {}, "", []);
  switch (kindOf(scheme)) {
    case "bearer":
      return checkBearer(delivery, secrets, headerName(scheme, "header") ?? "authorization");
    case "secret":
      return checkSecret(delivery, secrets, headerName(scheme, "header") ?? "x-vapi-secret");
    case "hmac":
      return checkHmac(delivery, secrets, readHmacScheme(scheme));
    default:
      return checkAny(delivery, secrets);
  }
}

/** The headers by which Vapi proves a delivery, as its owner configured it there. */
export function signVapi(sent: {
  body: string | Buffer;
  url: string;
  at: number;
  secret: string;
  scheme?: Readonly<Record<string, unknown>>;
  deliveryId: string;
}): Record<string, string> {
  const scheme = fieldsOf(sent.scheme ?? {}, "", []);
  switch (kindOf(scheme)) {
    case "bearer":
      return { [headerName(scheme, "header") ?? "authorization"]: `Bearer ${sent.secret}` };
    case "hmac":
      return signHmac(sent, readHmacScheme(scheme));
    default:
      return { [headerName(scheme, "header") ?? "x-vapi-secret"]: sent.secret };
  }
}

function signHmac(
  { body, url, at, secret, deliveryId }: Parameters<typeof signVapi>[0],
  scheme: HmacScheme,
): Record<string, string> {
  const { signatureHeader, timestampHeader, messageIdHeader, payloadFormat, prefix } = scheme;
  const timestamp = timestampHeader === null ? "" : String(Math.floor(at / 1000));
  const messageId = messageIdHeader === null ? "" : deliveryId;
  const values = { timestamp, method: "POST", url, messageId };
  const parts = fillFormat(payloadFormat, Buffer.from(body), values);
  const digest = hmac(scheme.algorithm, keyOf(secret, scheme), ...parts);
  return {
    [signatureHeader]: `${prefix}${digest.toString(scheme.encoding)}`,
    ...(timestampHeader !== null && { [timestampHeader]: timestamp }),
    ...(messageIdHeader !== null && { [messageIdHeader]: messageId }),
  };
}

function keyOf(secret: string, { isSecretBase64 }: HmacScheme): string | Buffer {
  return isSecretBase64 ? Buffer.from(secret, "base64") : secret;
}

const hmacMembers = [
  ...["algorithm", "signatureHeader", "timestampHeader", "includeTimestamp", "payloadFormat"],
  ...["signatureEncoding", "signaturePrefix", "secretIsBase64", "messageIdHeader"],
];

/** What a connection's scheme may say. */
export const vapiSchemeMembers: readonly string[] = [
  ...["kind", "header", "timestampHeader", "toleranceSeconds"],
  ...["algorithm", "signatureHeader", "includeTimestamp", "payloadFormat"],
  ...["signatureEncoding", "signaturePrefix", "secretIsBase64", "messageIdHeader"],
];

/** Settings that belong to one kind only tell it where `kind` is left out. */
function kindOf(scheme: Fields): string | null {
  const kind = scheme.text("kind")?.toLowerCase();
  if (kind !== undefined) return kind;
  if (hmacMembers.some((member) => scheme.has(member))) return "hmac";
  return scheme.has("header") ? "bearer" : null;
}

const clues: readonly Reason[] = [
  "stale-timestamp",
  "future-timestamp",
  "wrong-signature",
  "malformed-signature",
  "missing-signature",
];

/** Verified by any one; else the reason that tells most. */
function checkAny(delivery: Delivery, secrets: readonly string[]): Verdict {
  const timestampHeader = delivery.headers["x-timestamp"] ? "x-timestamp" : null;
  const signed = (signatureHeader: string) =>
    checkHmac(delivery, secrets, { ...defaultHmac(timestampHeader), signatureHeader });
  const verdicts = [
    checkSecret(delivery, secrets, "x-vapi-secret"),
    checkBearer(delivery, secrets, "authorization"),
    signed("x-vapi-signature"),
    signed("x-signature"),
  ];
  if (verdicts.some(({ isVerified }) => isVerified)) return verified;
  const reasons = new Set(verdicts.map((one) => (one.isVerified ? null : one.reason)));
  return refused(clues.find((reason) => reasons.has(reason)) ?? "missing-signature");
}

function checkSecret(delivery: Delivery, secrets: readonly string[], header: string): Verdict {
  const value = delivery.headers[header];
  if (!value) return refused("missing-signature");
  return isOneOf(value, secrets) ? verified : refused("wrong-signature");
}

function checkBearer(delivery: Delivery, secrets: readonly string[], header: string): Verdict {
  const value = delivery.headers[header]?.trim();
  if (!value) return refused("missing-signature");
  const token = value.replace(/^bearer(?: +|$)/i, "");
  if (token === "") return refused("malformed-signature");
  return isOneOf(token, secrets) ? verified : refused("wrong-signature");
}

function isOneOf(value: string, secrets: readonly string[]): boolean {
  let isMatch = false;
  for (const secret of secrets) if (isEqualConstantTime(value, secret)) isMatch = true;
  return isMatch;
}

/** The signature is judged before the clock, so "stale" is only said of what Vapi did sign. */
function checkHmac(delivery: Delivery, secrets: readonly string[], scheme: HmacScheme): Verdict {
  const header = delivery.headers[scheme.signatureHeader];
  if (!header) return refused("missing-signature");
  const digest = readDigest(header.trim(), scheme);
  if (!digest) return refused("malformed-signature");
  const stamp = scheme.timestampHeader && delivery.headers[scheme.timestampHeader];
  if (scheme.timestampHeader && !stamp) return refused("missing-signature");
  const signedAt = stamp ? readTimestamp(stamp) : null;
  if (stamp && signedAt === null) return refused("malformed-signature");
  if (!isSigned(delivery, secrets, scheme, digest, stamp || "")) return refused("wrong-signature");
  const ageMs = signedAt === null ? 0 : delivery.receivedAt - signedAt;
  if (ageMs > scheme.toleranceMs) return refused("stale-timestamp");
  return ageMs < -scheme.toleranceMs ? refused("future-timestamp") : verified;
}

function isSigned(
  delivery: Delivery,
  secrets: readonly string[],
  scheme: HmacScheme,
  digest: Buffer,
  stamp: string,
): boolean {
  // Only a format that names the address depends on which of our addresses Vapi called.
  const urls = scheme.payloadFormat.includes("{url}") ? addresses(delivery) : [delivery.url];
  const id = (scheme.messageIdHeader && delivery.headers[scheme.messageIdHeader]) || "";
  let isMatch = false;
  for (const secret of secrets) {
    const key = keyOf(secret, scheme);
    for (const url of urls) {
      const values = { timestamp: stamp, method: delivery.method, url, messageId: id };
      const parts = fillFormat(scheme.payloadFormat, delivery.body, values);
      if (isEqualConstantTime(hmac(scheme.algorithm, key, ...parts), digest)) isMatch = true;
    }
  }
  return isMatch;
}

function addresses({ publicUrls, url }: Delivery): string[] {
  return [...new Set([...publicUrls, url])];
}

/** The body goes in as bytes: text would change what is not UTF-8. */
function fillFormat(
  format: string,
  body: Buffer,
  values: { timestamp: string; method: string; url: string; messageId: string },
): Array<string | Buffer> {
  return format.split(/(\{[A-Za-z_]{1,20}\})/).map((part) => {
    switch (part.toLowerCase().replaceAll("_", "")) {
      case "{body}":
        return body;
      case "{timestamp}":
        return values.timestamp;
      case "{method}":
        return values.method;
      case "{url}":
        return values.url;
      case "{messageid}":
        return values.messageId;
      default:
        return part;
    }
  });
}

function readDigest(header: string, { prefix, encoding, algorithm }: HmacScheme): Buffer | null {
  if (prefix !== "" && !header.startsWith(prefix)) return null;
  const text = header.slice(prefix.length);
  return encoding === "hex"
    ? fromHex(text, digestBytes[algorithm])
    : fromBase64(text, digestBytes[algorithm]);
}

/** Vapi does not say whether seconds or milliseconds: below 1e11 they are seconds. */
function readTimestamp(text: string): number | null {
  if (!/^\d{9,16}(?:\.\d{1,6})?$/.test(text.trim())) return null;
  const value = Number(text);
  return value < 1e11 ? value * 1000 : value;
}

function readHmacScheme(scheme: Fields): HmacScheme {
  const isStamped = scheme.flag("includeTimestamp") ?? true;
  const timestampHeader = headerName(scheme, "timestampHeader") ?? "x-timestamp";
  const standard = defaultHmac(isStamped ? timestampHeader : null);
  const seconds = scheme.number("toleranceSeconds");
  return {
    ...standard,
    algorithm: readAlgorithm(scheme.text("algorithm")),
    signatureHeader: headerName(scheme, "signatureHeader") ?? standard.signatureHeader,
    payloadFormat: scheme.text("payloadFormat") ?? standard.payloadFormat,
    encoding: scheme.text("signatureEncoding")?.toLowerCase() === "base64" ? "base64" : "hex",
    prefix: scheme.text("signaturePrefix") ?? "",
    isSecretBase64: scheme.flag("secretIsBase64") ?? false,
    messageIdHeader: headerName(scheme, "messageIdHeader"),
    toleranceMs: seconds !== null && seconds >= 0 ? seconds * 1000 : standard.toleranceMs,
  };
}

function defaultHmac(timestampHeader: string | null): HmacScheme {
  return {
    algorithm: "sha256",
    signatureHeader: "x-signature",
    timestampHeader,
    payloadFormat: timestampHeader === null ? "{body}" : "{timestamp}.{body}",
    encoding: "hex",
    prefix: "",
    isSecretBase64: false,
    messageIdHeader: null,
    toleranceMs: 5 * 60_000,
  };
}

function readAlgorithm(text: string | null): Algorithm {
  const name = text?.toLowerCase().replace("-", "");
  return name === "sha1" || name === "sha512" ? name : "sha256";
}

function headerName(scheme: Fields, member: string): string | null {
  return scheme.text(member)?.trim().toLowerCase() ?? null;
}
