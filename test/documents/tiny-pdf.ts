import { deflateSync } from "node:zlib";

/** One line of text and where it stands, in points from the lower left. */
export interface TinyLine {
  text: string;
  x?: number;
  y: number;
  size?: number;
  /** In bold. */
  isBold?: boolean;
}

/** Writes a PDF of Latin-1 text, for tests that need one of a certain make: so many pages, no text, a stream that unpacks to gigabytes. */
export function tinyPdf(pages: readonly (readonly TinyLine[])[]): Buffer {
  return pdfOfStreams(pages.map(contentOf));
}

/** The same of ready page contents, each with the filters it is packed by. */
export function pdfOfStreams(
  streams: readonly Uint8Array[],
  { filter = "/FlateDecode", isPacked = false } = {},
): Buffer {
  const objects: Buffer[] = [];
  const add = (...parts: (string | Uint8Array)[]) =>
    objects.push(Buffer.concat(parts.map((part) => Buffer.from(part as string, "latin1"))));
  const kids = streams.map((_, index) => `${5 + index * 2} 0 R`).join(" ");
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Count ${streams.length} /Kids [${kids}] >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>");
  streams.forEach((stream, index) => {
    const packed = isPacked ? stream : deflateSync(stream);
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + index * 2} 0 R ` +
        "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>",
    );
    add(`<< /Length ${packed.length} /Filter ${filter} >>\nstream\n`, packed, "\nendstream");
  });
  return assemble(objects);
}

function contentOf(lines: readonly TinyLine[]): Uint8Array {
  const operators = lines.map(({ text, x = 60, y, size = 11, isBold = false }) => {
    const escaped = text.replace(/[\\()]/g, "\\$&");
    return `BT /${isBold ? "F2" : "F1"} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
  });
  return Buffer.from(operators.join("\n"), "latin1");
}

function assemble(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from("%PDF-1.4\n")];
  let at = parts[0]?.length ?? 0;
  const offsets = objects.map((object, index) => {
    const start = at;
    const whole = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      object,
      Buffer.from("\nendobj\n"),
    ]);
    parts.push(whole);
    at += whole.length;
    return start;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
