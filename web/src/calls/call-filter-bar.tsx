import { useMemo, useRef } from "react";
import type { CallSummary } from "../api.ts";
import { humanise } from "../lib/format.ts";
import { providers } from "../lib/providers.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { useTimeZone } from "../setup/time-zone-client.ts";
import { Button } from "../ui/button.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { TimeRangeField } from "../ui/time-range-field.tsx";
import {
  type CallSearch,
  isFiltered,
  readCallSearch,
  reviewWords,
  stateOptions,
  statusOptions,
} from "./call-search.ts";
import { ColumnChoice } from "./column-choice.tsx";
import { ExportCalls } from "./export-calls.tsx";
import { GivenFilters } from "./given-filters.tsx";
import { LabelFilter } from "./label-filter.tsx";
import { NumberFilter } from "./number-filter.tsx";
import { SavedViews } from "./saved-views.tsx";

interface CallFilterBarProps {
  /** The loaded calls: their agents can be chosen. */
  calls: CallSummary[];
  search: CallSearch;
  onChange: (change: CallSearch) => void;
  onClear: () => void;
  /** Sets exactly these filters. */
  onSet: (search: CallSearch) => void;
}

export function CallFilterBar({ calls, search, onChange, onClear, onSet }: CallFilterBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      field.current?.focus();
    },
  });
  const zone = useTimeZone(search.range !== undefined);
  const agents = useSeenAgents(calls, search.agent);
  // Values out of a select are as untrusted as those of an address; one reader serves both.
  const pick = (name: keyof CallSearch) => (value: string | undefined) =>
    onChange({ [name]: readCallSearch({ [name]: value })[name] });
  return (
    <search className="flex min-h-12 flex-wrap items-center gap-1.5 border-b border-line bg-canvas px-3 py-2 sm:px-5 xl:sticky xl:top-(--bar) xl:z-20 xl:flex-nowrap xl:[&>:first-child]:shrink-[99]">
      <SearchField
        ref={field}
        label={t("Search transcripts, summaries, numbers, ids")}
        placeholder={t("Search calls")}
        value={search.q}
        onChange={(q) => onChange({ q })}
      />
      <div className="contents max-sm:flex max-sm:w-full max-sm:gap-1.5 max-sm:overflow-x-auto max-sm:py-0.5 max-sm:[scrollbar-width:none] xl:-m-0.5 xl:flex xl:min-w-0 xl:items-center xl:gap-1.5 xl:overflow-x-auto xl:p-0.5 xl:[scrollbar-width:none]">
        <Select label={t("Provider")} value={search.provider} onChange={pick("provider")}>
          {Object.entries(providers).map(([key, { name }]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={t("State")} value={search.state} onChange={pick("state")}>
          {stateOptions.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Select>
        <Select label={t("Outcome")} value={search.status} onChange={pick("status")}>
          {statusOptions.map((status) => (
            <option key={status} value={status}>
              {humanise(status)}
            </option>
          ))}
        </Select>
        <Select label={t("Direction")} value={search.direction} onChange={pick("direction")}>
          <option value="inbound">{t("Inbound")}</option>
          <option value="outbound">{t("Outbound")}</option>
        </Select>
        <Select label={t("Agent")} isWide value={search.agent} onChange={pick("agent")}>
          {agents.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select label={t("Review")} value={search.review} onChange={pick("review")}>
          {Object.entries(reviewWords).map(([id, word]) => (
            <option key={id} value={id}>
              {word}
            </option>
          ))}
        </Select>
        <LabelFilter value={search.label} onChange={pick("label")} />
        <TimeRangeField
          value={search.range}
          zone={zone}
          onChange={(range) => onChange({ range, after: undefined, before: undefined })}
        />
        <NumberFilter search={search} onChange={onChange} />
        <GivenFilters search={search} onChange={onChange} />
        {isFiltered(search) && (
          <Button look="ghost" onClick={onClear}>
            {t("Clear")}
          </Button>
        )}
        <SavedViews search={search} onPick={onSet} />
        <ExportCalls search={search} />
      </div>
      <ColumnChoice />
    </search>
  );
}

/** Agents met since the page was opened, by id: the API has no directory of them. */
const knownAgents = new Map<string, string>();

function useSeenAgents(calls: CallSummary[], selected: string | undefined): [string, string][] {
  return useMemo(() => {
    for (const call of calls) {
      if (call.agent_id) knownAgents.set(call.agent_id, call.agent_name ?? call.agent_id);
    }
    const agents = new Map(knownAgents);
    if (selected && !agents.has(selected)) agents.set(selected, selected);
    return [...agents].sort((a, b) => a[1].localeCompare(b[1]));
  }, [calls, selected]);
}
