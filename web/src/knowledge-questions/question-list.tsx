import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { KnowledgeQuestion, KnowledgeQuestionSet } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { useRemoval } from "../lib/removals.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { PasteDialog } from "./paste-dialog.tsx";
import { QuestionDialog } from "./question-dialog.tsx";
import { questionLists, questionsQuery, removeQuestion } from "./questions-client.ts";

/** What the set asks, and what it expects. */
export function QuestionList({ set }: { set: KnowledgeQuestionSet }) {
  const questions = useInfiniteQuery(questionsQuery(set.id));
  const all = questions.data?.pages.flatMap(({ data }) => data) ?? [];
  const mayWrite = useMay("knowledge:write");
  return (
    <Panel
      title={t("Questions")}
      note={
        set.questions > 0
          ? t("{questions, plural, one {# question} other {# questions}}", {
              questions: set.questions,
            })
          : undefined
      }
      action={mayWrite && <AddButtons setId={set.id} />}
    >
      <Rows
        query={questions}
        expected={5}
        empty={t("There are none yet. Add what callers ask, and what should be found for it.")}
      >
        {all.map((question) => (
          <QuestionRow key={question.id} set={set} question={question} />
        ))}
      </Rows>
      {questions.hasNextPage && (
        <Button
          className="mt-2"
          disabled={questions.isFetchingNextPage}
          onClick={() => void questions.fetchNextPage()}
        >
          {t("Show more")}
        </Button>
      )}
    </Panel>
  );
}

function AddButtons({ setId }: { setId: string }) {
  const [open, setOpen] = useState<"one" | "many" | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="flex flex-wrap gap-1.5">
      <Button onClick={() => setOpen("many")}>{t("Paste questions…")}</Button>
      <Button onClick={() => setOpen("one")}>{t("Add a question…")}</Button>
      {open === "one" && <QuestionDialog setId={setId} onClose={close} />}
      {open === "many" && <PasteDialog setId={setId} onClose={close} />}
    </div>
  );
}

interface QuestionRowProps {
  set: KnowledgeQuestionSet;
  question: KnowledgeQuestion;
}

function QuestionRow({ set, question }: QuestionRowProps) {
  const mayWrite = useMay("knowledge:write");
  const [isOpen, setOpen] = useState(false);
  const removal = useRemoval({
    ...{ id: question.id, name: question.query, renews: questionLists },
    remove: () => removeQuestion(set.id, question.id),
  });
  if (removal.isHidden) return null;
  return (
    <Row
      title={<AskLink base={set.knowledge_base_id} question={question} />}
      note={
        <>
          {expectation(question)}
          {question.note !== null && ` · ${question.note}`}
        </>
      }
    >
      {mayWrite && (
        <>
          <Button
            aria-label={t("Edit {query}", { query: question.query })}
            onClick={() => setOpen(true)}
          >
            {t("Edit…")}
          </Button>
          <Button aria-label={t("Remove {name}", { name: question.query })} onClick={removal.start}>
            {t("Remove")}
          </Button>
          {isOpen && (
            <QuestionDialog setId={set.id} question={question} onClose={() => setOpen(false)} />
          )}
        </>
      )}
    </Row>
  );
}

interface AskLinkProps {
  base: string;
  question: Pick<KnowledgeQuestion, "query" | "history">;
}

/** A question that leads to where it is asked and the answer is explained. */
export function AskLink({ base, question }: AskLinkProps) {
  return (
    <Link
      to="/knowledge/search"
      search={{ q: question.query, before: question.history.join("\n") || undefined, base }}
      data-row-target
      title={t("Ask it and see why")}
      className="rounded hover:text-accent hover:underline"
    >
      {question.query}
    </Link>
  );
}

type Expected = Pick<
  KnowledgeQuestion,
  "history" | "expected_document" | "expected_passage" | "expects_nothing"
>;

/** What a question expects, in words. */
export function expectation(of: Expected): string {
  const found = [
    ...(of.expected_passage === null ? [] : [`“${of.expected_passage}”`]),
    ...(of.expected_document === null
      ? []
      : [t("in {expectedDocument}", { expectedDocument: of.expected_document })]),
  ].join(" ");
  const expected = of.expects_nothing
    ? t("Expects that nothing is found")
    : t("Expects {found}", { found });
  return of.history.length === 0
    ? expected
    : t("After “{before}” · {expected}", { before: of.history.at(-1) ?? "", expected });
}
