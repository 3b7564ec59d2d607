import type { Statement } from "../api.ts";
import { formatExactly, formatNumber } from "../lib/format.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { Amount } from "./amount.tsx";

type Set = Statement["sets"][number];
type Figures = Set["total"];

const head = "border-b border-strong-line px-2 py-1.5 font-medium";
const cell = "px-2 py-1.5 align-top";

/** The lines of one currency with their sums. Each currency has a table of its own: they are never added. */
export function StatementTable({ set }: { set: Set }) {
  const { currency } = set;
  const title =
    currency === null ? t("Calls without an estimate") : t("Calls in {currency}", { currency });
  return (
    <section aria-label={title} className="mt-6">
      <h2 className="text-base font-semibold">{title}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div tabIndex={0} className="mt-2 overflow-x-auto print:overflow-visible">
        <table className="w-full border-collapse text-left tabular-nums">
          <caption className="sr-only">{t("{title}, by agent and provider", { title })}</caption>
          <thead className="text-xs text-muted">
            <tr>
              <th scope="col" className={head}>
                {t("Agent")}
              </th>
              <th scope="col" className={head}>
                {t("Provider")}
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
                    <span className="text-faint">{t("None told")}</span>
                  )}
                </td>
                <td className={cell}>{providerName(line.provider)}</td>
                <td className={`${cell} text-right`}>{formatNumber(line.calls)}</td>
                <td className={`${cell} text-right`}>
                  {formatExactly(line.minutes, 0)}
                  {line.duration_unknown > 0 && (
                    <span className="block text-xs text-muted">
                      {t("{durationUnknown} not reported", {
                        durationUnknown: line.duration_unknown,
                      })}
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
                {t("Total")}
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
  const labels = [t("Calls"), t("Minutes"), t("Estimated"), t("Reported"), t("Drift")];
  return billed === null ? labels : [...labels, t("Billed")];
}

function MoneyCells({ figures, currency }: { figures: Figures; currency: string | null }) {
  const { estimate, reported, drift, billed } = figures;
  return (
    <>
      <td className={`${cell} text-right`}>
        <Amount
          text={estimate.total}
          currency={currency}
          none={estimate.no_price > 0 ? t("no price") : t("not known")}
          unknown={
            estimate.unknown > 0 && estimate.total !== null
              ? t("{unknown} not known", { unknown: estimate.unknown })
              : ""
          }
        />
      </td>
      <td className={`${cell} text-right`}>
        <Amount
          text={reported.total_usd}
          currency="USD"
          none={t("not reported")}
          unknown={
            reported.unknown > 0 && reported.total_usd !== null
              ? t("{unknown} not reported", { unknown: reported.unknown })
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
            drift?.percent == null
              ? ""
              : t("{percent} % of {calls, plural, one {# call} other {# calls}}", {
                  percent: formatExactly(drift.percent, 0),
                  calls: drift.calls,
                })
          }
        />
      </td>
      {billed !== null && (
        <td className={`${cell} text-right`}>
          <Amount
            text={billed.total}
            currency={billed.currency}
            none={t("not known")}
            unknown={
              billed.unknown > 0 && billed.total !== null
                ? t("{unknown} not in it", { unknown: billed.unknown })
                : ""
            }
          />
        </td>
      )}
    </>
  );
}
