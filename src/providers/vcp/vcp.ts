import { fromHex, hmac, isEqualConstantTime } from "../../lib/signature.ts";
import {
  patchFromVcp,
  upgradeVcp,
  VcpError,
  type VcpFinding,
  validateVcp,
} from "../../vcp/index.ts";
import {
  type Delivery,
  type Finding,
  type NormaliseContext,
  type Normalised,
  NormaliseError,
  type Verdict,
  type VerificationSettings,
  type VoiceProvider,
} from "../provider.ts";

/** Consent was revoked: not a fault of the message, but an order to keep no content. */
const revokedRule = 5;
const reasonsMax = 20;
const findingsMax = 40;

/** Whoever posts VCP messages. The provider of the call is the one the message names. */
export const vcp: VoiceProvider = {
  id: "vcp",
  name: "VCP",
  aliases: [],
  isCarrier: false,
  bodyBytesMax: 1_048_576,
  maxCallMs: 4 * 3_600_000,
  setup:
    "POST one VCP message (0.3, 0.4 or 0.5) as JSON to this address. Send the secret as a bearer token, or `x-vcp-signature: sha256=<hex>` with the HMAC-SHA-256 of the body under the secret.",
  addresses: [],
  verify,
  deliveryId: () => null,
  normalise,
};

function verify(delivery: Delivery, settings: VerificationSettings): Verdict {
  const signature = delivery.headers["x-vcp-signature"];
  if (signature !== undefined) return verifySignature(signature, delivery.body, settings.secrets);
  const authorization = delivery.headers.authorization;
  if (authorization === undefined) return { isVerified: false, reason: "missing-signature" };
  return verifyBearer(authorization, settings.secrets);
}

function verifySignature(header: string, body: Buffer, secrets: readonly string[]): Verdict {
  const hex = /^sha256=(.{64})$/.exec(header.trim())?.[1] ?? "";
  const given = fromHex(hex, 32);
  if (given === null) return { isVerified: false, reason: "malformed-signature" };
  const matches = secrets.map(
    (secret) => secret !== "" && isEqualConstantTime(hmac("sha256", secret, body), given),
  );
  return verdictOf(matches);
}

function verifyBearer(header: string, secrets: readonly string[]): Verdict {
  const token = /^Bearer +(\S+)$/i.exec(header.trim())?.[1];
  if (token === undefined) return { isVerified: false, reason: "malformed-signature" };
  return verdictOf(secrets.map((secret) => secret !== "" && isEqualConstantTime(secret, token)));
}

/** Every secret has been tried by now, so the time taken does not tell which one matched. */
function verdictOf(matches: readonly boolean[]): Verdict {
  return matches.includes(true)
    ? { isVerified: true }
    : { isVerified: false, reason: "wrong-signature" };
}

function normalise(body: unknown, { receivedAt }: NormaliseContext): Normalised {
  const { errors, warnings } = validateVcp(body, receivedAt);
  const faults = errors.filter((error) => error.rule !== revokedRule);
  if (faults.length > 0) throw new NormaliseError(reasonsOf(faults));
  const { message, from, warnings: upgradeWarnings } = upgrade(body, receivedAt);
  return {
    eventType: `vcp.${from}`,
    patches: [patchFromVcp(message)],
    findings: toFindings([...warnings, ...upgradeWarnings, ...errors]),
  };
}

function upgrade(body: unknown, receivedAt: number) {
  try {
    return upgradeVcp(body, receivedAt);
  } catch (error) {
    if (error instanceof VcpError) throw new NormaliseError(reasonsOf(error.findings));
    throw error;
  }
}

/** Codes and paths only: values are personal data. */
function reasonsOf(faults: readonly VcpFinding[]): string {
  const shown = faults.slice(0, reasonsMax).map(({ code, path }) => `${code} ${path}`.trim());
  const more = faults.length - shown.length;
  return `Not valid VCP: ${shown.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

function toFindings(found: readonly VcpFinding[]): Finding[] {
  const unique = new Map(found.map((one) => [`${one.code} ${one.path}`, one]));
  return [...unique.values()].slice(0, findingsMax).map(({ code, path, message }) => ({
    code: "vcp-warning",
    path,
    message: `${code}: ${message}`,
  }));
}
