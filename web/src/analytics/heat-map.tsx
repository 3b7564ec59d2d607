import { useQuery } from "@tanstack/react-query";
import type { AnalyticsHour } from "../api.ts";
import { locale } from "../lib/language.ts";
import { t } from "../lib/text.ts";
import { ErrorState } from "../ui/error-state.tsx";
import { Panel } from "../ui/panel.tsx";
import { heatQuery } from "./analytics-client.ts";
import type { View } from "./spans.ts";
import { countWords } from "./words.ts";

const hours = Array.from({ length: 24 }, (_, hour) => hour);
/** January 2024 began on a Monday. */
const weekdays = Array.from({ length: 7 }, (_, day) =>
  new Intl.DateTimeFormat(locale, { weekday: "short", timeZone: "UTC" }).format(
    Date.UTC(2024, 0, day + 1),
  ),
);

/** When calls come: a table whose cells are the darker the more calls they say. */
export function HeatMap({ view }: { view: View }) {
  const heat = useQuery(heatQuery(view));
  return (
    <Panel title={t("When calls come")} note={t("Calls by weekday and hour.")}>
      {heat.data !== undefined ? (
        <HeatTable cells={heat.data.data} />
      ) : heat.isError ? (
        <ErrorState error={heat.error} onRetry={() => void heat.refetch()} />
      ) : (
        <div aria-hidden="true" className="skeleton h-56" />
      )}
    </Panel>
  );
}

function HeatTable({ cells }: { cells: readonly AnalyticsHour[] }) {
  const calls = new Map(cells.map((cell) => [`${cell.weekday} ${cell.hour}`, cell.calls]));
  const most = Math.max(1, ...calls.values());
  return (
    <section
      aria-label={t("Calls by weekday and hour")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what does not fit is scrolled to with the keyboard
      tabIndex={0}
      // What only a screen reader reads is scrolled with its cell.
      className="relative overflow-x-auto rounded-lg border border-line bg-surface p-2"
    >
      <table className="w-full min-w-[44rem] table-fixed border-separate border-spacing-0.5 text-center text-2xs tabular-nums">
        <caption className="sr-only">{t("Calls by weekday and hour")}</caption>
        <thead>
          <tr className="text-muted">
            <th scope="col" className="w-10 text-left font-medium">
              <span className="sr-only">{t("Weekday")}</span>
            </th>
            {hours.map((hour) => (
              <th key={hour} scope="col" className="font-medium">
                <span className="sr-only">{t("from")} </span>
                {hour}
                <span className="sr-only"> {t("o'clock")}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((name, day) => (
            <tr key={name}>
              <th scope="row" className="text-left font-medium text-muted">
                {name}
              </th>
              {hours.map((hour) => {
                const count = calls.get(`${day + 1} ${hour}`) ?? 0;
                return (
                  <td
                    key={hour}
                    className="h-6 rounded-sm"
                    style={{ background: shadeOf(count, most) }}
                  >
                    {countWords(count)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Never so dark that the number on it could not be read. */
function shadeOf(count: number, most: number): string {
  const percent = Math.round((count / most) * 45);
  return `color-mix(in srgb, var(--accent) ${percent}%, var(--surface))`;
}
