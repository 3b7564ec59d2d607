import { createHash } from "node:crypto";
import { setImmediate as othersFirst } from "node:timers/promises";
import { chunkId } from "../lib/ids.ts";
import { analyse } from "../search/index.ts";
import { chunkBlocks } from "./parsing/chunk.ts";
import type { Block } from "./parsing/parsed.ts";

/** A chunk as it is to be written: with its words. */
export interface ChunkDraft {
  id: string;
  place: number;
  page: number | null;
  headingPath: string[];
  question: string | null;
  text: string;
  headingTokens: string;
  questionTokens: string;
  textTokens: string;
  contentHash: string;
}

/** A large document must not hold up calls. */
const sliceMsMax = 10;

/**
 * Makes chunks with their words of what was read. The same blocks of the same document make the same chunks with the same ids, whatever was there before.
 *
 * Others have their turn in between, so it takes a little longer than it would alone.
 */
export async function makeChunks(
  documentId: string,
  { blocks, language }: { blocks: readonly Block[]; language: string },
): Promise<ChunkDraft[]> {
  const wordsOf = (text: string) => analyse(text, language).join(" ");
  const seen = new Map<string, number>();
  const made: ChunkDraft[] = [];
  let since = performance.now();
  for (const { place, page = null, headingPath, question = null, text } of chunkBlocks(blocks)) {
    const contentHash = hashOf([JSON.stringify(headingPath), question ?? "", text]);
    // A document may say the same twice.
    const occurrence = seen.get(contentHash) ?? 0;
    seen.set(contentHash, occurrence + 1);
    made.push({
      id: chunkId(documentId, contentHash, occurrence),
      ...{ place, page, headingPath, question, text, contentHash },
      headingTokens: wordsOf(headingPath.join("\n")),
      questionTokens: wordsOf(question ?? ""),
      textTokens: wordsOf(text),
    });
    if (performance.now() - since < sliceMsMax) continue;
    await othersFirst();
    since = performance.now();
  }
  return made;
}

function hashOf(parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\0")).digest("hex");
}
