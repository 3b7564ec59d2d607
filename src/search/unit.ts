import { analyse } from "./words/analyse.ts";

/** The parts of a unit, which weigh differently. `question` is that of a frequently asked question, `heading` the path of headings above the text. */
export const fields = ["title", "heading", "question", "tags", "text"] as const;
export type Field = (typeof fields)[number];

/**
 * What is found: a chunk of a document, for example. Its words are made once, when it is written ({@link wordsOf}), and stored with it, so that an index is read and not worked out.
 */
export interface SearchUnit {
  /** Unique in its scope. Its length should be that of an id: it is kept in memory. */
  readonly id: string;
  readonly words: string;
  readonly category: string | null;
  /** From and until (not including) when it may be found, in milliseconds; null: always. */
  readonly validFrom: number | null;
  readonly validUntil: number | null;
  /** The stretch of a conversation that it is a turn of. Turns of one come in the order in which they were said, and never change. */
  readonly sitting?: string;
}

/** The words of a unit's parts as text for one database column: one line for each field, words separated by spaces. */
export function wordsOf(parts: Partial<Record<Field, string>>, language: string): string {
  return fields.map((field) => analyse(parts[field] ?? "", language).join(" ")).join("\n");
}
