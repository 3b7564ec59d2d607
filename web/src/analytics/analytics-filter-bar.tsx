import { useQuery } from "@tanstack/react-query";
import { formatPhone } from "../lib/format.ts";
import { providers } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Select } from "../ui/select.tsx";
import { TimeRangeField } from "../ui/time-range-field.tsx";
import { type Group, groupsQuery } from "./analytics-client.ts";
import {
  type AnalyticsSearch,
  type Interval,
  intervals,
  readAnalyticsSearch,
  usualRange,
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
      <TimeRangeField
        value={search.range}
        usual={usualRange}
        zone={view.zone}
        onChange={(range) => onChange({ range })}
      />
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
