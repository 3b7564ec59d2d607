const depthMax = 500;
const binaryCharsMin = 2048;
const base64 = /^(?:[A-Za-z0-9+/_-]|\r?\n)+={0,2}\s{0,2}$/;
const dataUrl = /^data:[\w.+/;=-]{0,120},/;
const surrogate = /[\ud800-\udfff]/;
const loneSurrogate = /[\ud800-\udfff]/gu;

/** Replaces NUL and lone surrogates, which PostgreSQL and JSON parsers refuse, by U+FFFD (VCP rule 16). */
export function cleanText(text: string): string {
  // Nearly all text needs nothing, and this is asked of every string of every message.
  if (!surrogate.test(text) && !text.includes("\0")) return text;
  return text.replaceAll("\0", "\ufffd").replace(loneSurrogate, "\ufffd");
}

/**
 * A copy of a JSON value in which long base64 strings (over 2 kB, data URLs included) are replaced by `[elided: <n> bytes]`: payloads
 * with audio stay readable and small. Text is cleaned by {@link cleanText}, infinities become null, a member named `__proto__` is
 * left out, and nesting over 500 levels is cut off.
 */
export function elideBinaries(value: unknown): unknown {
  return copy(value, elideText, 0);
}

/** The same copy as {@link elideBinaries} makes, with long base64 strings kept. */
export function cleanJson(value: unknown): unknown {
  return copy(value, cleanText, 0);
}

function copy(value: unknown, convert: (text: string) => string, depth: number): unknown {
  if (typeof value === "string") return convert(value);
  // Adding zero makes -0 a 0, as it is in JSON.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== "object" || value === null) return typeof value === "boolean" ? value : null;
  if (depth >= depthMax) return "[elided: nested too deep]";
  if (Array.isArray(value)) return value.map((element) => copy(element, convert, depth + 1));
  const members: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    // Assigning this name would change what the copy inherits instead of adding a member.
    if (name === "__proto__" || member === undefined) continue;
    members[cleanText(name)] = copy(member, convert, depth + 1);
  }
  return members;
}

function elideText(text: string): string {
  if (text.length <= binaryCharsMin) return cleanText(text);
  const prefix = dataUrl.exec(text.slice(0, 160))?.[0] ?? "";
  const encoded = prefix === "" ? text : text.slice(prefix.length);
  if (!base64.test(encoded)) return cleanText(text);
  return `[elided: ${Math.floor((encoded.replace(/[=\s]+/g, "").length * 3) / 4)} bytes]`;
}
