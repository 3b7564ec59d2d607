import { analyse } from "../search/index.ts";
import type { DocumentRow } from "./document.store.ts";

/** A document that is to be worked on from the beginning. Whoever has it in hand loses it. */
export function requeued(at: Date) {
  return {
    status: "queued" as const,
    progress: 0,
    problem_code: null,
    problem_detail: null,
    attempts: 0,
    due_at: at,
    lease: null,
  };
}

/** The words of a document's title and tags, which are searched with each of its chunks. */
export function titleWords(
  of: Pick<DocumentRow, "title" | "tags">,
  language: string,
): Pick<DocumentRow, "title_tokens" | "tag_tokens"> {
  const wordsOf = (text: string) => analyse(text, language).join(" ");
  return { title_tokens: wordsOf(of.title), tag_tokens: wordsOf(of.tags.join("\n")) };
}

/** What is found, or what is shown of it, differs when one of these does. */
export function isFoundOtherwise(
  before: Pick<DocumentRow, "title" | "url" | "tags" | "category" | "valid_from" | "valid_until">,
  after: typeof before,
): boolean {
  return (
    before.title !== after.title ||
    before.url !== after.url ||
    before.category !== after.category ||
    before.tags.join("\n") !== after.tags.join("\n") ||
    before.valid_from?.getTime() !== after.valid_from?.getTime() ||
    before.valid_until?.getTime() !== after.valid_until?.getTime()
  );
}
