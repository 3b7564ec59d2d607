import { type Ref, useEffect, useState } from "react";
import { SearchIcon } from "./icons.tsx";

interface SearchFieldProps {
  ref?: Ref<HTMLInputElement>;
  label: string;
  placeholder: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** Reports a pause in typing, Enter at once, Escape as clearing. */
export function SearchField({ ref, label, placeholder, value, onChange }: SearchFieldProps) {
  const [text, setText] = useState(value ?? "");
  const [reported, setReported] = useState(value ?? "");
  // The address changed elsewhere (back, "clear"): follow it.
  if ((value ?? "") !== reported) {
    setReported(value ?? "");
    setText(value ?? "");
  }
  const report = (next: string) => {
    const trimmed = next.trim();
    setReported(trimmed);
    if (trimmed !== (value ?? "")) onChange(trimmed === "" ? undefined : trimmed);
  };
  useEffect(() => {
    if (text.trim() === reported) return;
    const timer = window.setTimeout(() => report(text), 250);
    return () => window.clearTimeout(timer);
  });
  return (
    <span className="relative w-60 min-w-36 max-sm:w-full">
      <SearchIcon className="pointer-events-none absolute top-1.5 left-2 size-4 text-faint" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        title={label}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") report(text);
          if (event.key !== "Escape") return;
          if (text === "") event.currentTarget.blur();
          setText("");
          report("");
        }}
        className="h-7 w-full rounded-md border border-line bg-surface pr-7 pl-7.5 text-xs [&::-webkit-search-cancel-button]:hidden"
      />
      <span
        aria-hidden="true"
        className="pointer-events-none absolute top-1 right-1.5 flex size-5 items-center justify-center rounded border border-line font-mono text-2xs text-faint max-sm:hidden"
      >
        /
      </span>
    </span>
  );
}
