import type { ReactNode } from "react";
import type { AnalyticsDetails, Disposition } from "../api.ts";
import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { Panel } from "../ui/panel.tsx";
import { CallsLink } from "./calls-link.tsx";
import { FigureTable } from "./figure-table.tsx";
import type { View } from "./spans.ts";
import { amountWords, countWords, notReported, partWords } from "./words.ts";

interface Of {
  view: View;
  figures: AnalyticsDetails;
}

/** How calls ended: in our words, and in those of providers. */
export function Outcomes({ view, figures }: Of) {
  const dispositions = (Object.entries(figures.dispositions) as Array<[Disposition, number]>)
    .filter(([, calls]) => calls > 0)
    .sort(([, a], [, b]) => b - a);
  return (
    <div className="grid items-start gap-x-6 sm:grid-cols-2">
      <Panel title={t("How calls ended")}>
        <Shares
          caption={t("Calls by how they ended")}
          rows={dispositions.map(([word, calls]) => ({
            word,
            calls,
            shown: (
              <CallsLink view={view} more={{ disposition: word }}>
                {countWords(calls)}
              </CallsLink>
            ),
          }))}
        />
      </Panel>
      <Panel title={t("End reasons")}>
        <Shares
          caption={t("Calls by the provider's word for their end")}
          rows={figures.end_reasons}
        />
      </Panel>
      <Panel title={t("Why calls failed")}>
        <Shares
          caption={t("Failed calls by kind")}
          rows={figures.failure_classes}
          none={t("Nothing was told of any failure.")}
        />
      </Panel>
      <Panel title={t("Mood")}>
        <Shares caption={t("Calls by the caller's mood")} rows={figures.sentiments} />
      </Panel>
    </div>
  );
}

interface SharesProps {
  caption: string;
  rows: ReadonlyArray<{ word: string; calls: number; shown?: ReactNode }>;
  none?: string;
}

const shownMax = 10;

/** Words with the calls they are said of, the most frequent first, each with a bar beside it. */
function Shares({ caption, rows, none = t("Not reported by the provider.") }: SharesProps) {
  if (rows.length === 0) return <p className="text-muted">{none}</p>;
  const most = Math.max(...rows.map(({ calls }) => calls));
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">{caption}</caption>
      <tbody>
        {rows.slice(0, shownMax).map(({ word, calls, shown = countWords(calls) }) => (
          <tr key={word} className="h-8">
            <th scope="row" className="w-1/2 truncate pr-3 text-left font-normal" title={word}>
              {humanise(word)}
            </th>
            <td aria-hidden="true">
              <div
                className="h-2 rounded-sm bg-accent"
                style={{ width: `${(calls / most) * 100}%` }}
              />
            </td>
            <td className="w-20 text-right tabular-nums">{shown}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What was charged, by what it was charged for. */
export function Costs({ figures: { cost, cost_parts: parts } }: Pick<Of, "figures">) {
  return (
    <Panel
      title={t("What calls cost")}
      note={t(
        "{amountWords} in all, as told of {records} records; of {unknown} nobody told. Parts need not add up to it.",
        {
          amountWords: amountWords(cost.total, cost.currency),
          records: countWords(cost.records),
          unknown: countWords(cost.unknown),
        },
      )}
    >
      {parts.length === 0 ? (
        <p className="text-muted">{t("What it is made of is {notReported}.", { notReported })}</p>
      ) : (
        <FigureTable
          caption={t("Cost by component")}
          columns={[t("Component"), t("Records"), t("Cost")]}
          rows={parts.map(({ component, currency, records, total }) => ({
            key: `${currency} ${component}`,
            name: partWords(component),
            cells: [countWords(records), amountWords(total, currency)],
          }))}
        />
      )}
    </Panel>
  );
}
