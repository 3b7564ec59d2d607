import { useRef } from "react";
import type { KnowledgeDocument } from "../api.ts";
import { useShortcuts } from "../lib/shortcuts.ts";
import { t } from "../lib/text.ts";
import { SearchField } from "../ui/search-field.tsx";
import { Select } from "../ui/select.tsx";
import { type DocumentFilters, documentStatuses } from "./document-search.ts";
import { statusWords } from "./document-status.tsx";

interface DocumentBarProps {
  filters: DocumentFilters;
  rows: readonly KnowledgeDocument[];
  onChange: (change: DocumentFilters) => void;
}

export function DocumentBar({ filters, rows, onChange }: DocumentBarProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({
    "/": (event) => {
      event.preventDefault();
      field.current?.focus();
    },
  });
  // Those of the rows that are here; one that is further down is found by scrolling to it, or by its name in the address.
  const categories = new Set(
    [filters.category, ...rows.map(({ category }) => category)].filter((one) => one != null),
  );
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2 sm:px-5">
      <SearchField
        ref={field}
        label={t("Find a document")}
        placeholder={t("Title, your id or URL")}
        value={filters.q}
        onChange={(q) => onChange({ q })}
      />
      <Select
        label={t("Status")}
        anyLabel={t("Any status")}
        value={filters.status}
        onChange={(value) =>
          onChange({ status: documentStatuses.find((status) => status === value) })
        }
      >
        {documentStatuses.map((status) => (
          <option key={status} value={status}>
            {statusWords[status].label}
          </option>
        ))}
      </Select>
      {categories.size > 0 && (
        <Select
          label={t("Category")}
          anyLabel={t("Any category")}
          value={filters.category}
          onChange={(category) => onChange({ category })}
        >
          {[...categories].sort().map((category) => (
            <option key={category} value={category}>
              {category}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}
