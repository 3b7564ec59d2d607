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
import { formatMs } from "../lib/format.ts";
import { t } from "../lib/text.ts";
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
    return `${weekAgoName}: ${before.calls === 0 ? t("no calls") : tell(before)}`;
  };
  return (
    <dl
      aria-label={t("Today")}
      className="mt-4 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      <Tile
        name={t("Calls")}
        before={of(({ calls }) => `${countWords(calls)} ${changeWords(figures.calls, calls)}`)}
        note={figures.live > 0 && t("{live} not over yet", { live: countWords(figures.live) })}
      >
        <CallsLink view={view}>{countWords(figures.calls)}</CallsLink>
      </Tile>
      <Tile
        name={t("Success")}
        before={of(({ success_rate: rate }) => shareWords(rate))}
        note={
          <CallsLink view={view} more={{ state: "failed" }}>
            {t("{failed, plural, one {# failed call} other {# failed calls}}", {
              failed: figures.dispositions.failed,
            })}
          </CallsLink>
        }
      >
        {shareWords(figures.success_rate)}
      </Tile>
      <Tile
        name={t("Cost, {currency}", { currency: figures.cost.currency })}
        before={of(({ cost }) => amountWords(cost.total, cost.currency))}
        note={
          figures.cost.unknown > 0 &&
          t("{unknown, plural, one {# record} other {# records}} did not tell", {
            unknown: figures.cost.unknown,
          })
        }
      >
        {amountWords(figures.cost.total, figures.cost.currency)}
      </Tile>
      <Tile
        name={t("Satisfaction")}
        before={of(({ satisfaction }) => shareWords(satisfaction.average))}
        note={
          figures.satisfaction.calls > 0 &&
          t("of {calls, plural, one {# call} other {# calls}}", {
            calls: figures.satisfaction.calls,
          })
        }
      >
        {shareWords(figures.satisfaction.average)}
      </Tile>
      <Tile name={t("Response time")} before={of(latencyWords)} note={stageWords(figures)}>
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
  return latency
    ? t("half of {calls, plural, one {# call} other {# calls}}, {partWords}", {
        calls: latency.calls,
        partWords: partWords(latency.stage),
      })
    : "";
}
