import { type Piece, piecesOf } from "./chunk-pieces.ts";
import type { Block } from "./parsed.ts";
import { isOneQuestion } from "./questions.ts";

/** What is found as one answer. */
export interface Chunk {
  /** 0, 1, 2 … in reading order. The only member that an edit elsewhere in the document may change, with `page`. */
  place: number;
  /** The headings it stands under, the highest first. */
  headingPath: string[];
  /** Begins with the question where the question is no heading. */
  text: string;
  /** Of an FAQ: what this answers. */
  question?: string;
  /** Where it begins, in files that have pages. */
  page?: number;
}

/** Enough to be understood alone, little enough to be about one thing. */
const usualWordsMax = 250;
/** A sentence longer than this is not repeated in the next chunk. */
const overlapWordsMax = 60;

/** What stands under one heading, or answers one question. Sections are cut each for itself, so an edit in one leaves the others' chunks as they are. */
interface Section {
  headingPath: string[];
  question?: string;
  blocks: Block[];
}

/**
 * Cuts a document into chunks: never across a heading or from one question to the next, never within a sentence unless it alone is too long.
 *
 * Lists and tables stay whole where they fit; the rows of a larger table come in groups, each under the header. Within a section each chunk begins with the last
 * sentence of the one before. The same blocks make the same chunks.
 */
export function chunkBlocks(
  blocks: readonly Block[],
  { wordsMax = usualWordsMax }: { wordsMax?: number } = {},
): Chunk[] {
  const chunks = sectionsOf(blocks).flatMap((section) => chunksOf(section, wordsMax));
  return chunks.map((chunk, place) => ({ place, ...chunk }));
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [];
  const path: { level: number; text: string }[] = [];
  let section: Section = { headingPath: [], blocks: [] };
  sections.push(section);
  blocks.forEach((block, index) => {
    if (block.kind === "question") {
      const { headingPath } = section;
      section = { headingPath, question: block.text, blocks: [block] };
      sections.push(section);
      return;
    }
    if (block.kind !== "heading") {
      section.blocks.push(block);
      return;
    }
    const level = block.level ?? 1;
    while ((path.at(-1)?.level ?? 0) >= level) path.pop();
    path.push({ level, text: block.text });
    section = { headingPath: path.map(({ text }) => text), blocks: [] };
    if (isOneQuestion(block.text)) section.question = block.text;
    if (isAlone(block, blocks[index + 1])) section.blocks.push(block);
    sections.push(section);
  });
  return sections;
}

/** A heading with nothing below it is a statement: "Closed on Mondays". It must be found too. */
function isAlone(heading: Block, next: Block | undefined): boolean {
  return (
    next === undefined || (next.kind === "heading" && (next.level ?? 1) <= (heading.level ?? 1))
  );
}

function chunksOf(
  { headingPath, question, blocks }: Section,
  wordsMax: number,
): Omit<Chunk, "place">[] {
  return pack(piecesOf(blocks, wordsMax), wordsMax).map((pieces) => {
    const page = pieces.find((piece) => piece.page !== undefined)?.page;
    return {
      headingPath,
      text: textOf(pieces),
      ...(question !== undefined && { question }),
      ...(page !== undefined && { page }),
    };
  });
}

function pack(pieces: readonly Piece[], wordsMax: number): Piece[][] {
  const groups: Piece[][] = [];
  let group: Piece[] = [];
  let words = 0;
  for (const piece of pieces) {
    if (words + piece.words > wordsMax && group.length > 0) {
      groups.push(group);
      const last = group.at(-1);
      group = last !== undefined && isRepeated(last, piece, wordsMax) ? [last] : [];
      words = group.reduce((sum, each) => sum + each.words, 0);
    }
    group.push(piece);
    words += piece.words;
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

function isRepeated(last: Piece, next: Piece, wordsMax: number): boolean {
  const fits = last.words <= overlapWordsMax && last.words + next.words <= wordsMax;
  return last.isSentence && next.isSentence && fits;
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece, index) => (index === 0 ? "" : piece.separator) + piece.text).join("");
}
