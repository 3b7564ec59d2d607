import { sha256Hex } from "../../lib/signature.ts";
import type { SearchAnswer } from "../search.schema.ts";
import type { Figures, Outcome } from "./run.schema.ts";

/** What is expected of an answer. */
export interface Expectation {
  expected_document: string | null;
  expected_passage: string | null;
  expects_nothing: boolean;
}

/** An agent is given as many. */
const shownMax = 5;

/** Compares an answer with what was expected. */
export function judge(of: Expectation, answer: SearchAnswer): Outcome & { hasMeaning: boolean } {
  const { found, confidence, items, degraded, explanation } = answer;
  const place = of.expects_nothing ? -1 : items.findIndex((item) => isExpected(of, item));
  const rank = place < 0 ? null : place + 1;
  const isShown = rank !== null && rank <= shownMax;
  return {
    is_found: found,
    confidence,
    rank,
    is_right: of.expects_nothing ? !found : found && isShown,
    is_degraded: degraded.length > 0,
    hasMeaning: explanation?.items.some(({ vector_place: at }) => at !== null) ?? false,
    items: items.slice(0, shownMax).map((item) => ({
      document_id: item.document_id,
      external_id: item.external_id,
      chunk_id: item.chunk_id,
      content_hash: sha256Hex(item.text),
      title: item.title,
      score: item.score,
    })),
  };
}

function isExpected(of: Expectation, item: SearchAnswer["items"][number]): boolean {
  const { expected_document: document, expected_passage: passage } = of;
  if (document !== null && document !== item.document_id && document !== item.external_id) {
    return false;
  }
  return passage === null || holds(`${item.question ?? ""} ${item.text}`, passage);
}

/** Capitals, blanks and punctuation differ between a document and who quotes it. */
function holds(text: string, passage: string): boolean {
  const wanted = plain(passage);
  // A quote of nothing but signs is taken as it is.
  return wanted === "" ? text.includes(passage) : plain(text).includes(wanted);
}

function plain(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

type Judged = Pick<Outcome, "is_found" | "is_right" | "is_degraded" | "rank"> &
  Pick<Expectation, "expects_nothing">;

/** Sums up the answers of a run. */
export function figuresOf(answers: readonly Judged[]): Figures {
  const answerable = answers.filter(({ expects_nothing }) => !expects_nothing);
  const unanswerable = answers.filter(({ expects_nothing }) => expects_nothing);
  const upTo = (place: number) => (answer: Judged) => answer.rank !== null && answer.rank <= place;
  const notFound = ({ is_found }: Judged) => !is_found;
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    right: answers.filter(({ is_right }) => is_right).length,
    recall_at_1: share(answerable, upTo(1)),
    recall_at_5: share(answerable, upTo(shownMax)),
    right_not_found: share(unanswerable, notFound),
    wrong_not_found: share(answerable, notFound),
    degraded: answers.filter(({ is_degraded }) => is_degraded).length,
  };
}

function share(answers: readonly Judged[], has: (answer: Judged) => boolean): number | null {
  if (answers.length === 0) return null;
  return Math.round((answers.filter(has).length / answers.length) * 10_000) / 10_000;
}
