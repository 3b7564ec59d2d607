import type { Statement } from "../api.ts";
import { plural } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { Amount } from "./amount.tsx";

type Set = Statement["sets"][number];
type Figures = Set["total"];

const head = "border-b border-strong-line px-2 py-1.5 font-medium";
const cell = "px-2 py-1.5 align-top";

/** The lines of one currency with their sums. Each currency has a table of its own: they are never added. */
export function StatementTable({ set }: { set: Set }) {
  const { currency } = set;
  const title = currency === null ? "Calls without an estimate" : `Calls in ${currency}`;
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="text-base font-semibold">{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div tabIndex={0} className="mt-2 overflow-x-auto print:overflow-visible">
        <table className="w-full border-collapse text-left tabular-nums">
          <caption className="sr-only">{title}, by agent and provider</caption>
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className={head}>
                Agent
              </th>
              <th scope="col" className={head}>
                Provider
              </th>
              {labelsOf(set.total).map((label) => (
                <th key={label} scope="col" className={`${head} text-right`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {set.lines.map((line) => (
              <tr key={`${line.agent_id} ${line.provider}`}>
                <td className={`${cell} max-w-56 break-words`}>
                  {line.agent_name ?? line.agent_id ?? (
                    <span className="text-faint">None told</span>
                  )}
                </td>
                <td className={cell}>{providerName(line.provider)}</td>
                <td className={`${cell} text-right`}>{line.calls.toLocaleString()}</td>
                <td className={`${cell} text-right`}>
                  {line.minutes}
                  {line.duration_unknown > 0 && (
                    <span className="block text-xs text-muted">
                      {line.duration_unknown} not reported
                    </span>
                  )}
                </td>
                <MoneyCells figures={line} currency={currency} />
              </tr>
            ))}
          </tbody>
          <tfoot className="border-t border-strong-line font-medium">
            <tr>
              <th scope="row" colSpan={4} className={cell}>
                Total
              </th>
              <MoneyCells figures={set.total} currency={currency} />
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

/** A client's own people are not told what is billed. */
function labelsOf({ billed }: Figures): string[] {
  const labels = ["Calls", "Minutes", "Estimated", "Reported", "Drift"];
  return billed === null ? labels : [...labels, "Billed"];
}

function MoneyCells({ figures, currency }: { figures: Figures; currency: string | null }) {
  const { estimate, reported, drift, billed } = figures;
  return (
    <>
      <td className={`${cell} text-right`}>
        <Amount
          text={estimate.total}
          currency={currency}
          none={estimate.no_price > 0 ? "no price" : "not known"}
          unknown={
            estimate.unknown > 0 && estimate.total !== null ? `${estimate.unknown} not known` : ""
          }
        />
      </td>
      <td className={`${cell} text-right`}>
        <Amount
          text={reported.total_usd}
          currency="USD"
          none="not reported"
          unknown={
            reported.unknown > 0 && reported.total_usd !== null
              ? `${reported.unknown} not reported`
              : ""
          }
        />
      </td>
      <td className={`${cell} text-right`}>
        <Amount
          text={drift?.amount_usd ?? null}
          currency="USD"
          none="–"
          unknown={
            drift?.percent == null ? "" : `${drift.percent} % of ${plural(drift.calls, "call")}`
          }
        />
      </td>
      {billed !== null && (
        <td className={`${cell} text-right`}>
          <Amount
            text={billed.total}
            currency={billed.currency}
            none="not known"
            unknown={
              billed.unknown > 0 && billed.total !== null ? `${billed.unknown} not in it` : ""
            }
          />
        </td>
      )}
    </>
  );
}
