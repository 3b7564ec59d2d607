import { sha256Hex } from "../lib/signature.ts";

type Work = { text: string } | { value: unknown };

/**
 * Writes a JSON value in the canonical form of RFC 8785: members sorted by UTF-16 code units, numbers as ECMAScript writes them, no
 * white space. What JSON cannot hold is written as `JSON.stringify` would (undefined members left out, infinities null).
 *
 * Works on its own stack, so no depth of nesting can exhaust the call stack.
 */
export function canonicalJson(value: unknown): string {
  const out: string[] = [];
  const work: Work[] = [{ value }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if ("text" in next) out.push(next.text);
    else if (Array.isArray(next.value)) pushArray(work, next.value);
    else if (typeof next.value === "object" && next.value !== null) pushObject(work, next.value);
    else out.push(JSON.stringify(next.value) ?? "null");
  }
  return out.join("");
}

function pushArray(work: Work[], elements: readonly unknown[]): void {
  work.push({ text: "]" });
  for (let i = elements.length - 1; i >= 0; i--) {
    work.push({ value: elements[i] });
    if (i > 0) work.push({ text: "," });
  }
  work.push({ text: "[" });
}

function pushObject(work: Work[], object: object): void {
  const members = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? 1 : -1));
  work.push({ text: "}" });
  members.forEach(([name, value], i) => {
    const comma = i === members.length - 1 ? "" : ",";
    work.push({ value }, { text: `${comma}${JSON.stringify(name)}:` });
  });
  work.push({ text: "{" });
}

/** The checksum of a message as sent: SHA-256 in hex of its canonical form without `audit.checksum` (VCP §6.13). */
export function vcpChecksum(message: Readonly<Record<string, unknown>>): string {
  const { audit } = message;
  if (typeof audit !== "object" || audit === null || Array.isArray(audit)) {
    return sha256Hex(canonicalJson(message));
  }
  const { checksum: _, ...rest } = { checksum: null, ...audit };
  return sha256Hex(canonicalJson({ ...message, audit: rest }));
}
