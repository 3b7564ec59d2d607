import yauzl, { type Entry, type ZipFile } from "yauzl";
import { ProblemError } from "../../lib/problems.ts";
import type { ParseBounds } from "./parsed.ts";

/** A DOCX has some dozens; the rest are pictures. */
const entriesMax = 10_000;

/**
 * The files inside an archive, unpacked one by one when asked for, and together never more than the bounds allow.
 *
 * The directory is read first and believed in nothing: sizes are counted while unpacking. Archives within the archive are not opened.
 */
export async function openArchive(bytes: Uint8Array, bounds: ParseBounds) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await damagedOr(() => yauzl.fromBufferPromise(buffer, { lazyEntries: true }));
  if (zip.entryCount > entriesMax) {
    throw new ProblemError("document-too-complex", `The file packs more than ${entriesMax} files`);
  }
  const entries = await damagedOr(() => readDirectory(zip));
  let inflatedBytes = 0;

  return {
    names: [...entries.keys()],
    async read(name: string): Promise<Buffer | undefined> {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      if (entry.isEncrypted()) {
        throw new ProblemError("document-encrypted", "The file is protected by a password");
      }
      if (entry.uncompressedSize > bounds.inflatedBytesMax - inflatedBytes) throw tooLarge(bounds);
      const content = await damagedOr(() => inflate(zip, entry));
      inflatedBytes += content.length;
      return content;
    },
  };
}

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    // Windows' own zip writer names folders with backslashes; the first of two files with one name counts.
    const name = entry.fileName.replaceAll("\\", "/");
    if (!entries.has(name)) entries.set(name, entry);
  }
  return entries;
}

/** yauzl ends the stream with an error as soon as more comes out than the directory said. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}

async function damagedOr<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const detail = "The file is cut off or damaged: its parts cannot be unpacked";
    throw new ProblemError("document-damaged", detail, { cause: error });
  }
}

function tooLarge(bounds: ParseBounds): ProblemError {
  const mb = Math.floor(bounds.inflatedBytesMax / 1024 / 1024);
  return new ProblemError("document-too-complex", `The file unpacks to more than ${mb} MB of text`);
}
