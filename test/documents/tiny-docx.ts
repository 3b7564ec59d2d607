import { deflateRawSync } from "node:zlib";

/** A file of an archive; `statedBytes` is what its directory claims of the unpacked size. */
export interface TinyEntry {
  name: string;
  content: Uint8Array | string;
  statedBytes?: number;
}

/** Writes a DOCX of the given body (what stands in `w:body`), with other files beside it. */
export function tinyDocx(body: string, others: readonly TinyEntry[] = []): Buffer {
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    `<w:body>${body}</w:body></w:document>`;
  return tinyZip([{ name: "word/document.xml", content: xml }, ...others]);
}

/** A paragraph with its text; `properties` is what stands in `w:pPr`. */
export function tinyParagraph(text: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

/** Writes an archive as any packer would, except that sizes can be lied about. Checksums are left out: nobody here reads them. */
export function tinyZip(entries: readonly TinyEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, statedBytes } of entries) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(statedBytes ?? raw.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), packed]);
    files.push(file);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), fields, rest, Buffer.from(name)]),
    );
    offset += file.length;
  }
  const end = Buffer.alloc(18);
  const directoryBytes = directory.reduce((sum, each) => sum + each.length, 0);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directoryBytes, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, Buffer.from("PK\x05\x06"), end]);
}
