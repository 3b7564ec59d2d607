import { type ProblemCode, problems } from "../../lib/problems.ts";
import type { QuestionSet } from "./question.schema.ts";
import { Figures, type QuestionAnswer, type QuestionRun } from "./run.schema.ts";
import type { AnswerRow, RunRow } from "./run.store.ts";
import type { QuestionRow, SetRow } from "./set.store.ts";

/** A set as the API shows it. */
export function toSet(row: SetRow): QuestionSet {
  return {
    id: row.id,
    name: row.name,
    knowledge_base_id: row.base_id,
    knowledge_base: row.base_name,
    questions: row.questions,
    last_run_id: row.last_run_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

/** A question as the API shows it. */
export function toQuestion(row: Omit<QuestionRow, "tenant_id" | "set_id" | "place">) {
  const { id, query, history, expected_document, expected_passage, expects_nothing, note } = row;
  return { id, query, history, expected_document, expected_passage, expects_nothing, note };
}

/** A run as the API shows it. */
export function toRun(row: RunRow): QuestionRun {
  const { version_before: before, version_after: after, figures } = row;
  const method = row.model === null ? "lexical" : "hybrid";
  return {
    id: row.id,
    question_set_id: row.set_id,
    status: row.status,
    total: row.total,
    answered: row.answered,
    searched_by: row.status === "done" ? method : null,
    model: row.model,
    base_version: before,
    is_base_changed: before !== null && after !== null && before !== after,
    figures: figures === null ? null : Figures.parse(figures),
    problem: problemOf(row),
    created_by: row.created_by,
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

function problemOf({ problem_code: code, problem_detail: detail }: RunRow) {
  if (code === null) return null;
  const { title } = problems[code as ProblemCode] ?? problems.unexpected;
  return { type: `/problems/${code}`, title, detail: detail ?? "" };
}

/** An answer as the API shows it. */
export function toAnswer(row: AnswerRow): QuestionAnswer {
  const { is_found, confidence, rank, is_right, is_degraded, items } = row;
  const isAnswered = is_found !== null && confidence !== null && is_right !== null;
  return {
    question_id: row.question_id,
    place: row.place,
    query: row.query,
    history: row.history,
    expected_document: row.expected_document,
    expected_passage: row.expected_passage,
    expects_nothing: row.expects_nothing,
    outcome: isAnswered
      ? {
          is_found,
          confidence,
          rank,
          is_right,
          is_degraded: is_degraded ?? false,
          items: items ?? [],
        }
      : null,
  };
}
