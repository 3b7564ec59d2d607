import { type ReactNode, useRef } from "react";
import { humanise } from "../lib/format.ts";
import { providers } from "../lib/providers.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { type EventSearch, type EventTab, eventStatuses } from "./event-search.ts";

interface EventFilterBarProps {
  tab: EventTab;
  search: EventSearch;
  onChange: (change: EventSearch) => void;
  action: ReactNode;
}

export function EventFilterBar({ tab, search, onChange, action }: EventFilterBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      field.current?.focus();
    },
  });
  const isFiltered =
    search.provider !== undefined || search.type !== undefined || search.status !== undefined;
  return (
    <search className="flex min-h-12 flex-wrap items-center gap-1.5 px-3 py-2 sm:px-5">
      {tab !== "rejected" && (
        <SearchField
          ref={field}
          label={t("Event type, exactly")}
          placeholder={t("Event type")}
          value={search.type}
          onChange={(type) => onChange({ type })}
        />
      )}
      {tab === "log" && (
        <Select
          label={t("Status")}
          value={search.status}
          onChange={(value) =>
            onChange({ status: eventStatuses.find((status) => status === value) })
          }
        >
          {eventStatuses
            .filter((status) => status !== "dead")
            .map((status) => (
              <option key={status} value={status}>
                {humanise(status)}
              </option>
            ))}
        </Select>
      )}
      <Select
        label={t("Provider")}
        value={search.provider}
        onChange={(provider) => onChange({ provider })}
      >
        {Object.entries(providers).map(([key, { name }]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
      {isFiltered && (
        <Button
          look="ghost"
          onClick={() => onChange({ provider: undefined, type: undefined, status: undefined })}
        >
          {t("Clear")}
        </Button>
      )}
      <div className="ml-auto">{action}</div>
    </search>
  );
}
