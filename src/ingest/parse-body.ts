import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { storableText } from "../lib/text.ts";
import type { Finding } from "../providers/index.ts";

/** Bytes that cannot be read as an event. The code says why; the message is for people and quotes nothing. */
export class UnreadableBodyError extends Error {
  override readonly name = "UnreadableBodyError";
  readonly code: "empty-body" | "not-json" | "too-deep" | "bad-encoding";
  constructor(code: UnreadableBodyError["code"], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

const depthMax = 500;
const inflatedBytesMax = 64 * 1024 * 1024;

/**
 * Reads the bytes of a delivery: JSON, or the fields of a form.
 *
 * Nesting is measured before parsing. NUL and lone surrogates, which PostgreSQL's jsonb refuses, become U+FFFD with a finding; the raw bytes keep them.
 * @throws UnreadableBodyError
 */
export function parseBody(
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
): { body: unknown; findings: Finding[] } {
  const plain = inflate(bytes, headers["content-encoding"]);
  if (plain.length === 0) throw new UnreadableBodyError("empty-body", "The body is empty.");
  const isForm = /^\s*application\/x-www-form-urlencoded/i.test(headers["content-type"] ?? "");
  const text = plain.toString("utf8").replace(/^\uFEFF/, "");
  const body = isForm ? parseForm(text) : parseJson(plain, text);
  if (!needsCleaning(text, isForm)) return { body, findings: [] };
  const cleaned = clean(body);
  const findings: Finding[] = cleaned.count > 0 ? [{ code: "replaced-characters", path: "" }] : [];
  return { body: cleaned.value, findings };
}

function inflate(bytes: Buffer, encoding: string | undefined): Buffer {
  const limits = { maxOutputLength: inflatedBytesMax };
  try {
    switch (encoding?.trim().toLowerCase()) {
      case undefined:
      case "":
      case "identity":
        return bytes;
      case "gzip":
      case "x-gzip":
        return gunzipSync(bytes, limits);
      case "deflate":
        return inflateSync(bytes, limits);
      case "br":
        return brotliDecompressSync(bytes, limits);
    }
  } catch (error) {
    throw new UnreadableBodyError("bad-encoding", "The body cannot be decompressed.", error);
  }
  throw new UnreadableBodyError("bad-encoding", "The content encoding is not known.");
}

function parseForm(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function parseJson(bytes: Buffer, text: string): unknown {
  if (depthOf(bytes) > depthMax) {
    throw new UnreadableBodyError("too-deep", `The body is nested deeper than ${depthMax} levels.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableBodyError("not-json", "The body is not valid JSON.", error);
  }
}

const quote = 0x22;
const backslash = 0x5c;
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** The deepest nesting, found without recursion and without parsing. */
function depthOf(bytes: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === undefined) break;
    if (isInText) {
      if (byte === backslash) i++;
      else if (byte === quote) isInText = false;
    } else if (byte === quote) isInText = true;
    else if (opening.has(byte)) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (closing.has(byte)) depth--;
  }
  return deepest;
}

function needsCleaning(text: string, isForm: boolean): boolean {
  if (text.includes("\0")) return true;
  return isForm ? text.includes("%00") : /\\u(?:0000|d[89a-f])/i.test(text);
}

function clean(root: unknown): { value: unknown; count: number } {
  let count = 0;
  const text = (value: string) => {
    const fixed = storableText(value);
    if (fixed !== value) count++;
    return fixed;
  };
  // Depth is bounded before parsing, so recursion is safe here.
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [text(key), walk(inner)]),
    );
  };
  return { value: walk(root), count };
}
