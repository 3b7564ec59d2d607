import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { summaryQuery } from "../analytics/analytics-client.ts";
import { CallsLink } from "../analytics/calls-link.tsx";
import { Tile, TileSkeletons } from "../analytics/tile.tsx";
import {
  amountWords,
  changeWords,
  countWords,
  notReported,
  partWords,
  shareWords,
} from "../analytics/words.ts";
import type { AnalyticsDetails } from "../api.ts";
import { formatMs, plural } from "../lib/format.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { CompletenessTile } from "./completeness-tile.tsx";
import type { Today } from "./today.ts";

/** What today adds up to, beside the same weekday of last week until the same time. */
export function TodayTiles({ today }: { today: Today }) {
  const { view, weekAgo, weekAgoName } = today;
  const now = useQuery(summaryQuery(view, view.span));
  const before = useQuery(summaryQuery(view, weekAgo)).data?.figures;
  if (now.data === undefined) {
    if (!now.isError) return <TileSkeletons />;
    return <ErrorState error={now.error} onRetry={() => void now.refetch()} />;
  }
  const { figures } = now.data;
  const of = (tell: (figures: AnalyticsDetails) => string): ReactNode => {
    if (before === undefined) return "";
    return `${weekAgoName}: ${before.calls === 0 ? "no calls" : tell(before)}`;
  };
  return (
    <dl
      aria-label="Today"
      className="mt-4 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      <Tile
        name="Calls"
        before={of(({ calls }) => `${countWords(calls)} ${changeWords(figures.calls, calls)}`)}
        note={figures.live > 0 && `${countWords(figures.live)} not over yet`}
      >
        <CallsLink view={view}>{countWords(figures.calls)}</CallsLink>
      </Tile>
      <Tile
        name="Success"
        before={of(({ success_rate: rate }) => shareWords(rate))}
        note={
          <CallsLink view={view} more={{ state: "failed" }}>
            {plural(figures.dispositions.failed, "failed call")}
          </CallsLink>
        }
      >
        {shareWords(figures.success_rate)}
      </Tile>
      <Tile
        name={`Cost, ${figures.cost.currency}`}
        before={of(({ cost }) => amountWords(cost.total, cost.currency))}
        note={figures.cost.unknown > 0 && `${plural(figures.cost.unknown, "record")} did not tell`}
      >
        {amountWords(figures.cost.total, figures.cost.currency)}
      </Tile>
      <Tile
        name="Satisfaction"
        before={of(({ satisfaction }) => shareWords(satisfaction.average))}
        note={figures.satisfaction.calls > 0 && `of ${plural(figures.satisfaction.calls, "call")}`}
      >
        {shareWords(figures.satisfaction.average)}
      </Tile>
      <Tile name="Response time" before={of(latencyWords)} note={stageWords(figures)}>
        {latencyWords(figures)}
      </Tile>
      <CompletenessTile weekAgoName={weekAgoName} />
    </dl>
  );
}

/** The whole way from ear to mouth where providers tell it, else the part that most calls tell. */
function latencyOf({ latencies }: AnalyticsDetails) {
  const known = [...(latencies ?? [])].sort((a, b) => b.calls - a.calls);
  return known.find(({ stage }) => stage === "e2e") ?? known[0];
}

function latencyWords(figures: AnalyticsDetails): string {
  const half = latencyOf(figures)?.p50_ms ?? null;
  return half === null ? notReported : formatMs(half);
}

function stageWords(figures: AnalyticsDetails): string {
  const latency = latencyOf(figures);
  return latency ? `half of ${plural(latency.calls, "call")}, ${partWords(latency.stage)}` : "";
}
