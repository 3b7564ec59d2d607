import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { KnowledgeQuestionSet } from "../api.ts";
import { ApiError } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { showToast } from "../ui/toasts.tsx";
import { Comparison } from "./comparison.tsx";
import { QuestionList } from "./question-list.tsx";
import {
  isUnderWay,
  questionLists,
  removeSet,
  runSet,
  runsQuery,
  setQuery,
} from "./questions-client.ts";
import { Runs } from "./runs.tsx";
import { SetDialog } from "./set-dialog.tsx";
import { WrongAnswers } from "./wrong-answers.tsx";

const route = getRouteApi("/knowledge/questions/$setId");

/** A question set: its questions, what came of asking them, and what changed since. */
export function SetPage() {
  return (
    <Needs permission="knowledge:read" refusal={t("Your role does not show the question sets")}>
      <Loaded />
    </Needs>
  );
}

function Loaded() {
  const { setId } = route.useParams();
  const set = useQuery(setQuery(setId));
  const navigate = useNavigate();
  useRowKeys();
  useShortcuts({ escape: () => void navigate({ to: "/knowledge/questions" }) });
  if (set.error instanceof ApiError && set.error.status === 404) {
    return (
      <EmptyState title={t("There is no such question set")}>
        <p>{t("It may have been removed.")}</p>
        <Link to="/knowledge/questions" className={`mt-3 ${buttonClass()}`}>
          {t("All question sets")}
        </Link>
      </EmptyState>
    );
  }
  if (set.isError && !set.data) {
    return <ErrorState error={set.error} onRetry={() => void set.refetch()} />;
  }
  if (!set.data)
    return (
      <Page title={t("Question set")}>
        <SkeletonLines count={8} />
      </Page>
    );
  return <Whole set={set.data} />;
}

function Whole({ set }: { set: KnowledgeQuestionSet }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const runs = useQuery(runsQuery(set.id));
  const done = (runs.data ?? []).filter(({ status }) => status === "done");
  const run = done.find(({ id }) => id === search.run) ?? done[0];
  const older = run === undefined ? [] : done.slice(done.indexOf(run) + 1);
  const other = done.find(({ id }) => id === search.with && id !== run?.id) ?? older[0];
  const show = (change: { run?: string; with?: string }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  return (
    <Page
      title={set.name}
      note={t("{questions, plural, one {# question} other {# questions}} for {knowledgeBase}", {
        questions: set.questions,
        knowledgeBase: set.knowledge_base,
      })}
      action={<SetActions set={set} isRunning={runs.data?.some(isUnderWay) ?? false} />}
    >
      <Runs
        query={runs}
        runs={runs.data ?? []}
        shownId={run?.id}
        onShow={(id) => show({ run: id })}
      />
      {run && other && <Comparison set={set} runs={done} run={run} other={other} onChange={show} />}
      {run && <WrongAnswers set={set} run={run} />}
      <QuestionList set={set} />
    </Page>
  );
}

interface SetActionsProps {
  set: KnowledgeQuestionSet;
  isRunning: boolean;
}

function SetActions({ set, isRunning }: SetActionsProps) {
  const mayWrite = useMay("knowledge:write");
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const run = useChange({
    change: () => runSet(set.id),
    renews: questionLists,
    // The newest is shown, whatever was looked at before.
    onDone: () =>
      void navigate({ to: "/knowledge/questions/$setId", params: { setId: set.id }, search: {} }),
  });
  const remove = useChange({
    change: () => removeSet(set.id),
    renews: ["question-sets"],
    onDone: () => {
      showToast(t("{name} is removed.", { name: set.name }));
      void navigate({ to: "/knowledge/questions" });
    },
  });
  return (
    <div className="flex flex-wrap gap-1.5">
      <Link to="/knowledge/questions" className={buttonClass()}>
        {t("All sets")}
      </Link>
      {mayWrite && (
        <>
          <Button onClick={() => setOpen(true)}>{t("Rename…")}</Button>
          <SureButton
            label={t("Remove")}
            sureLabel={t("Really remove, with its runs")}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
          <Button
            look="primary"
            disabled={set.questions === 0 || run.isPending || isRunning}
            onClick={() => run.mutate(undefined)}
          >
            {run.isPending || isRunning ? t("Running…") : t("Run")}
          </Button>
        </>
      )}
      {isOpen && (
        <SetDialog set={set} onClose={() => setOpen(false)} onDone={() => setOpen(false)} />
      )}
    </div>
  );
}
