import { ProblemError } from "../../lib/problems.ts";
import type { ParseWarning } from "./parsed.ts";

/** The text of a text file: by its byte order mark, else UTF-8, else UTF-16 where every other byte is zero, else Windows-1252. */
export function decodeText(bytes: Uint8Array): { text: string; warnings: ParseWarning[] } {
  const encoding = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes);
  const warnings: ParseWarning[] = [];
  if (encoding === "windows-1252") {
    const detail = "The file is not UTF-8 and was read as Windows-1252 (Latin-1).";
    warnings.push({ code: "encoding-assumed", detail });
  }
  if (text.includes("\u0000") || text.includes("\ufffd") || !text.isWellFormed()) {
    const detail = "Characters that are none were replaced or left out.";
    warnings.push({ code: "text-replaced", detail });
  }
  return { text, warnings };
}

function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = countZeros(bytes);
  if (zeros.even + zeros.odd > 0) {
    const isMostly = (count: number) => count > zeros.looked * 0.35;
    if (isMostly(zeros.odd) && !isMostly(zeros.even)) return "utf-16le";
    if (isMostly(zeros.even) && !isMostly(zeros.odd)) return "utf-16be";
  }
  return isUtf8(bytes) ? "utf-8" : "windows-1252";
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Zero bytes among the first few thousand; `looked` counts pairs. */
function countZeros(bytes: Uint8Array): { even: number; odd: number; looked: number } {
  const end = Math.min(bytes.length & ~1, 4096);
  const zeros = { even: 0, odd: 0, looked: end / 2 };
  for (let index = 0; index < end; index += 2) {
    if (bytes[index] === 0) zeros.even++;
    if (bytes[index + 1] === 0) zeros.odd++;
  }
  return zeros;
}

/** Refuses what is no text at all: more than a few control characters are another format's. */
export function requireText(text: string): void {
  const sample = text.slice(0, 8192);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: counting them tells text from other bytes
  const strange = sample.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  if (strange <= 2 + sample.length * 0.02) return;
  throw new ProblemError("document-type-unsupported", "The file is neither text nor a known type");
}
