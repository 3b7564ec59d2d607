import { CsvError, readCsv, withoutMark } from "../../lib/csv.ts";
import { ProblemError } from "../../lib/problems.ts";
import { NewQuestion, questionsMax } from "./question.schema.ts";

const columns = [
  "query",
  "history",
  "expected_document",
  "expected_passage",
  "expects_nothing",
  "note",
] as const;
type Column = (typeof columns)[number];

const truths: Readonly<Record<string, boolean>> = {
  "": false,
  ...{ true: true, yes: true, "1": true, false: false, no: false, "0": false },
};

interface Fault {
  path: string;
  message: string;
}

/**
 * Reads questions out of a CSV text whose first line names the columns, in any order. All of it is taken or nothing.
 * @throws ProblemError `invalid-request` naming every faulty line.
 */
export function readQuestionLines(csv: string): NewQuestion[] {
  const [head, ...lines] = records(csv);
  const places = placesOf(head?.cells ?? []);
  const faults: Fault[] = [];
  const questions: NewQuestion[] = [];
  for (const { line, cells } of lines) {
    const parsed = NewQuestion.safeParse(questionOf((column) => cells[places.get(column) ?? -1]));
    if (parsed.success) questions.push(parsed.data);
    else {
      for (const { path, message } of parsed.error.issues) {
        faults.push({
          path: `csv line ${line}${path.length > 0 ? ` ${path.join(".")}` : ""}`,
          message,
        });
      }
    }
  }
  if (lines.length === 0) faults.push({ path: "csv", message: "has no line with a question" });
  if (lines.length > questionsMax) {
    faults.push({ path: "csv", message: `has more than ${questionsMax} questions` });
  }
  if (faults.length > 0) throw refusal(faults);
  return questions;
}

function records(csv: string) {
  try {
    return readCsv(csv);
  } catch (error) {
    if (error instanceof CsvError) throw refusal([{ path: "csv", message: error.message }]);
    throw error;
  }
}

function placesOf(head: readonly string[]): Map<Column, number> {
  const names = head.map((cell) => cell.trim().toLowerCase());
  const unknown = names.filter((name) => name !== "" && !columns.some((column) => column === name));
  if (unknown.length > 0) {
    const message = `has columns that are none: ${unknown.join(", ").slice(0, 200)}`;
    throw refusal([{ path: "csv", message }]);
  }
  if (!names.includes("query")) throw refusal([{ path: "csv", message: "has no column query" }]);
  return new Map(columns.map((column) => [column, names.indexOf(column)]));
}

function questionOf(cell: (column: Column) => string | undefined): object {
  const textOf = (column: Column) => withoutMark(cell(column) ?? "").trim();
  const textOrNull = (column: Column) => textOf(column) || null;
  const truth = textOf("expects_nothing").toLowerCase();
  return {
    query: textOf("query"),
    history: textOf("history")
      .split(/\r\n|\r|\n/)
      .filter((turn) => turn.trim() !== ""),
    expected_document: textOrNull("expected_document"),
    expected_passage: textOrNull("expected_passage"),
    // What is neither is refused as it stands.
    expects_nothing: truths[truth] ?? truth,
    note: textOrNull("note"),
  };
}

function refusal(errors: Fault[]): ProblemError {
  const shown = errors.slice(0, 100);
  return new ProblemError("invalid-request", "The questions cannot be read.", {
    extra: { errors: shown },
  });
}
