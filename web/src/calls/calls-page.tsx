import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { rich, t } from "../lib/text.ts";
import { keepRange } from "../lib/time-range.ts";
import { useTitle } from "../lib/title.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { callsQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { CallFilterBar } from "./call-filter-bar.tsx";
import { flattenCalls } from "./call-pages.ts";
import { type CallSearch, isFiltered } from "./call-search.ts";
import { CallTable } from "./call-table.tsx";
import { useFocusOnReturn } from "./last-opened.ts";
import { NewCallsPill } from "./new-calls-pill.tsx";
import { StateStrip } from "./state-strip.tsx";
import { useHeldRows } from "./use-held-rows.ts";
import { useRefreshOnReturn } from "./use-refresh-on-return.ts";

const route = getRouteApi("/");

export function CallsPage() {
  useTitle(t("Calls"));
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const calls = useInfiniteQuery(callsQuery(search));
  const all = useMemo(() => (calls.data ? flattenCalls(calls.data) : []), [calls.data]);
  const { rows, heldCount, release } = useHeldRows(all);
  useRowKeys();
  useRefreshOnReturn();
  useFocusOnReturn();
  const setSearch = (change: CallSearch) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false });
  const show = (only: CallSearch) => {
    keepRange(only.range);
    void navigate({ search: only, replace: true });
  };
  const clear = () => show({});

  return (
    <>
      <h1 className="sr-only">{t("Calls")}</h1>
      <CallFilterBar
        calls={all}
        search={search}
        onChange={setSearch}
        onClear={clear}
        onSet={show}
      />
      <StateStrip
        calls={all}
        hasMore={calls.hasNextPage}
        onPick={(state) => setSearch({ state })}
      />
      <NewCallsPill count={heldCount} onShow={release} />
      {calls.isError && all.length === 0 ? (
        <ErrorState error={calls.error} onRetry={() => void calls.refetch()} />
      ) : (
        <CallTable rows={rows} isLoading={calls.isPending} isStale={calls.isPlaceholderData} />
      )}
      {calls.isSuccess && rows.length === 0 && <NoCalls search={search} onClear={clear} />}
      {rows.length > 0 && (
        <LoadMore
          hasMore={calls.hasNextPage}
          isLoading={calls.isFetchingNextPage}
          isFailed={calls.isFetchNextPageError}
          onLoad={calls.fetchNextPage}
          endLabel={t("That is all")}
        />
      )}
    </>
  );
}

function NoCalls({ search, onClear }: { search: CallSearch; onClear: () => void }) {
  if (isFiltered(search)) {
    return (
      <EmptyState title={t("No calls match these filters")}>
        <Button className="mt-3" onClick={onClear}>
          {t("Clear the filters")}
        </Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={t("No calls yet")}>
      <p>
        {rich(
          "<link>Connect a provider</link>: a few steps, and the first call appears here by itself.",
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
