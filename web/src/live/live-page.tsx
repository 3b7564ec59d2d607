import { Link } from "@tanstack/react-router";
import { liveState } from "../calls/live.ts";
import { useStore } from "../lib/store.ts";
import { rich, t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs } from "../ui/page.tsx";
import { FeedPanel } from "./feed-panel.tsx";
import { useLiveCallList } from "./live-calls.ts";
import { LiveCard } from "./live-card.tsx";

/** Calls while they go on. */
export function LivePage() {
  useTitle(t("Live"));
  return (
    <div className="px-3 pt-6 pb-16 sm:px-5">
      <h1 className="text-xl font-semibold tracking-tight">{t("Live")}</h1>
      <p className="mt-1 max-w-[68ch] text-muted">
        {t(
          "Calls in progress with their words as providers report them. A call that ends stays for a moment.",
        )}
      </p>
      <Needs permission="calls:read" refusal={t("Your role does not show calls")}>
        <Lost />
        <div className="mt-4 grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <Calls />
          <FeedPanel />
        </div>
      </Needs>
    </div>
  );
}

function Lost() {
  if (useStore(liveState) !== "lost") return null;
  return (
    <p role="status" className="mt-4 rounded-lg bg-warn-soft px-4 py-3 text-warn-text">
      {t("The live connection is broken and is being opened again. What was missed is told then.")}
    </p>
  );
}

/** More than these beside one another nobody reads. */
const shownMax = 12;

function Calls() {
  const { query, calls } = useLiveCallList();
  useRowKeys();
  if (query.data === undefined) {
    if (query.isError)
      return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    return <div aria-hidden="true" className="skeleton h-96 rounded-lg!" />;
  }
  if (calls.length === 0) {
    return (
      <EmptyState title={t("Nobody is on the telephone at present")}>
        <p>
          {rich(
            "The next call appears here by itself. No call ever came? <link>Connect a provider</link>",
            {
              link: (text) => (
                <Link to="/start" className="font-medium text-accent underline underline-offset-2">
                  {text}
                </Link>
              ),
            },
          )}
        </p>
      </EmptyState>
    );
  }
  return (
    <section aria-label={t("Calls in progress")} className="min-w-0">
      <ul className="grid gap-3 md:grid-cols-2 2xl:grid-cols-3">
        {calls.slice(0, shownMax).map((call) => (
          <LiveCard key={call.id} call={call} />
        ))}
      </ul>
      {calls.length > shownMax && (
        <p className="mt-3 text-muted">
          {rich("{calls} more are in <link>the list</link>.", {
            calls: calls.length - shownMax,
            link: (text) => (
              <Link
                to="/"
                search={{ state: "live" }}
                className="text-accent underline underline-offset-2"
              >
                {text}
              </Link>
            ),
          })}
        </p>
      )}
    </section>
  );
}
