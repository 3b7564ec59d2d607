/** The kinds of files that text is read from. */
export type DocumentType = "pdf" | "docx" | "html" | "markdown" | "text" | "csv";

/** What a file is called and said to be. Names and types of strangers are hints; the bytes decide. */
export interface DocumentSource {
  bytes: Uint8Array;
  /** The stated media type; parameters are passed over. */
  mime?: string;
  /** The file's name; its ending counts where no type is stated. */
  name?: string;
}

/**
 * One piece of a document, in reading order.
 *
 * The text of a list is one item a line, that of a table one row a line with ` | ` between the cells; a paragraph keeps the line
 * breaks that its author set.
 */
export interface Block {
  kind: "heading" | "paragraph" | "list" | "table" | "question";
  text: string;
  /** Of a heading: 1 for the highest. */
  level?: number;
  /** Of a table: its first line names the columns. */
  hasHeader?: true;
  /** Where the file has pages: the one it begins on, counted from 1. */
  page?: number;
}

/** What was read, and what somebody who looks for missing words should know. */
export interface ParsedDocument {
  type: DocumentType;
  /** As the file itself says, not its name. */
  title?: string;
  /** The language that the file says it is in, as it writes it (`de`, `en-US`). */
  language?: string;
  pages?: number;
  blocks: Block[];
  warnings: ParseWarning[];
}

export interface ParseWarning {
  code:
    | "macros-ignored"
    | "pages-without-text"
    | "text-replaced"
    | "encoding-assumed"
    | "hidden-text-dropped"
    | "repeated-lines-dropped";
  detail: string;
}

/** How much one document may ask of us. */
export interface ParseBounds {
  /** From the hand-over to the result. */
  timeoutMs: number;
  /** Of the thread's heap. */
  memoryMbMax: number;
  pagesMax: number;
  /** What is inflated out of one file, and one buffer while a PDF is read. */
  inflatedBytesMax: number;
  /** Of all blocks together. */
  charactersMax: number;
  /** Of elements within elements. */
  depthMax: number;
}

/** Enough for a handbook of a thousand pages; a hostile file ends at one of them. */
export const usualBounds: Readonly<ParseBounds> = Object.freeze({
  timeoutMs: 30_000,
  memoryMbMax: 512,
  pagesMax: 3_000,
  inflatedBytesMax: 64 * 1024 * 1024,
  charactersMax: 20_000_000,
  depthMax: 500,
});
