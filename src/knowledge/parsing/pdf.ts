import { getDocumentProxy } from "unpdf";
import { ProblemError } from "../../lib/problems.ts";
import { type BlockWriter, cleanLine } from "./block-writer.ts";
import type { ParseBounds, ParseWarning } from "./parsed.ts";
import { writeLayout } from "./pdf-layout.ts";
import { type PdfItem, type PdfLine, readLines } from "./pdf-lines.ts";
import { withoutRepeated } from "./pdf-repeated.ts";

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

export interface PdfFacts {
  title?: string;
  language?: string;
  pages: number;
  warnings: ParseWarning[];
}

/** Reads the text that a PDF draws; pictures of text are not read. Scripts, forms and attachments inside are never opened. */
export async function parsePdf(
  bytes: Uint8Array,
  writer: BlockWriter,
  bounds: ParseBounds,
): Promise<PdfFacts> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.numPages > bounds.pagesMax) {
      const detail = `The document has ${pdf.numPages} pages; at most ${bounds.pagesMax} are read. Divide it.`;
      throw new ProblemError("document-too-complex", detail);
    }
    const { lines, blank, broken } = await readPages(pdf, bounds);
    if (lines.length === 0) throw withoutText(pdf.numPages, broken);
    const kept = withoutRepeated(lines, pdf.numPages);
    writeLayout(kept, writer);
    const facts: PdfFacts = { pages: pdf.numPages, warnings: warningsOf(blank, pdf.numPages) };
    if (kept.length < lines.length) {
      const detail = "Lines that stand at the top or bottom of most pages were left out.";
      facts.warnings.push({ code: "repeated-lines-dropped", detail });
    }
    return Object.assign(facts, await readMetadata(pdf));
  } finally {
    await pdf.destroy();
  }
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // A copy: pdf.js takes its bytes away from whoever gave them.
    return await getDocumentProxy(new Uint8Array(bytes), {
      verbosity: 0,
      useSystemFonts: false,
      disableFontFace: true,
    });
  } catch (error) {
    if (nameOf(error) === "PasswordException") {
      throw new ProblemError("document-encrypted", "The PDF is protected by a password");
    }
    throw new ProblemError("document-damaged", "The PDF is cut off or damaged", { cause: error });
  }
}

async function readPages(pdf: Pdf, bounds: ParseBounds) {
  const lines: PdfLine[] = [];
  const blank: number[] = [];
  let broken = 0;
  let characters = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const found = await readPage(pdf, number);
    if (found === undefined) broken++;
    if (found === undefined || found.length === 0) blank.push(number);
    for (const line of found ?? []) {
      for (const cell of line.cells) characters += cell.length;
      lines.push(line);
    }
    if (characters > bounds.charactersMax) {
      const detail = `The document has more than ${bounds.charactersMax} characters of text. Divide it.`;
      throw new ProblemError("document-too-complex", detail);
    }
  }
  return { lines, blank, broken };
}

/** Nothing for a page that cannot be read: the others may be whole. */
async function readPage(pdf: Pdf, number: number): Promise<PdfLine[] | undefined> {
  try {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const [, bottom = 0, , top = 0] = page.view;
    const texts: PdfItem[] = items.filter((item) => "str" in item);
    page.cleanup();
    return readLines(texts, number, top - bottom);
  } catch (error) {
    // Of memory there will be no more for the next page.
    if (error instanceof RangeError) throw error;
    return undefined;
  }
}

async function readMetadata(pdf: Pdf): Promise<{ title?: string; language?: string }> {
  const metadata = await pdf.getMetadata().catch(() => undefined);
  const info: Record<string, unknown> = { ...metadata?.info };
  const title = typeof info.Title === "string" ? cleanLine(info.Title).slice(0, 500) : "";
  const language = typeof info.Language === "string" ? info.Language : "";
  // Programs write the name of the file they were given.
  const isName = /^Microsoft Word - |\.(?:docx?|odt|pdf|indd|pptx?|xlsx?)$/i.test(title);
  return { ...(title && !isName && { title }), ...(language && { language }) };
}

function warningsOf(blank: readonly number[], pages: number): ParseWarning[] {
  if (blank.length === 0) return [];
  const named = blank.slice(0, 20).join(", ") + (blank.length > 20 ? ", …" : "");
  const detail = `${blank.length} of ${pages} pages hold no text (pages ${named}); they may be scans.`;
  return [{ code: "pages-without-text", detail }];
}

function withoutText(pages: number, broken: number): ProblemError {
  if (broken === pages)
    return new ProblemError("document-damaged", `None of the ${pages} pages can be read`);
  const detail = `None of the ${pages} pages holds text; they seem to be scanned pictures. Recognise the text first.`;
  return new ProblemError("document-without-text", detail, { extra: { pages } });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
