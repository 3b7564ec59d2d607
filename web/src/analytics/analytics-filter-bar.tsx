import { useQuery } from "@tanstack/react-query";
import { formatPhone } from "../lib/format.ts";
import { providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { toZoned } from "../lib/zoned-time.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { type Group, groupsQuery } from "./analytics-client.ts";
import {
  type AnalyticsSearch,
  type Interval,
  intervals,
  rangeOf,
  rangeOptions,
  readAnalyticsSearch,
} from "./analytics-search.ts";
import type { View } from "./spans.ts";

interface AnalyticsFilterBarProps {
  view: View;
  search: AnalyticsSearch;
  onChange: (change: AnalyticsSearch) => void;
}

/** Of which time, by which interval, and of what. */
const byInterval = (interval: Interval) =>
  t("{interval, select, hour {By hour} day {By day} week {By week} other {By month}}", {
    interval,
  });

export function AnalyticsFilterBar({ view, search, onChange }: AnalyticsFilterBarProps) {
  const agents = useSeen(view, "agent");
  const numbers = useSeen(view, "number");
  const { provider, agent, number } = search;
  // Values out of a select are as untrusted as those of an address; one reader serves both.
  const pick = (name: keyof AnalyticsSearch) => (value: string | undefined) =>
    onChange({ [name]: readAnalyticsSearch({ [name]: value })[name] });
  return (
    <search className="mt-4 flex flex-wrap items-center gap-1.5">
      <RangeFields view={view} search={search} onChange={onChange} />
      <Select
        label={t("Interval")}
        anyLabel={byInterval(view.interval)}
        value={search.by}
        onChange={pick("by")}
      >
        {intervals.map((interval) => (
          <option key={interval} value={interval}>
            {byInterval(interval)}
          </option>
        ))}
      </Select>
      <Select label={t("Provider")} value={provider} onChange={pick("provider")}>
        {Object.entries(providers).map(([key, { name }]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
      <Select label={t("Agent")} isWide value={agent} onChange={pick("agent")}>
        {agents.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </Select>
      <Select label={t("Number")} isWide value={number} onChange={pick("number")}>
        {numbers.map((one) => (
          <option key={one} value={one}>
            {formatPhone(one)}
          </option>
        ))}
      </Select>
      {(provider ?? agent ?? number) !== undefined && (
        <Button
          look="ghost"
          onClick={() => onChange({ provider: undefined, agent: undefined, number: undefined })}
        >
          {t("Clear")}
        </Button>
      )}
    </search>
  );
}

/** The agents or numbers that have calls in the time, and the one that is chosen. */
function useSeen(view: View, group: Group): string[] {
  const chosen = view.filters[group];
  const others = { ...view, filters: { ...view.filters, [group]: undefined } };
  const seen = useQuery(groupsQuery(others, group)).data?.data ?? [];
  const ids = seen.flatMap(({ group: id }) => id ?? []);
  return [...new Set(chosen === undefined ? ids : [...ids, chosen])].sort();
}

const own = "own";

function RangeFields({ view, search, onChange }: AnalyticsFilterBarProps) {
  const { span, zone } = view;
  const range = rangeOf(search);
  const shown = {
    from: toZoned(span.from, zone).slice(0, 10),
    // The end is not part of the time.
    to: toZoned(new Date(Date.parse(span.to) - 1).toISOString(), zone).slice(0, 10),
  };
  const setDays = (change: { from?: string; to?: string }) => {
    const days = { from: search.from ?? shown.from, to: search.to ?? shown.to, ...change };
    const { from, to } = readAnalyticsSearch(days);
    if (from !== undefined) onChange({ from, to, range: undefined });
  };
  return (
    <>
      <Select
        label={t("Time")}
        value={range === undefined ? own : range.id}
        anyLabel={t("Time")}
        onChange={(value) => {
          if (value === own) setDays({});
          else {
            const { range: id } = readAnalyticsSearch({ range: value });
            onChange({ range: id, from: undefined, to: undefined });
          }
        }}
      >
        {rangeOptions.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        <option value={own}>{t("Days of my choice")}</option>
      </Select>
      {range === undefined &&
        (["from", "to"] as const).map((name) => (
          <input
            key={name}
            type="date"
            aria-label={name === "from" ? t("From") : t("To")}
            min={name === "to" ? shown.from : undefined}
            max={name === "from" ? shown.to : undefined}
            value={shown[name]}
            onChange={(event) => setDays({ [name]: event.target.value })}
            className="h-7 rounded-md border border-accent bg-accent-soft px-2 text-xs"
          />
        ))}
    </>
  );
}
