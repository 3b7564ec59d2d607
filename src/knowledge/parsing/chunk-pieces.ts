import type { Block } from "./parsed.ts";
import { countWords, cutSentence, sentencesOf } from "./sentences.ts";

/** What a chunk is packed of: never divided further. */
export interface Piece {
  text: string;
  words: number;
  /** What stands between it and the piece before, within one chunk. */
  separator: "" | " " | "\n";
  /** May be repeated at the start of the next chunk, so that "it" and "there" are understood. */
  isSentence: boolean;
  page?: number;
}

/** Divides the blocks of one section into pieces: sentences, whole lists and tables, or their items and groups of rows. */
export function piecesOf(blocks: readonly Block[], wordsMax: number): Piece[] {
  const pieces: Piece[] = [];
  for (const block of blocks) {
    const first = pieces.length;
    for (const piece of piecesOfBlock(block, wordsMax)) {
      pieces.push(block.page === undefined ? piece : { ...piece, page: block.page });
    }
    if (pieces[first] !== undefined) pieces[first].separator = "\n";
    if (block.kind === "list" || block.kind === "table") joinLead(pieces, first, wordsMax);
  }
  return pieces;
}

function piecesOfBlock(block: Block, wordsMax: number): Piece[] {
  if (block.kind === "table") return tablePieces(block, wordsMax);
  if (block.kind === "list") return listPieces(block.text, wordsMax);
  const lines = block.text.split("\n");
  return lines.flatMap((line) => withSeparator(sentencePieces(line, wordsMax), "\n"));
}

function sentencePieces(text: string, wordsMax: number): Piece[] {
  return sentencesOf(text).flatMap((sentence) => {
    const whole = piece(sentence, " ", true);
    if (whole.words <= wordsMax) return [whole];
    return cutSentence(sentence, wordsMax).map((part) => piece(part, " ", false));
  });
}

/** Whole where it fits, else item by item, and an item that is too long sentence by sentence. */
function listPieces(text: string, wordsMax: number): Piece[] {
  const whole = piece(text, "\n", false);
  if (whole.words <= wordsMax) return [whole];
  return text.split("\n").flatMap((line) => {
    const item = piece(line, "\n", false);
    return item.words <= wordsMax ? [item] : withSeparator(sentencePieces(line, wordsMax), "\n");
  });
}

/** Whole where it fits, else groups of rows, each under the header again: a row without it is figures of nothing. */
function tablePieces(block: Block, wordsMax: number): Piece[] {
  const whole = piece(block.text, "\n", false);
  if (whole.words <= wordsMax) return [whole];
  const [first = "", ...others] = block.text.split("\n");
  const headerWords = countWords(first);
  // A header that fills half a chunk is none.
  const header = block.hasHeader && headerWords * 2 <= wordsMax ? first : undefined;
  const rows = header === undefined ? [first, ...others] : others;
  const room = wordsMax - (header === undefined ? 0 : headerWords);
  const fitting = rows.flatMap((row) => (countWords(row) <= room ? [row] : cutSentence(row, room)));
  return groupRows(fitting, room).map((group) => {
    const text = header === undefined ? group : `${header}\n${group}`;
    return piece(text, "\n", false);
  });
}

function groupRows(rows: readonly string[], wordsMax: number): string[] {
  const groups: string[] = [];
  let group: string[] = [];
  let words = 0;
  for (const row of rows) {
    const more = countWords(row);
    if (words + more > wordsMax && group.length > 0) {
      groups.push(group.join("\n"));
      group = [];
      words = 0;
    }
    group.push(row);
    words += more;
  }
  if (group.length > 0) groups.push(group.join("\n"));
  return groups;
}

/** "We ask for:" belongs to the list below it. */
function joinLead(pieces: Piece[], at: number, wordsMax: number): void {
  const lead = pieces[at - 1];
  const first = pieces[at];
  if (!lead?.isSentence || first === undefined || !lead.text.endsWith(":")) return;
  if (lead.words + first.words > wordsMax) return;
  const text = `${lead.text}\n${first.text}`;
  pieces.splice(at - 1, 2, { ...lead, text, words: lead.words + first.words, isSentence: false });
}

function withSeparator(pieces: Piece[], separator: Piece["separator"]): Piece[] {
  const [first, ...rest] = pieces;
  return first === undefined ? [] : [{ ...first, separator }, ...rest];
}

function piece(text: string, separator: Piece["separator"], isSentence: boolean): Piece {
  return { text, words: countWords(text), separator, isSentence };
}
