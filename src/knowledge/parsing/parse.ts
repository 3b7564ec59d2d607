import { ProblemError } from "../../lib/problems.ts";
import { type BlockWriter, cleanLine, createBlockWriter } from "./block-writer.ts";
import { parseCsv } from "./csv.ts";
import { decodeText, requireText } from "./decode-text.ts";
import { detectType } from "./detect-type.ts";
import type {
  DocumentSource,
  DocumentType,
  ParseBounds,
  ParsedDocument,
  ParseWarning,
} from "./parsed.ts";
import { parsePlainText } from "./plain-text.ts";
import { markQuestions } from "./questions.ts";

interface Facts {
  title?: string;
  language?: string;
  pages?: number;
  warnings: ParseWarning[];
}

/**
 * Reads a document in this thread. Bounds of pages, bytes, text and depth hold; those of time and memory are kept by whoever can
 * end the thread (`createDocumentParser`).
 *
 * Whatever the bytes are, it ends with blocks or a `ProblemError`.
 */
export async function parseHere(
  source: DocumentSource,
  bounds: ParseBounds,
): Promise<ParsedDocument> {
  const type = detectType(source);
  const writer = createBlockWriter(bounds);
  const facts = await readAs(type, source, writer, bounds).catch((error: unknown) => {
    throw asProblem(error);
  });
  if (writer.blocks.length === 0) {
    throw new ProblemError("document-without-text", "No text was found in the document");
  }
  const { title, language, pages, warnings } = facts;
  const name = cleanLine(title ?? "").slice(0, 500);
  return {
    type,
    ...(name && { title: name }),
    ...(language && { language: cleanLine(language).slice(0, 35) }),
    ...(pages !== undefined && { pages }),
    blocks: markQuestions(writer.blocks),
    warnings,
  };
}

/** Parsers are loaded when the first file of their type comes: that of PDF alone is 1.6 MB of code. */
async function readAs(
  type: DocumentType,
  source: DocumentSource,
  writer: BlockWriter,
  bounds: ParseBounds,
): Promise<Facts> {
  if (type === "pdf") return (await import("./pdf.ts")).parsePdf(source.bytes, writer, bounds);
  if (type === "docx") return (await import("./docx.ts")).parseDocx(source.bytes, writer, bounds);
  const { text, warnings } = decodeText(source.bytes);
  requireText(text);
  const facts: Facts = { warnings };
  if (type === "html" || (type === "text" && /^\s*<(?:!doctype\s+html|html[\s>])/i.test(text))) {
    const { parseHtml } = await import("./html.ts");
    return joined(facts, parseHtml(text, writer, bounds));
  }
  if (type === "markdown") {
    const { parseMarkdown } = await import("./markdown.ts");
    return joined(facts, parseMarkdown(text, writer, bounds));
  }
  if (type === "csv") parseCsv(text, writer);
  else parsePlainText(text, writer);
  return facts;
}

function joined(facts: Facts, more: Facts): Facts {
  return { ...facts, ...more, warnings: [...facts.warnings, ...more.warnings] };
}

/** What a parser throws on hostile bytes is about the bytes. Running out of stack or of one buffer is a size, anything else damage. */
function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof RangeError) {
    const detail = "The document nests or repeats more than can be followed";
    return new ProblemError("document-too-complex", detail, { cause: error });
  }
  return new ProblemError("document-damaged", "The document cannot be read", { cause: error });
}
