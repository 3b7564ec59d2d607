import { hash } from "node:crypto";
import { freshBytes } from "./fresh-bytes.ts";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A fresh id that carries its kind: `con_` and 20 random characters (100 bits). */
export function newId(
  kind:
    | "alr"
    | "alt"
    | "alw"
    | "bkp"
    | "blk"
    | "cat"
    | "cnt"
    | "con"
    | "doc"
    | "era"
    | "hld"
    | "imp"
    | "inr"
    | "inv"
    | "itm"
    | "kb"
    | "key"
    | "loc"
    | "mem"
    | "mjb"
    | "mod"
    | "mpr"
    | "msc"
    | "msg"
    | "msn"
    | "mst"
    | "prc"
    | "qrn"
    | "qsn"
    | "qst"
    | "rly"
    | "sec"
    | "ses"
    | "shr"
    | "sub"
    | "ten"
    | "tol"
    | "txt"
    | "usr"
    | "viw"
    | "zon",
): string {
  return `${kind}_${toBase32(freshBytes(13)).slice(0, 20)}`;
}

/**
 * The id of a call: the same tenant, provider and provider call id always give the same one.
 *
 * So whichever event comes first, whichever replica folds it, and after every rebuild from raw bytes, links to the call stay right.
 */
export function callId(tenantId: string, provider: string, providerCallId: string): string {
  const name = hash("sha256", `${tenantId}\0${provider}\0${providerCallId}`, "buffer");
  return `call_${toBase32(name).slice(0, 26)}`;
}

/** The id of a chunk: the same text at the same document always has the same one, so that what did not change is not written again. */
export function chunkId(documentId: string, contentHash: string, occurrence: number): string {
  const name = hash("sha256", `${documentId}\0${contentHash}\0${occurrence}`, "buffer");
  return `chk_${toBase32(name).slice(0, 26)}`;
}

let lastMs = 0;
let counter = 0;

/**
 * A UUID of version 7 (RFC 9562): sorts by the instant given and, within one process and millisecond, by the order of calls.
 */
export function uuidV7(atMs: number): string {
  const bytes = freshBytes(16);
  if (atMs === lastMs) counter = (counter + 1) & 0xfff;
  else {
    lastMs = atMs;
    counter = bytes.readUInt16BE(6) & 0x3ff;
  }
  bytes.writeUIntBE(atMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The smallest id that {@link uuidV7} can have given at or after the instant. */
export function uuidV7Floor(atMs: number): string {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** A UUID of version 8 made of a name: the same name always gives the same one. */
export function uuidOf(name: string): string {
  const bytes = hash("sha256", name, "buffer").subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function toBase32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >>> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text;
}
