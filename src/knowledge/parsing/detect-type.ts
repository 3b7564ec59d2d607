import { ProblemError } from "../../lib/problems.ts";
import type { DocumentSource, DocumentType } from "./parsed.ts";

/** What the first bytes say: a type we read through a container, or text in some form. */
export type BytesKind = "pdf" | "zip" | "text";

const statedTypes: Readonly<Record<string, DocumentType>> = {
  "application/pdf": "pdf",
  "application/x-pdf": "pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.template": "docx",
  "application/vnd.ms-word.document.macroenabled.12": "docx",
  "application/vnd.ms-word.template.macroenabled.12": "docx",
  "text/html": "html",
  "application/xhtml+xml": "html",
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "text/plain": "text",
  "text/csv": "csv",
  "text/tab-separated-values": "csv",
};

const endings: Readonly<Record<string, DocumentType>> = {
  pdf: "pdf",
  docx: "docx",
  docm: "docx",
  dotx: "docx",
  dotm: "docx",
  html: "html",
  htm: "html",
  xhtml: "html",
  md: "markdown",
  markdown: "markdown",
  txt: "text",
  text: "text",
  csv: "csv",
  tsv: "csv",
};

/** Says nothing about what is inside. */
const vagueTypes = new Set([
  "",
  "application/octet-stream",
  "binary/octet-stream",
  "application/zip",
]);

const known = "PDF, DOCX, HTML, Markdown, plain text and CSV are read";

/** Formats that people send and we do not read, by their first bytes. */
const foreign: readonly (readonly [start: string, name: string])[] = [
  ["{\\rtf", "RTF"],
  ["\x89PNG", "a PNG image"],
  ["\xff\xd8\xff", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["II*\0", "a TIFF image"],
  ["MM\0*", "a TIFF image"],
  ["RIFF", "a WebP, WAV or AVI file"],
  ["ID3", "an audio file"],
  ["OggS", "an audio file"],
  ["\x1f\x8b", "a gzip archive"],
  ["Rar!", "a RAR archive"],
  ["7z\xbc\xaf", "a 7z archive"],
  ["\x7fELF", "a program"],
  ["MZ\x90", "a program"],
];

/** A type that is stated and named wrong is a mistake worth telling: the wrong file may have been sent. */
export function detectType(source: DocumentSource): DocumentType {
  const kind = kindOf(source.bytes);
  const stated = statedType(source);
  if (kind !== "text") {
    const found = kind === "pdf" ? "pdf" : "docx";
    if (stated !== undefined && stated !== found) throw mismatch(stated, found);
    return found;
  }
  if (stated === "pdf" || stated === "docx") throw mismatch(stated, "neither");
  return stated ?? "text";
}

/** Looks at the first bytes, and refuses what they show to be another format. */
export function kindOf(bytes: Uint8Array): BytesKind {
  if (bytes.every(isBlank)) throw new ProblemError("document-empty", "The file is empty");
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  const start = head.toString("latin1");
  if (start.startsWith("PK\x03\x04") || start.startsWith("PK\x05\x06")) return "zip";
  // The standard lets other bytes come before it, and mail gateways use that.
  if (start.includes("%PDF-")) return "pdf";
  if (start.startsWith("\xd0\xcf\x11\xe0")) throw oldOffice(bytes);
  const format = foreign.find(([magic]) => start.startsWith(magic));
  if (format === undefined) return "text";
  throw new ProblemError("document-type-unsupported", `The file is ${format[1]}. ${known}.`);
}

function statedType({ mime = "", name = "" }: DocumentSource): DocumentType | undefined {
  const essence = (mime.split(";")[0] ?? "").trim().toLowerCase();
  const ending = /\.([a-z0-9]+)$/.exec(name.toLowerCase())?.[1];
  if (vagueTypes.has(essence)) return ending === undefined ? undefined : endings[ending];
  const type = statedTypes[essence];
  if (type === undefined && !essence.startsWith("text/")) {
    throw new ProblemError("document-type-unsupported", `${essence} is not read. ${known}.`);
  }
  // Browsers and operating systems call Markdown and CSV plain text.
  if (type === "text" && ending !== undefined) return textual(endings[ending]) ?? type;
  return type ?? "text";
}

function textual(type: DocumentType | undefined): DocumentType | undefined {
  return type === "markdown" || type === "csv" || type === "html" ? type : undefined;
}

function mismatch(stated: string, found: string): ProblemError {
  const is = found === "neither" ? "its bytes are not" : `its bytes are those of a ${found} file`;
  return new ProblemError(
    "document-type-mismatch",
    `The file is said to be ${stated}, but ${is}.`,
    { extra: { stated, found: found === "neither" ? null : found } },
  );
}

/** Word's files with a password look like those of before 2007: both are in the old container. */
function oldOffice(bytes: Uint8Array): ProblemError {
  const name = Buffer.from("EncryptedPackage", "utf16le");
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(name)) {
    return new ProblemError("document-encrypted", "The file is protected by a password");
  }
  const detail = `The file is of an Office version before 2007. Save it as DOCX or PDF. ${known}.`;
  return new ProblemError("document-type-unsupported", detail);
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0;
}
