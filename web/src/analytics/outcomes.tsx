import type { ReactNode } from "react";
import type { AnalyticsDetails, Disposition } from "../api.ts";
import { humanise } from "../lib/format.ts";
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
      <Panel title="How calls ended">
        <Shares
          caption="Calls by how they ended"
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
      <Panel title="End reasons">
        <Shares caption="Calls by the provider's word for their end" rows={figures.end_reasons} />
      </Panel>
      <Panel title="Why calls failed">
        <Shares
          caption="Failed calls by kind"
          rows={figures.failure_classes}
          none="Nothing was told of any failure."
        />
      </Panel>
      <Panel title="Mood">
        <Shares caption="Calls by the caller's mood" rows={figures.sentiments} />
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
function Shares({ caption, rows, none = "Not reported by the provider." }: SharesProps) {
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
      title="What calls cost"
      note={`${amountWords(cost.total, cost.currency)} in all, as told of ${countWords(cost.records)} records; of ${countWords(cost.unknown)} nobody told. Parts need not add up to it.`}
    >
      {parts.length === 0 ? (
        <p className="text-muted">What it is made of is {notReported}.</p>
      ) : (
        <FigureTable
          caption="Cost by component"
          columns={["Component", "Records", "Cost"]}
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
