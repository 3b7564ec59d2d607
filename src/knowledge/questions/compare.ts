import type { Comparison, Outcome, QuestionAnswer, RunDifference } from "./run.schema.ts";

type Answered = QuestionAnswer & { outcome: Outcome };
type Kind = Comparison["questions"][number]["kind"];
const order: readonly Kind[] = ["lost", "gained", "changed"];

/** Compares the answers of two runs, question by question. Questions that are not the same in both are only counted. */
export function compare(
  withRunId: string,
  before: readonly QuestionAnswer[],
  after: readonly QuestionAnswer[],
): Comparison {
  const known = new Map(before.filter(isAnswered).map((answer) => [keyOf(answer), answer]));
  let notCompared = 0;
  const questions: Comparison["questions"] = [];
  for (const answer of after.filter(isAnswered)) {
    const earlier = known.get(keyOf(answer));
    if (earlier === undefined) {
      notCompared++;
      continue;
    }
    const kind = kindOf(earlier.outcome, answer.outcome);
    if (kind === null) continue;
    const { place: _, outcome, ...question } = answer;
    questions.push({ ...question, kind, before: earlier.outcome, after: outcome });
  }
  questions.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return { ...differenceOf(withRunId, questions, notCompared), questions };
}

function differenceOf(
  withRunId: string,
  questions: Comparison["questions"],
  notCompared: number,
): RunDifference {
  const count = (kind: Kind) => questions.filter((one) => one.kind === kind).length;
  const changed = questions.filter((one) => firstText(one.before) !== firstText(one.after)).length;
  const [lost, gained] = [count("lost"), count("gained")];
  const noun = changed === 1 ? "answer" : "answers";
  return {
    with_run_id: withRunId,
    summary: `${changed} ${noun} changed, ${lost} lost, ${gained} gained`,
    changed,
    lost,
    gained,
    not_compared: notCompared,
  };
}

function isAnswered(answer: QuestionAnswer): answer is Answered {
  return answer.outcome !== null;
}

/** A question that was changed is another one. */
function keyOf(answer: QuestionAnswer): string {
  const { question_id, query, history, expected_document, expected_passage } = answer;
  return JSON.stringify([question_id, query, history, expected_document, expected_passage]);
}

function kindOf(before: Outcome, after: Outcome): Kind | null {
  if (before.is_right && !after.is_right) return "lost";
  if (!before.is_right && after.is_right) return "gained";
  return firstText(before) === firstText(after) ? null : "changed";
}

/** What an agent would say; the same text in another place of the base is the same answer. */
function firstText({ is_found, items }: Outcome): string {
  return is_found ? (items[0]?.content_hash ?? "") : "";
}
