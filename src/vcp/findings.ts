import { cutText } from "../lib/text.ts";
import { cleanText } from "./clean-json.ts";

/** The codes of errors, as the consistency framework names them (VCP §4). */
export const vcpErrorCodes = {
  VCP_E001: "A value breaks a rule of the schema",
  VCP_E002: "The message cannot be mapped to a call",
  VCP_E003: "The version is unknown, or the message cannot be carried to another version",
  VCP_E004: "A member has the wrong type",
  VCP_E005: "A required member is missing",
} as const;
export type VcpErrorCode = keyof typeof vcpErrorCodes;

/** The codes of warnings. The number is that of the rule in VCP §4; those from 20 on are ours. */
export const vcpWarningCodes = {
  VCP_W003: "A tool was used before the call started",
  VCP_W004: "Consent has expired",
  VCP_W009: "The duration differs from end minus start by more than two seconds",
  VCP_W010: "The readable outcome differs from the objective status",
  VCP_W011: "The total cost differs from the sum of its parts",
  VCP_W012: "A timestamp has no zone and is read as UTC",
  VCP_W013: "The start lies before 2015 or more than a day ahead; usually a wrong unit",
  VCP_W015: "An unknown member is ignored",
  VCP_W017: "A legacy spelling is read in its present form",
  VCP_W018: "There is a recording or a transcript and nothing is said about consent",
  VCP_W020: "The checksum does not match the message",
  VCP_W021: "A member has no place in this version and is kept aside or dropped",
} as const;
export type VcpWarningCode = keyof typeof vcpWarningCodes;

/** One thing found in a message. Neither message nor path ever holds a value of the payload: values are personal data. */
export interface VcpFinding {
  code: VcpErrorCode | VcpWarningCode;
  /** The rule of VCP §4 that found it. */
  rule: number;
  message: string;
  /** Dotted path from the root of the message, array positions as `[]`, at most 200 characters. */
  path: string;
}

/** At most this many findings of one kind are kept for one message. */
export const vcpFindingsMax = 100;

/** A message that cannot be read, upgraded or downgraded. `findings` says every reason that is known. */
export class VcpError extends Error {
  override readonly name = "VcpError";
  readonly code: VcpErrorCode;
  readonly findings: readonly VcpFinding[];

  constructor(findings: readonly [VcpFinding, ...VcpFinding[]]) {
    const [first] = findings;
    super(`${first.code} ${first.path}: ${first.message}`);
    this.code = isErrorCode(first.code) ? first.code : "VCP_E001";
    this.findings = findings;
  }
}

function isErrorCode(code: string): code is VcpErrorCode {
  return Object.hasOwn(vcpErrorCodes, code);
}

/** Makes a {@link VcpFinding} for a warning, with the rule's own sentence where none is given. */
export function warning(code: VcpWarningCode, path: string, message?: string): VcpFinding {
  return {
    code,
    rule: Number(code.slice(-3)),
    message: message ?? vcpWarningCodes[code],
    path: tidyPath(path),
  };
}

/** Makes a {@link VcpFinding} for an error. */
export function failure(
  code: VcpErrorCode,
  rule: number,
  path: string,
  message: string,
): VcpFinding {
  return { code, rule, message, path: tidyPath(path) };
}

/** Writes a path as findings show it. */
export function findingPath(parts: readonly PropertyKey[]): string {
  let path = "";
  for (const part of parts) {
    if (typeof part === "number") path += "[]";
    else path += path === "" ? String(part) : `.${String(part)}`;
  }
  return tidyPath(path);
}

/** Names of members come from outside too: findings are stored, so they are cleaned. */
function tidyPath(path: string): string {
  return cleanText(cutText(path, 200));
}
