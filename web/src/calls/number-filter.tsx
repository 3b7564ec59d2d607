import { useState } from "react";
import { t } from "../lib/text.ts";
import type { CallSearch } from "./call-search.ts";

interface NumberFilterProps {
  search: CallSearch;
  onChange: (change: CallSearch) => void;
}

/** One number, on one side of the call. "+1 (212) 555-0101" and "+12125550101" are the same. */
export function NumberFilter({ search, onChange }: NumberFilterProps) {
  const [side, setSide] = useState<"from" | "to">(search.to ? "to" : "from");
  const value = search.from ?? search.to ?? "";
  const isSet = value !== "";
  const apply = (text: string, nextSide: "from" | "to") => {
    const number = text.replace(/[\s().-]/g, "");
    onChange({ from: undefined, to: undefined, [nextSide]: number === "" ? undefined : number });
  };
  return (
    <span
      className={`inline-flex h-7 shrink-0 items-center rounded-md border text-xs ${isSet ? "border-accent bg-accent-soft" : "border-line bg-surface"}`}
    >
      <select
        aria-label={t("Side of the number")}
        value={side}
        onChange={(event) => {
          const next = event.target.value === "to" ? "to" : "from";
          setSide(next);
          if (isSet) apply(value, next);
        }}
        className="h-full appearance-none rounded-l-md bg-transparent pr-1 pl-2.5 font-medium text-muted"
      >
        <option value="from">{t("From")}</option>
        <option value="to">{t("Dialled")}</option>
      </select>
      <input
        // Typing is local until Enter or leaving; a new address starts the field anew.
        key={value}
        type="tel"
        aria-label={t("Number")}
        placeholder={t("number")}
        defaultValue={value}
        onBlur={(event) => event.target.value !== value && apply(event.target.value, side)}
        onKeyDown={(event) => {
          if (event.key === "Enter") apply(event.currentTarget.value, side);
        }}
        className="h-full w-28 rounded-r-md bg-transparent pr-2 pl-1"
      />
    </span>
  );
}
