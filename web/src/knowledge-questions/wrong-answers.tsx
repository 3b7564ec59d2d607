import { useInfiniteQuery } from "@tanstack/react-query";
import type { KnowledgeQuestionRun, KnowledgeQuestionSet } from "../api.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel, Row, Rows } from "../ui/panel.tsx";
import { answerWords } from "./comparison.tsx";
import { AskLink, expectation } from "./question-list.tsx";
import { wrongAnswersQuery } from "./questions-client.ts";

interface WrongAnswersProps {
  set: KnowledgeQuestionSet;
  run: KnowledgeQuestionRun;
}

/** What of a run is not as it should be, with the way to why. */
export function WrongAnswers({ set, run }: WrongAnswersProps) {
  const answers = useInfiniteQuery(wrongAnswersQuery(run.id));
  const all = answers.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Panel title={t("Not answered as expected")}>
      <Rows query={answers} empty={t("Every question of this run was answered as expected.")}>
        {all.map((answer) => (
          <Row
            key={answer.question_id}
            title={<AskLink base={set.knowledge_base_id} question={answer} />}
            note={
              <>
                {expectation(answer)}
                {answer.outcome !== null &&
                  ` · ${t("answered: {answerWords}", { answerWords: answerWords(answer.outcome) })}`}
              </>
            }
          />
        ))}
      </Rows>
      {answers.hasNextPage && (
        <Button
          className="mt-2"
          disabled={answers.isFetchingNextPage}
          onClick={() => void answers.fetchNextPage()}
        >
          {t("Show more")}
        </Button>
      )}
    </Panel>
  );
}
