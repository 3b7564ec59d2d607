import { failure, VcpError, type VcpFinding } from "./findings.ts";
import { readInstant } from "./instant.ts";
import { applyRules, checkChecksum } from "./rules.ts";
import { checkShape, isObject } from "./shape.ts";
import { detectVersion, upgradeVcp } from "./upgrade.ts";

export interface VcpVerdict {
  /** Why the message is not valid VCP. Empty for a valid one. */
  errors: VcpFinding[];
  /** What is noteworthy in a valid message. */
  warnings: VcpFinding[];
}

/**
 * Holds a message of any known version against the rules of VCP §4. Never throws, whatever it is given.
 *
 * Versions 0.3 and 0.4 are judged by what they become in 0.5, paths included. `now` is the instant for "expired" and "in the future";
 * left out, it is the time at which the message says it was received.
 */
export function validateVcp(message: unknown, now?: number): VcpVerdict {
  const nul = findNul(message);
  try {
    const from = detectVersion(message);
    if (from === "0.5") return withErrors(nul, validateCurrent(message, now));
    const upgraded = upgradeVcp(message, now ?? receivedAt(message));
    const verdict = validateCurrent(upgraded.message, now);
    return {
      errors: [...nul, ...verdict.errors],
      warnings: [...upgraded.warnings, ...verdict.warnings],
    };
  } catch (error) {
    if (error instanceof VcpError) return { errors: [...nul, ...error.findings], warnings: [] };
    throw error;
  }
}

function withErrors(errors: VcpFinding[], verdict: VcpVerdict): VcpVerdict {
  return errors.length === 0
    ? verdict
    : { errors: [...errors, ...verdict.errors], warnings: verdict.warnings };
}

function validateCurrent(message: unknown, now?: number): VcpVerdict {
  const shape = checkShape(message);
  if (shape.message === null) return { errors: shape.errors, warnings: shape.warnings };
  const rules = applyRules(shape.message, now ?? receivedAt(message));
  return {
    errors: rules.errors,
    warnings: [...shape.warnings, ...rules.warnings, ...checkChecksum(message)],
  };
}

function receivedAt(message: unknown): number {
  if (!isObject(message)) return 0;
  const inside = isObject(message.vcp_payload) ? message.vcp_payload.audit : undefined;
  const audit = isObject(message.audit) ? message.audit : inside;
  const text = isObject(audit) ? audit.received_at : undefined;
  return (typeof text === "string" ? readInstant(text) : null) ?? 0;
}

/** Rule 16: the database refuses U+0000. Says in which part of the message it is. */
function findNul(message: unknown): VcpFinding[] {
  if (!isObject(message)) return hasNul(message) ? [nulFinding("")] : [];
  const findings: VcpFinding[] = [];
  for (const [name, part] of Object.entries(message)) {
    if (name !== "vcp_payload" || !isObject(part)) {
      if (hasNul({ [name]: part })) findings.push(nulFinding(name));
      continue;
    }
    for (const [section, content] of Object.entries(part)) {
      if (hasNul({ [section]: content })) findings.push(nulFinding(`${name}.${section}`));
    }
  }
  return findings.slice(0, 10);
}

function nulFinding(path: string): VcpFinding {
  return failure("VCP_E001", 16, path, "holds the character U+0000");
}

function hasNul(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let at = open.pop(); open.length > 0 || at !== undefined; at = open.pop()) {
    if (typeof at === "string") {
      if (at.includes("\0")) return true;
    } else if (Array.isArray(at)) {
      for (const element of at) open.push(element);
    } else if (isObject(at)) {
      for (const name of Object.keys(at)) {
        if (name.includes("\0")) return true;
        open.push(at[name]);
      }
    }
  }
  return false;
}
