import { useQuery } from "@tanstack/react-query";
import type {
  KnowledgeQuestionRun,
  KnowledgeQuestionRunComparison,
  KnowledgeQuestionSet,
} from "../api.ts";
import { formatExact } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { AskLink, expectation } from "./question-list.tsx";
import { comparisonQuery } from "./questions-client.ts";
import { rightWords } from "./runs.tsx";

interface ComparisonProps {
  set: KnowledgeQuestionSet;
  /** Those that are at their end, the newest first. */
  runs: readonly KnowledgeQuestionRun[];
  run: KnowledgeQuestionRun;
  other: KnowledgeQuestionRun;
  onChange: (change: { run?: string; with?: string }) => void;
}

/** Which answers are no longer what they were. */
export function Comparison({ set, runs, run, other, onChange }: ComparisonProps) {
  const comparison = useQuery(comparisonQuery(run.id, other.id));
  return (
    <Panel title={t("What changed")}>
      <div className="grid gap-3 sm:grid-cols-2">
        <RunField
          label={t("This run")}
          value={run.id}
          runs={runs}
          onChange={(id) => onChange({ run: id })}
        />
        <RunField
          label={t("Compared with")}
          value={other.id}
          runs={runs.filter(({ id }) => id !== run.id)}
          onChange={(id) => onChange({ with: id })}
        />
      </div>
      <div aria-live="polite" className="mt-4">
        {comparison.isPending && <SkeletonLines count={4} />}
        {comparison.isError && (
          <ErrorState error={comparison.error} onRetry={() => void comparison.refetch()} />
        )}
        {comparison.data && <Differences set={set} comparison={comparison.data} />}
      </div>
    </Panel>
  );
}

interface RunFieldProps {
  label: string;
  value: string;
  runs: readonly KnowledgeQuestionRun[];
  onChange: (id: string) => void;
}

function RunField({ label, value, runs, onChange }: RunFieldProps) {
  return (
    <SelectField label={label} value={value} onChange={onChange}>
      {runs.map((run) => (
        <option key={run.id} value={run.id}>
          {formatExact(run.created_at)}, {rightWords(run)}
        </option>
      ))}
    </SelectField>
  );
}

interface DifferencesProps {
  set: KnowledgeQuestionSet;
  comparison: KnowledgeQuestionRunComparison;
}

function Differences({ set, comparison }: DifferencesProps) {
  const { summary, not_compared: left, questions } = comparison;
  return (
    <>
      <p className="mb-3 font-medium">
        {summary}
        {left > 0 && (
          <span className="font-normal text-muted">
            {" "}
            ·{" "}
            {t(
              "{left, plural, one {# question} other {# questions}} new or changed, so not compared",
              { left },
            )}
          </span>
        )}
      </p>
      <Rows query={compared} empty={t("Every answer is what it was.")}>
        {questions.map((question) => (
          <DifferenceRow key={question.question_id} base={set.knowledge_base_id} of={question} />
        ))}
      </Rows>
    </>
  );
}

/** There is nothing to wait for: the rows have come with the summary. */
const compared = { isPending: false, error: null, data: true, refetch: () => undefined };

type Difference = KnowledgeQuestionRunComparison["questions"][number];

const kinds: Record<Difference["kind"], { label: string; look: string }> = {
  lost: { label: t("Lost"), look: "bg-bad-soft text-bad-text" },
  gained: { label: t("Gained"), look: "bg-good-soft text-good-text" },
  changed: { label: t("Changed"), look: "bg-sunken text-text" },
};

function DifferenceRow({ base, of }: { base: string; of: Difference }) {
  const { label, look } = kinds[of.kind];
  return (
    <Row
      title={<AskLink base={base} question={of} />}
      note={
        <>
          {expectation(of)}
          <br />
          {t("Before: {answerWords}", { answerWords: answerWords(of.before) })}
          <br />
          {t("Now: {answerWords}", { answerWords: answerWords(of.after) })}
        </>
      }
    >
      <span className={`rounded px-1.5 py-0.5 text-xs font-medium ${look}`}>{label}</span>
    </Row>
  );
}

/** What was answered first, and in which place what was expected stood. */
export function answerWords({ is_found: isFound, items, rank }: Difference["before"]): string {
  const first = items[0];
  if (!isFound || first === undefined) return t("not found");
  if (rank === null)
    return t("{title}, and what is expected not among the first ten", { title: first.title });
  return rank === 1
    ? first.title
    : t("{title}, and what is expected in place {rank}", { title: first.title, rank });
}
