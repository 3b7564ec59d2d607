import { useQuery } from "@tanstack/react-query";
import type { ToolReport } from "../api.ts";
import { formatMs, formatNumber } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { useTimeZone } from "../setup/time-zone-client.ts";
import { Panel, Rows } from "../ui/panel.tsx";
import { TimeRangeField } from "../ui/time-range-field.tsx";
import { outcomeLooks } from "./outcome-look.ts";
import { type Outcome, usualRange } from "./tool-search.ts";
import { reportQuery } from "./tools-client.ts";

interface ReportProps {
  range: TimeRange | undefined;
  onRange: (range: TimeRange | undefined) => void;
  onShow: (tool: string, outcome: Outcome | undefined) => void;
}

/** What callers heard, tool by tool; whatever went wrong most comes first. */
export function Report({ range, onRange, onShow }: ReportProps) {
  const report = useQuery(reportQuery(range ?? usualRange));
  const zone = useTimeZone();
  return (
    <Panel
      title={t("What callers heard")}
      note={t("How often a tool answered in time, and what was said where it did not.")}
      action={
        <span className="flex flex-wrap gap-1.5">
          <TimeRangeField value={range} usual={usualRange} zone={zone} onChange={onRange} />
        </span>
      }
    >
      <Rows query={report} empty={t("No tool was used in this time.")}>
        {report.data?.map((row) => (
          <ReportRow key={row.tool} row={row} onShow={onShow} />
        ))}
      </Rows>
      {(report.data?.length ?? 0) > 0 && <Legend />}
    </Panel>
  );
}

const drawn = ["answered", "last_answer", "fallback", "refused"] as const;

function Legend() {
  return (
    <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {drawn.map((outcome) => (
        <li key={outcome} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={`size-2 rounded-sm ${outcomeLooks[outcome].bar}`} />
          {outcomeLooks[outcome].label}
        </li>
      ))}
    </ul>
  );
}

function ReportRow({ row, onShow }: { row: ToolReport; onShow: ReportProps["onShow"] }) {
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <button
          type="button"
          aria-label={t("Show the uses of {tool}", { tool: row.tool })}
          onClick={() => onShow(row.tool, undefined)}
          className="font-mono text-xs font-medium hover:underline"
        >
          {row.tool}
        </button>
        <span className="text-xs text-muted">
          {t("{uses, plural, one {# use} other {# uses}}", { uses: row.uses })}
          {row.p50_ms !== null && ` · ${t("half within {p50Ms}", { p50Ms: formatMs(row.p50_ms) })}`}
          {row.p95_ms !== null &&
            `, ${t("nearly all within {p95Ms}", { p95Ms: formatMs(row.p95_ms) })}`}
        </span>
      </div>
      <Bar row={row} />
      <div className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1 text-xs">
        {drawn
          .filter((outcome) => row[outcome] > 0)
          .map((outcome) => (
            <button
              key={outcome}
              type="button"
              aria-label={t("{label} {row} of {tool}", {
                label: outcomeLooks[outcome].label,
                row: formatNumber(row[outcome]),
                tool: row.tool,
              })}
              onClick={() => onShow(row.tool, outcome)}
              className="text-muted hover:text-text hover:underline"
            >
              {outcomeLooks[outcome].label} {formatNumber(row[outcome])}
            </button>
          ))}
      </div>
      <Heard row={row} />
    </li>
  );
}

function Bar({ row }: { row: ToolReport }) {
  return (
    <div aria-hidden="true" className="mt-2 flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
      {drawn
        .filter((outcome) => row[outcome] > 0)
        .map((outcome) => (
          <div
            key={outcome}
            className={outcomeLooks[outcome].bar}
            style={{ flexGrow: row[outcome], flexBasis: "3px" }}
          />
        ))}
    </div>
  );
}

function Heard({ row }: { row: ToolReport }) {
  const failures = Object.entries(row.failures);
  if (failures.length === 0 && row.heard.length === 0) return null;
  return (
    <div className="mt-2 border-l-2 border-line pl-3 text-xs">
      {failures.length > 0 && (
        <p className="text-muted">
          {t("Why: {failures}", {
            failures: failures
              .map(([why, count]) => `${why.replace(/-/g, " ")} ${count}×`)
              .join(", "),
          })}
        </p>
      )}
      <ul>
        {row.heard.map(({ text, count }) => (
          <li key={text} className="mt-0.5 break-words">
            <span className="text-muted">{count}×</span> <q>{text}</q>
          </li>
        ))}
      </ul>
    </div>
  );
}
