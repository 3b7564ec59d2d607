import type { KnowledgeQuestionRun } from "../api.ts";
import { plural } from "../lib/format.ts";
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
    <Panel title="Runs" note={runs.length > kept.length ? moreWords(runs.length) : undefined}>
      <Rows
        query={query}
        empty="It has not been run yet. Run it now, change what you want to change, and run it again."
      >
        {kept.map((run) => (
          <RunRow key={run.id} run={run} isShown={run.id === shownId} onShow={onShow} />
        ))}
      </Rows>
    </Panel>
  );
}

const moreWords = (count: number) =>
  `The newest ${shownAtFirst} of ${plural(count, "run")}; older ones can be chosen below.`;

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
          aria-label={`${isShown ? "Shown below" : "Show"}: ${rightWords(run)}`}
          disabled={isShown}
          onClick={() => onShow(run.id)}
        >
          {isShown ? "Shown below" : "Show"}
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
  if (run.status === "queued") return "Queued";
  if (run.status === "running") return `${run.answered} of ${run.total} asked`;
  if (run.figures === null) return "Failed";
  return `${run.figures.right.toLocaleString()} of ${run.total.toLocaleString()} right`;
}

const percent = (share: number | null) => (share === null ? "–" : `${Math.floor(share * 100)} %`);

function RunNote({ run }: { run: KnowledgeQuestionRun }) {
  if (isUnderWay(run)) {
    return (
      <progress
        aria-label={`${run.answered} of ${run.total} asked`}
        className="meter mt-1.5 block h-1.5 w-full max-w-xs"
        value={run.answered}
        max={Math.max(1, run.total)}
      />
    );
  }
  if (run.figures === null) {
    return <span className="text-bad-text">{run.problem?.detail ?? "It did not end."}</span>;
  }
  const { figures } = run;
  const parts = [
    ...(figures.answerable === 0
      ? []
      : [
          `in the first place ${percent(figures.recall_at_1)}`,
          `among five ${percent(figures.recall_at_5)}`,
          `wrongly not found ${percent(figures.wrong_not_found)}`,
        ]),
    ...(figures.unanswerable === 0
      ? []
      : [`rightly not found ${percent(figures.right_not_found)}`]),
    run.searched_by === "hybrid" ? `words and meaning (${run.model ?? "?"})` : "words only",
    ...(figures.degraded === 0 ? [] : [`${figures.degraded} without meaning`]),
    ...(run.is_base_changed ? ["the base changed meanwhile"] : []),
  ];
  return parts.join(" · ");
}
