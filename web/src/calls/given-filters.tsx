import { formatExact, humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { CloseIcon } from "../ui/icons.tsx";
import type { CallSearch } from "./call-search.ts";

interface GivenFiltersProps {
  search: CallSearch;
  onChange: (change: CallSearch) => void;
}

/** Filters that cannot be chosen here, which a figure led to: what they are, and taking them away. */
export function GivenFilters({ search, onChange }: GivenFiltersProps) {
  const { disposition, after, before } = search;
  return (
    <>
      {disposition && (
        <Given
          label={humanise(disposition)}
          onRemove={() => onChange({ disposition: undefined })}
        />
      )}
      {(after || before) && (
        <Given
          label={spanWords(after, before)}
          onRemove={() => onChange({ after: undefined, before: undefined })}
        />
      )}
    </>
  );
}

function spanWords(after: string | undefined, before: string | undefined): string {
  if (after === undefined) return t("Until {before}", { before: formatExact(before ?? "") });
  return before === undefined
    ? t("Since {after}", { after: formatExact(after) })
    : `${formatExact(after)} – ${formatExact(before)}`;
}

function Given({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-7 shrink-0 items-center gap-1 rounded-md border border-accent bg-accent-soft pl-2.5 text-xs font-medium">
      {label}
      <button
        type="button"
        aria-label={t("Remove the filter {label}", { label })}
        onClick={onRemove}
        className="flex h-full items-center px-1.5 text-muted hover:text-text"
      >
        <CloseIcon className="size-3" />
      </button>
    </span>
  );
}
