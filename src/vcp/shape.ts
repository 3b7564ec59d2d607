import type { z } from "zod";
import { failure, findingPath, type VcpFinding, vcpFindingsMax, warning } from "./findings.ts";
import { VcpMessage } from "./vcp.schema.ts";

/** Whether the value is a JSON object, not an array and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The member of a JSON object, its own only; undefined for anything else. */
export function member(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export type Shape =
  | { message: VcpMessage; errors: []; warnings: VcpFinding[] }
  | { message: null; errors: [VcpFinding, ...VcpFinding[]]; warnings: VcpFinding[] };

/**
 * Holds a value against the schema of VCP 0.5: rules 1, 7, 8 and 14, and the warnings for unknown members (15) and `from_` (17).
 *
 * The message returned has the known members only.
 */
export function checkShape(value: unknown): Shape {
  const parsed = VcpMessage.safeParse(value);
  if (parsed.success) {
    const warnings: VcpFinding[] = [];
    noteUnknown(value, parsed.data, "", warnings);
    return { message: parsed.data, errors: [], warnings };
  }
  const [first, ...more] = parsed.error.issues
    .slice(0, vcpFindingsMax)
    .map((issue) => toFinding(issue, value));
  const errors: [VcpFinding, ...VcpFinding[]] = [
    first ?? failure("VCP_E001", 1, "", "does not match the schema"),
    ...more,
  ];
  return { message: null, errors, warnings: [] };
}

type Issue = z.core.$ZodIssue;

function toFinding(outer: Issue, root: unknown): VcpFinding {
  const issue = innermost(outer);
  const parts = issue === outer ? outer.path : [...outer.path, ...issue.path];
  const path = findingPath(parts);
  const found = valueAt(root, parts);
  if (found === undefined) return failure("VCP_E005", 1, path, "is required");
  if (issue.code === "invalid_type") {
    return failure("VCP_E004", 1, path, `must be ${articleFor(issue.expected)}`);
  }
  if (issue.code === "invalid_value") {
    if (typeof found !== "string") return failure("VCP_E004", 1, path, "must be a string");
    return failure("VCP_E001", 1, path, `must be one of: ${issue.values.map(String).join(", ")}`);
  }
  if (issue.code === "too_small") return outOfRange(path, issue.origin, "least", issue.minimum);
  if (issue.code === "too_big") return outOfRange(path, issue.origin, "most", issue.maximum);
  const message = issue.code === "custom" ? issue.message : "does not match the schema";
  return failure("VCP_E001", 1, path, message);
}

/** A tool use may be text or an object: what is wrong with the object is the news, not that it is no text. */
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const branch = issue.errors.find((errors) => (errors[0]?.path.length ?? 0) > 0);
  return branch?.[0] ?? issue.errors[0]?.[0] ?? issue;
}

function valueAt(root: unknown, parts: readonly PropertyKey[]): unknown {
  let at: unknown = root;
  for (const part of parts) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, part)) return undefined;
    at = Reflect.get(at, part);
  }
  return at;
}

function articleFor(expected: string): string {
  if (expected === "int") return "a whole number";
  if (expected === "record" || expected === "object") return "an object";
  return expected === "array" ? "a list" : `a ${expected}`;
}

const ratioNames =
  /\.(?:user_satisfaction_score|confidence|gap_score|success_rate|availability|efficiency_score)$/;

function outOfRange(
  path: string,
  origin: string,
  bound: "least" | "most",
  limit: number | bigint,
): VcpFinding {
  if (origin === "string") {
    return failure("VCP_E001", 14, path, `must have at ${bound} ${limit} characters`);
  }
  return failure("VCP_E001", ratioNames.test(path) ? 7 : 8, path, `must be at ${bound} ${limit}`);
}

/** The schema copies what it knows and hands free members on as they are, so what the copy lacks is unknown. */
function noteUnknown(given: unknown, known: unknown, path: string, warnings: VcpFinding[]): void {
  if (given === known || typeof given !== "object" || given === null) return;
  if (Array.isArray(given)) {
    for (let i = 0; i < given.length; i++) {
      noteUnknown(given[i], Array.isArray(known) ? known[i] : undefined, `${path}[]`, warnings);
    }
    return;
  }
  if (!isObject(known)) return;
  for (const [name, value] of Object.entries(given)) {
    if (warnings.length >= vcpFindingsMax) return;
    const at = path === "" ? name : `${path}.${name}`;
    if (Object.hasOwn(known, name)) noteUnknown(value, known[name], at, warnings);
    else if (at === "vcp_payload.call.from_") warnings.push(warning("VCP_W017", at));
    else warnings.push(warning("VCP_W015", at));
  }
}
