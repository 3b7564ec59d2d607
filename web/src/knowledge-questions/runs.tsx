import type { KnowledgeQuestionRun } from "../api.ts";
import { formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";
import { isUnderWay } from "./questions-client.ts";

interface RunsProps {
  query: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown };
  runs: readonly KnowledgeQuestionRun[];
  /** The run that is looked at. */
  shownId: string | undefined;
  onShow: (id: string) => void;
}

const shownAtFirst = 5;

/** What came of asking, the newest first. */
export function Runs({ query, runs, shownId, onShow }: RunsProps) {
  const kept = runs.filter((run, at) => at < shownAtFirst || run.id === shownId);
  return (
    <Panel title={t("Runs")} note={runs.length > kept.length ? moreWords(runs.length) : undefined}>
      <Rows
        query={query}
        empty={t(
          "It has not been run yet. Run it now, change what you want to change, and run it again.",
        )}
      >
        {kept.map((run) => (
          <RunRow key={run.id} run={run} isShown={run.id === shownId} onShow={onShow} />
        ))}
      </Rows>
    </Panel>
  );
}

const moreWords = (count: number) =>
  t(
    "The newest {shownAtFirst} of {count, plural, one {# run} other {# runs}}; older ones can be chosen below.",
    { shownAtFirst, count },
  );

interface RunRowProps {
  run: KnowledgeQuestionRun;
  isShown: boolean;
  onShow: (id: string) => void;
}

function RunRow({ run, isShown, onShow }: RunRowProps) {
  return (
    <Row
      title={
        <span className="flex items-center gap-2">
          <Dot tone={toneOf(run)} isPulsing={isUnderWay(run)} />
          <span className="truncate">
            {rightWords(run)} · <RelativeTime at={run.created_at} />
          </span>
        </span>
      }
      note={<RunNote run={run} />}
    >
      {run.status === "done" && (
        <Button
          aria-pressed={isShown}
          aria-label={`${isShown ? t("Shown below") : t("Show")}: ${rightWords(run)}`}
          disabled={isShown}
          onClick={() => onShow(run.id)}
        >
          {isShown ? t("Shown below") : t("Show")}
        </Button>
      )}
    </Row>
  );
}

function toneOf(run: KnowledgeQuestionRun) {
  if (isUnderWay(run)) return "accent";
  if (run.figures === null) return "bad";
  return run.figures.right === run.total ? "good" : "warn";
}

/** "48 of 50 right", or how far it is. */
export function rightWords(run: KnowledgeQuestionRun): string {
  if (run.status === "queued") return t("Queued");
  if (run.status === "running")
    return t("{answered} of {total} asked", { answered: run.answered, total: run.total });
  if (run.figures === null) return t("Failed");
  return t("{right} of {total} right", {
    right: formatNumber(run.figures.right),
    total: formatNumber(run.total),
  });
}

const percent = (share: number | null) => (share === null ? "–" : `${Math.floor(share * 100)} %`);

function RunNote({ run }: { run: KnowledgeQuestionRun }) {
  if (isUnderWay(run)) {
    return (
      <progress
        aria-label={t("{answered} of {total} asked", { answered: run.answered, total: run.total })}
        className="meter mt-1.5 block h-1.5 w-full max-w-xs"
        value={run.answered}
        max={Math.max(1, run.total)}
      />
    );
  }
  if (run.figures === null) {
    return <span className="text-bad-text">{run.problem?.detail ?? t("It did not end.")}</span>;
  }
  const { figures } = run;
  const parts = [
    ...(figures.answerable === 0
      ? []
      : [
          t("in the first place {percent}", { percent: percent(figures.recall_at_1) }),
          t("among five {percent}", { percent: percent(figures.recall_at_5) }),
          t("wrongly not found {percent}", { percent: percent(figures.wrong_not_found) }),
        ]),
    ...(figures.unanswerable === 0
      ? []
      : [t("rightly not found {percent}", { percent: percent(figures.right_not_found) })]),
    run.searched_by === "hybrid"
      ? t("words and meaning ({model})", { model: run.model ?? "?" })
      : t("words only"),
    ...(figures.degraded === 0
      ? []
      : [t("{degraded} without meaning", { degraded: figures.degraded })]),
    ...(run.is_base_changed ? [t("the base changed meanwhile")] : []),
  ];
  return parts.join(" · ");
}
