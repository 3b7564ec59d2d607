import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { buttonClass } from "../ui/button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";
import { Answer } from "./answer.tsx";
import { answerQuery } from "./ask-client.ts";
import { AskForm } from "./ask-form.tsx";
import type { AskSearch } from "./ask-search.ts";

const route = getRouteApi("/knowledge/search");

/** Tries what an agent would be told, and shows why. */
export function AskPage() {
  return (
    <Page
      title={t("Ask a question")}
      note={t("What an agent would find for what a caller says, and why.")}
      action={
        <Link to="/knowledge" className={buttonClass()}>
          {t("Knowledge bases")}
        </Link>
      }
    >
      <Needs permission="knowledge:read" refusal={t("Your role does not show the knowledge bases")}>
        <Playground />
      </Needs>
    </Page>
  );
}

function Playground() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const answer = useQuery(answerQuery(search));
  const client = useQueryClient();
  const ask = (next: AskSearch) => {
    const isSame = JSON.stringify(next) === JSON.stringify(search);
    if (isSame) void client.invalidateQueries({ queryKey: ["knowledge-answer", search] });
    else void navigate({ search: next, resetScroll: false });
  };
  return (
    <>
      <AskForm
        key={JSON.stringify(search)}
        asked={search}
        isAsking={answer.isFetching}
        onAsk={ask}
      />
      <div aria-live="polite" aria-busy={answer.isFetching} className="mt-6">
        {search.q !== undefined && answer.isPending && <SkeletonLines count={8} />}
        {answer.isError && answer.data === undefined && (
          <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />
        )}
        {answer.data && search.q !== undefined && <Answer answer={answer.data} search={search} />}
      </div>
    </>
  );
}
