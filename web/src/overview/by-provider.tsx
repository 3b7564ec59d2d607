import { useQuery } from "@tanstack/react-query";
import { CallsLink } from "../analytics/calls-link.tsx";
import { FigureTable } from "../analytics/figure-table.tsx";
import { startsOf, type View } from "../analytics/spans.ts";
import { countWords, startWords } from "../analytics/words.ts";
import type { AnalyticsFigures } from "../api.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { providerHoursQuery } from "./overview-client.ts";

/** The calls of a provider, hour by hour. */
interface Row {
  provider: string;
  total: number;
  hours: ReadonlyArray<{ start: string; calls: number }>;
}

/** A row of columns for each provider, all to one scale: told apart by place and name, not by colour. */
export function ByProvider({ view }: { view: View }) {
  const hours = useQuery(providerHoursQuery(view.span, view.zone));
  return (
    <Panel title={t("Calls by provider")} note={t("Hour by hour, today.")}>
      {hours.data === undefined ? (
        hours.isError ? (
          <ErrorState error={hours.error} onRetry={() => void hours.refetch()} />
        ) : (
          <div aria-hidden="true" className="skeleton h-40 rounded-lg!" />
        )
      ) : (
        <Rows view={view} rows={rowsOf(view, hours.data.data)} />
      )}
    </Panel>
  );
}

function rowsOf(view: View, lines: readonly AnalyticsFigures[]): Row[] {
  const starts = startsOf(view).map((start) => Date.parse(start));
  const providers = [...new Set(lines.map(({ group }) => group ?? ""))];
  return providers
    .map((provider) => {
      const mine = lines.filter(({ group }) => (group ?? "") === provider);
      const calls = new Map(mine.map((line) => [Date.parse(line.start ?? ""), line.calls]));
      const hours = starts.map((at) => ({
        start: new Date(at).toISOString(),
        calls: calls.get(at) ?? 0,
      }));
      return { provider, hours, total: hours.reduce((sum, hour) => sum + hour.calls, 0) };
    })
    .sort((a, b) => b.total - a.total);
}

function Rows({ view, rows }: { view: View; rows: readonly Row[] }) {
  if (rows.length === 0) {
    return (
      <p className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
        {t("No calls yet today.")}
      </p>
    );
  }
  const most = Math.max(...rows.flatMap(({ hours }) => hours.map(({ calls }) => calls)), 1);
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {rows.map((row) => (
          <li key={row.provider} className="flex items-center gap-3 px-4 py-2">
            <span className="w-28 shrink-0">
              <ProviderBadge provider={row.provider} />
            </span>
            <Hours view={view} row={row} most={most} />
            <span className="w-10 shrink-0 text-right tabular-nums">
              <CallsLink view={view} more={{ provider: row.provider }}>
                {countWords(row.total)}
              </CallsLink>
            </span>
          </li>
        ))}
      </ul>
      <details className="mt-2">
        <summary className="w-fit text-muted hover:text-text">{t("As a table")}</summary>
        <div className="mt-2">
          <FigureTable
            caption={t("Calls by provider and hour")}
            columns={[t("From"), ...rows.map(({ provider }) => providerName(provider))]}
            rows={(rows[0]?.hours ?? []).map(({ start }, place) => ({
              key: start,
              name: startWords(start, "hour", view.zone),
              cells: rows.map(({ hours }) => countWords(hours[place]?.calls ?? 0)),
            }))}
          />
        </div>
      </details>
    </>
  );
}

function Hours({ view, row, most }: { view: View; row: Row; most: number }) {
  const { hours, provider, total } = row;
  return (
    <svg
      role="img"
      aria-label={t("{providerName}: {total, plural, one {# call} other {# calls}} today", {
        providerName: providerName(provider),
        total,
      })}
      viewBox={`0 0 ${Math.max(hours.length, 1)} 100`}
      preserveAspectRatio="none"
      className="h-8 min-w-0 flex-1 border-b border-line text-accent"
    >
      {hours.map(({ start, calls }, place) => (
        <g key={start}>
          <title>{`${startWords(start, "hour", view.zone)}: ${t("{calls, plural, one {# call} other {# calls}}", { calls })}`}</title>
          <rect x={place} width={1} height={100} fill="transparent" />
          <rect
            x={place + 0.1}
            width={0.8}
            y={100 - (calls / most) * 100}
            height={(calls / most) * 100}
            fill="currentColor"
          />
        </g>
      ))}
    </svg>
  );
}
