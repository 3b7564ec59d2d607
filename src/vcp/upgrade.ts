import { failure, VcpError, type VcpFinding } from "./findings.ts";
import { directionOf, originOf } from "./legacy-spelling.ts";
import { providerKey } from "./legacy-words.ts";
import { checkShape, isObject, member } from "./shape.ts";
import { upgradeLegacy } from "./upgrade-legacy.ts";
import { type VcpMessage, type VcpVersion, vcpVersions } from "./vcp.schema.ts";

export interface VcpUpgrade {
  /** Matches the schema of 0.5; members nobody knows are left out. */
  message: VcpMessage;
  from: VcpVersion;
  warnings: VcpFinding[];
}

/**
 * Carries a message of any known version to 0.5 (VCP §5.2, §5.3), legacy spellings of 0.5 itself included. Never changes what it is given.
 *
 * The result matches the schema but not yet every rule: see `validateVcp`. `now` is written where an old version does not say when
 * its record was made.
 * @throws VcpError when the version is unknown or the message cannot be read as what it claims to be.
 */
export function upgradeVcp(message: unknown, now: number): VcpUpgrade {
  const from = detectVersion(message);
  const warnings: VcpFinding[] = [];
  const current =
    from === "0.5" ? modernise(message, warnings) : upgradeLegacy(message, from, now, warnings);
  const shape = checkShape(current);
  if (shape.message === null) throw new VcpError(shape.errors);
  return { message: shape.message, from, warnings: [...warnings, ...shape.warnings] };
}

/**
 * The version of a message. Where it does not say one, an `audit` inside the payload gives an old one away.
 * @throws VcpError for what is no message, and for versions nobody knows.
 */
export function detectVersion(message: unknown): VcpVersion {
  if (!isObject(message)) {
    throw new VcpError([failure("VCP_E004", 1, "", "must be an object")]);
  }
  const told = member(message, "vcp_version");
  if (told !== undefined && typeof told !== "string") {
    throw new VcpError([failure("VCP_E004", 6, "vcp_version", "must be a string")]);
  }
  if (told !== undefined) return knownVersion(told);
  const payload = member(message, "vcp_payload");
  if (member(message, "audit") !== undefined || member(payload, "audit") === undefined) {
    return "0.5";
  }
  return member(member(payload, "call"), "purpose_contract") === undefined ? "0.4" : "0.3";
}

function knownVersion(told: string): VcpVersion {
  const version = vcpVersions.find((one) => one === told);
  if (version !== undefined) return version;
  const message = `must be one of: ${vcpVersions.join(", ")}`;
  throw new VcpError([failure("VCP_E003", 6, "vcp_version", message)]);
}

/** 0.5 as other writers spell it. What is not an object is left to the schema to refuse. */
function modernise(message: unknown, warnings: VcpFinding[]): unknown {
  if (!isObject(message)) return message;
  const { vcp_payload: payload, audit } = message;
  return {
    ...message,
    vcp_version: "0.5",
    ...(isObject(audit) && isKnownVersion(audit.schema_version)
      ? { audit: { ...audit, schema_version: "0.5" } }
      : {}),
    ...(isObject(payload) ? { vcp_payload: modernisePayload(payload, warnings) } : {}),
  };
}

function isKnownVersion(value: unknown): boolean {
  return vcpVersions.some((version) => version === value);
}

function modernisePayload(
  payload: Record<string, unknown>,
  warnings: VcpFinding[],
): Record<string, unknown> {
  const { call, custom } = payload;
  const specific = member(custom, "provider_specific");
  return {
    ...payload,
    ...(isObject(call) ? { call: moderniseCall(call, warnings) } : {}),
    ...(isObject(custom) && isObject(specific)
      ? { custom: { ...custom, provider_specific: renameProviders(specific) } }
      : {}),
  };
}

function moderniseCall(
  call: Record<string, unknown>,
  warnings: VcpFinding[],
): Record<string, unknown> {
  const { from_: _, ...rest } = call;
  return {
    ...rest,
    ...(typeof call.provider === "string" ? { provider: providerKey(call.provider) } : {}),
    ...originOf(call, warnings),
    ...directionOf(call, warnings),
  };
}

function renameProviders(specific: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(specific).map(([name, value]) => [
      name === "openai" && !Object.hasOwn(specific, "openai_realtime") ? providerKey(name) : name,
      value,
    ]),
  );
}
