import { ProblemError } from "../../lib/problems.ts";
import type { BlockWriter } from "./block-writer.ts";
import { createDocxFlow } from "./docx-flow.ts";
import { readStyles, type Styles } from "./docx-styles.ts";
import type { ParseBounds, ParseWarning } from "./parsed.ts";
import { parseXml } from "./xml.ts";
import { openArchive } from "./zip.ts";

export interface DocxFacts {
  title?: string;
  language?: string;
  warnings: ParseWarning[];
}

/** Reads the words of a Word document: body, tables, text boxes and notes, as accepted (no deleted or hidden text). Never runs a macro. */
export async function parseDocx(
  bytes: Uint8Array,
  writer: BlockWriter,
  bounds: ParseBounds,
): Promise<DocxFacts> {
  const archive = await openArchive(bytes, bounds);
  const body = await archive.read("word/document.xml");
  if (body === undefined) throw notWord(archive.names);
  const styles = readStyles((await archive.read("word/styles.xml")) ?? Buffer.alloc(0), bounds);
  readPart(body, styles, writer, bounds);
  for (const name of ["word/footnotes.xml", "word/endnotes.xml"]) {
    const notes = await archive.read(name);
    if (notes !== undefined) readPart(notes, styles, writer, bounds);
  }
  const facts: DocxFacts = { warnings: [] };
  const title = await readTitle(await archive.read("docProps/core.xml"), bounds);
  if (title) facts.title = title;
  if (styles.language !== undefined) facts.language = styles.language;
  if (archive.names.some((name) => name.endsWith("vbaProject.bin"))) {
    facts.warnings.push({
      code: "macros-ignored",
      detail: "The file has macros; they were ignored.",
    });
  }
  return facts;
}

function readPart(xml: Buffer, styles: Styles, writer: BlockWriter, bounds: ParseBounds): void {
  const flow = createDocxFlow(styles, writer);
  parseXml(xml, bounds, flow);
  flow.end();
}

async function readTitle(
  xml: Buffer | undefined,
  bounds: ParseBounds,
): Promise<string | undefined> {
  if (xml === undefined) return undefined;
  let title = "";
  let isTitle = false;
  parseXml(xml, bounds, {
    open: (name) => {
      isTitle = name === "dc:title";
    },
    close: () => {
      isTitle = false;
    },
    text: (part) => {
      if (isTitle) title += part;
    },
  });
  return title.trim() || undefined;
}

function notWord(names: readonly string[]): ProblemError {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  let is = "an archive, not a Word document";
  if (has("xl/") || has("ppt/"))
    is = has("xl/") ? "an Excel workbook" : "a PowerPoint presentation";
  if (names.includes("content.xml")) is = "an OpenDocument file";
  if (has("META-INF/container.xml")) is = "an e-book";
  const detail = `The file is ${is}. Save it as DOCX or PDF, or send its text.`;
  return new ProblemError("document-type-unsupported", detail);
}
