import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AnalyticsFigures } from "../api.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { seriesQuery } from "./analytics-client.ts";
import { Bars } from "./bars.tsx";
import { CallsLink } from "./calls-link.tsx";
import { FigureTable } from "./figure-table.tsx";
import { endOf, startsOf, type View } from "./spans.ts";
import { amountWords, countWords, durationWords, shareWords, startWords } from "./words.ts";

/** What can be drawn, each as a number and in words; null is not known. */
const measures = {
  calls: { label: t("Calls"), of: ({ calls }) => calls, words: ({ calls }) => countWords(calls) },
  answered: {
    label: t("Answered"),
    of: ({ answer_rate: rate }) => rate,
    words: ({ answer_rate: rate }) => shareWords(rate),
  },
  success: {
    label: t("Success"),
    of: ({ success_rate: rate }) => rate,
    words: ({ success_rate: rate }) => shareWords(rate),
  },
  duration: {
    label: t("Average duration"),
    of: ({ duration }) => duration.average_ms,
    words: ({ duration }) => durationWords(duration.average_ms),
  },
  cost: {
    label: t("Cost"),
    of: ({ cost }) => (cost.total === null ? null : Number(cost.total)),
    words: ({ cost }) => amountWords(cost.total, cost.currency),
  },
} satisfies Record<string, Measure>;

interface Measure {
  label: string;
  of: (figures: AnalyticsFigures) => number | null;
  words: (figures: AnalyticsFigures) => string;
}

const names = Object.keys(measures) as Array<keyof typeof measures>;

/** How figures went, interval by interval: drawn, and as a table. */
export function Series({ view }: { view: View }) {
  const [shown, setShown] = useState<keyof typeof measures>("calls");
  const series = useQuery(seriesQuery(view));
  const measure: Measure = measures[shown];
  return (
    <Panel
      title={t("Over time")}
      action={
        <SelectField
          label={t("Shown")}
          value={shown}
          onChange={(value) => setShown(names.find((name) => name === value) ?? "calls")}
          className="w-44"
        >
          {names.map((name) => (
            <option key={name} value={name}>
              {measures[name].label}
            </option>
          ))}
        </SelectField>
      }
    >
      {series.data === undefined ? (
        series.isError ? (
          <ErrorState error={series.error} onRetry={() => void series.refetch()} />
        ) : (
          <div aria-hidden="true" className="skeleton h-48" />
        )
      ) : (
        <Lines view={view} lines={linesOf(view, series.data.data)} measure={measure} />
      )}
    </Panel>
  );
}

interface Line {
  start: string;
  /** Undefined where there were no calls. */
  figures: AnalyticsFigures | undefined;
}

/** A line for every interval, also where nothing happened. */
function linesOf(view: View, told: readonly AnalyticsFigures[]): Line[] {
  const known = new Map(told.map((line) => [Date.parse(line.start ?? ""), line]));
  const starts = new Set([...startsOf(view).map((start) => Date.parse(start)), ...known.keys()]);
  return [...starts]
    .sort((a, b) => a - b)
    .map((at) => ({ start: new Date(at).toISOString(), figures: known.get(at) }));
}

function Lines({ view, lines, measure }: { view: View; lines: Line[]; measure: Measure }) {
  const { interval, zone } = view;
  const points = lines.map(({ start, figures }) => ({
    key: start,
    label: startWords(start, interval, zone),
    value: figures ? measure.of(figures) : measure === measures.calls ? 0 : null,
    words: figures ? measure.words(figures) : measure === measures.calls ? "0" : t("no calls"),
  }));
  return (
    <>
      <Bars
        title={t(
          "{interval, select, hour {{label} by hour} day {{label} by day} week {{label} by week} other {{label} by month}}",
          { label: measure.label, interval },
        )}
        points={points}
      />
      <details className="mt-3">
        <summary className="w-fit text-muted hover:text-text">{t("As a table")}</summary>
        <div className="mt-2">
          <FigureTable
            caption={t(
              "{interval, select, hour {Figures by hour} day {Figures by day} week {Figures by week} other {Figures by month}}",
              { interval },
            )}
            columns={[t("From"), ...names.map((name) => measures[name].label)]}
            rows={lines.map(({ start, figures }) => ({
              key: start,
              name: startWords(start, interval, zone),
              cells: cellsOf(view, start, figures),
            }))}
          />
        </div>
      </details>
    </>
  );
}

function cellsOf(view: View, start: string, figures: AnalyticsFigures | undefined) {
  if (figures === undefined) return ["0", ...names.slice(1).map(() => t("no calls"))];
  const span = { from: start, to: endOf(start, view) };
  return names.map((name) => {
    const words = measures[name].words(figures);
    if (name !== "calls") return words;
    return (
      <CallsLink key={name} view={view} span={span}>
        {words}
      </CallsLink>
    );
  });
}
