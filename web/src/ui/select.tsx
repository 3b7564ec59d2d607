import type { ReactNode } from "react";
import { ChevronDownIcon } from "./icons.tsx";

interface SelectProps {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** Options; the empty one, "any", is added in front. */
  children: ReactNode;
  anyLabel?: string;
  /** Options that come later must not change the width. */
  isWide?: boolean;
}

/** The platform's own select: right on a phone, right for the keyboard. Stands out while it filters. */
export function Select({
  label,
  value,
  onChange,
  children,
  anyLabel = label,
  isWide = false,
}: SelectProps) {
  const isSet = value !== undefined;
  return (
    <span className="relative inline-flex shrink-0">
      <select
        aria-label={label}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}
        className={`h-7 ${isWide ? "w-40" : "max-w-40 field-sizing-content"} appearance-none truncate rounded-md border py-0 pr-6 pl-2.5 text-xs font-medium transition-colors hover:bg-hover ${
          isSet
            ? "border-accent bg-accent-soft text-text"
            : "border-line bg-surface text-muted hover:text-text"
        }`}
      >
        <option value="">{anyLabel}</option>
        {children}
      </select>
      <ChevronDownIcon className="pointer-events-none absolute top-2 right-1.5 size-3 text-faint" />
    </span>
  );
}
