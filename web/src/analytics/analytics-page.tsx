import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useSlowNow } from "../lib/now.ts";
import { rich, t } from "../lib/text.ts";
import { timeZoneQuery } from "../setup/time-zone-client.ts";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Needs, Page } from "../ui/page.tsx";
import { summaryQuery } from "./analytics-client.ts";
import { AnalyticsFilterBar } from "./analytics-filter-bar.tsx";
import type { AnalyticsSearch } from "./analytics-search.ts";
import { Comparison } from "./comparison.tsx";
import { HeatMap } from "./heat-map.tsx";
import { Latency } from "./latency.tsx";
import { Costs, Outcomes } from "./outcomes.tsx";
import { Series } from "./series.tsx";
import { type View, viewOf } from "./spans.ts";
import { Tiles } from "./tiles.tsx";

const route = getRouteApi("/analytics");

/** What calls add up to. */
export function AnalyticsPage() {
  return (
    <Page
      title={t("Analytics")}
      note={t(
        "How many calls there were, what became of them, what they cost, and when they come. What nobody told is not counted as zero.",
      )}
    >
      <Needs permission="calls:read" refusal={t("Your role does not show calls")}>
        <Analytics />
      </Needs>
    </Page>
  );
}

function Analytics() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const now = useSlowNow();
  const zone = useQuery(timeZoneQuery);
  if (zone.isPending) return <Skeletons />;
  // Whoever may not read the settings gets figures all the same.
  const view = viewOf(search, zone.data?.time_zone ?? "UTC", now);
  const setSearch = (change: AnalyticsSearch) =>
    void navigate({ search: (was) => ({ ...was, ...change }), replace: true, resetScroll: false });
  return (
    <>
      <AnalyticsFilterBar view={view} search={search} onChange={setSearch} />
      <p className="mt-2 text-xs text-muted">
        {rich("Days and hours of {zone}, <link>which can be changed</link>.", {
          zone: view.zone,
          link: (text) => (
            <Link to="/setup" className="text-accent underline underline-offset-2">
              {text}
            </Link>
          ),
        })}
      </p>
      <Figures view={view} />
    </>
  );
}

function Figures({ view }: { view: View }) {
  const summary = useQuery(summaryQuery(view, view.span));
  const before = useQuery(summaryQuery(view, view.before));
  if (summary.data === undefined) {
    if (!summary.isError) return <Skeletons />;
    return <ErrorState error={summary.error} onRetry={() => void summary.refetch()} />;
  }
  const { figures } = summary.data;
  if (figures.calls === 0 && figures.linked_records === 0) {
    return (
      <EmptyState title={t("No calls in this time")}>
        <p>{t("Choose another time, or other filters.")}</p>
      </EmptyState>
    );
  }
  return (
    <div
      aria-busy={summary.isPlaceholderData}
      className={`transition-opacity ${summary.isPlaceholderData ? "opacity-60" : ""}`}
    >
      <Tiles view={view} figures={figures} before={before.data?.figures} />
      <Series view={view} />
      <Comparison view={view} />
      <Costs figures={figures} />
      <Outcomes view={view} figures={figures} />
      <Latency view={view} />
      <HeatMap view={view} />
    </div>
  );
}

function Skeletons() {
  return (
    <div aria-hidden="true" className="mt-6 flex flex-col gap-6">
      <div className="skeleton h-44 rounded-lg!" />
      <div className="skeleton h-56 rounded-lg!" />
      <div className="skeleton h-40 rounded-lg!" />
    </div>
  );
}
