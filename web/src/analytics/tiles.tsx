import type { AnalyticsDetails } from "../api.ts";
import { t } from "../lib/text.ts";
import { CallsLink } from "./calls-link.tsx";
import type { View } from "./spans.ts";
import { Tile } from "./tile.tsx";
import { amountWords, changeWords, countWords, durationWords, shareWords } from "./words.ts";

interface TilesProps {
  view: View;
  figures: AnalyticsDetails;
  /** Of the time before; undefined while it is asked for. */
  before: AnalyticsDetails | undefined;
}

/** What the time adds up to, with the same of the time before. */
export function Tiles({ view, figures, before }: TilesProps) {
  const of = (tell: (of: AnalyticsDetails) => string) =>
    before && t("Before: {calls}", { calls: before.calls === 0 ? t("no calls") : tell(before) });
  return (
    <dl
      aria-label={t("Figures of the time")}
      className="mt-6 grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4"
    >
      <Tile
        name={t("Calls")}
        before={of(({ calls }) => `${countWords(calls)} ${changeWords(figures.calls, calls)}`)}
        note={figures.live > 0 ? t("{live} not over yet", { live: countWords(figures.live) }) : ""}
      >
        <CallsLink view={view}>{countWords(figures.calls)}</CallsLink>
      </Tile>
      <Tile
        name={t("Answered")}
        before={of(({ answer_rate: rate }) => shareWords(rate))}
        note={t("{answered} of {answered2}", {
          answered: countWords(figures.answered),
          answered2: countWords(figures.answered + figures.unanswered),
        })}
      >
        {shareWords(figures.answer_rate)}
      </Tile>
      <Tile
        name={t("Success")}
        before={of(({ success_rate: rate }) => shareWords(rate))}
        note={
          <CallsLink view={view} more={{ status: "success" }}>
            {t("{success, plural, one {# call} other {# calls}}", {
              success: figures.statuses.success,
            })}
          </CallsLink>
        }
      >
        {shareWords(figures.success_rate)}
      </Tile>
      <Tile name={t("Transfers")} before={of(({ transfers }) => countWords(transfers))}>
        {countWords(figures.transfers)}
      </Tile>
      <Tile
        name={t("Average duration")}
        before={of(({ duration }) => durationWords(duration.average_ms))}
        note={
          figures.duration.unknown > 0 &&
          t(
            "without {count, plural, one {# answered call} other {# answered calls}} that did not tell",
            { count: figures.duration.unknown },
          )
        }
      >
        {durationWords(figures.duration.average_ms)}
      </Tile>
      <Tile
        name={t("Time on calls")}
        before={of(({ duration }) => durationWords(duration.total_ms))}
      >
        {durationWords(figures.duration.total_ms)}
      </Tile>
      <Tile
        name={t("Cost, {currency}", { currency: figures.cost.currency })}
        before={of(({ cost }) => amountWords(cost.total, cost.currency))}
        note={
          figures.cost.unknown > 0 &&
          t("without {count, plural, one {# record} other {# records}} that did not tell", {
            count: figures.cost.unknown,
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
    </dl>
  );
}
