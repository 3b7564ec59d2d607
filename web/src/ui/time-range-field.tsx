import { useEffect, useState } from "react";
import { t } from "../lib/text.ts";
import {
  daysOf,
  isOwnDays,
  keepRange,
  rangeOfDays,
  rangePresets,
  readRange,
  type TimeRange,
} from "../lib/time-range.ts";
import { Select } from "./select.tsx";

interface TimeRangeFieldProps {
  /** What the address says. */
  value: TimeRange | undefined;
  /** What the page shows where the address says nothing; without it, calls of any time. */
  usual?: TimeRange;
  /** By whose clock days are counted. */
  zone: string;
  onChange: (range: TimeRange | undefined) => void;
}

const own = "own";

/** Of which time a page tells. The same on every page that shows a period, and what is chosen goes along to the others. */
export function TimeRangeField({ value, usual, zone, onChange }: TimeRangeFieldProps) {
  // A link that names a time chooses it, too.
  useEffect(() => {
    if (value !== undefined) keepRange(value);
  }, [value]);
  const shown = value ?? usual;
  const days = daysOf(shown ?? "today", zone, Date.now());
  const choose = (range: TimeRange | undefined) => {
    keepRange(range);
    onChange(range);
  };
  const setDays = (change: Partial<typeof days>) => {
    const range = rangeOfDays({ ...days, ...change });
    if (range !== undefined) choose(range);
  };
  const isOwn = shown !== undefined && isOwnDays(shown);
  return (
    <>
      <Select
        label={t("Time")}
        anyLabel={usual === undefined ? t("Any time") : t("Usual time")}
        value={isOwn ? own : shown}
        onChange={(picked) => (picked === own ? setDays({}) : choose(readRange(picked)))}
      >
        {rangePresets.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        <option value={own}>{t("Chosen days")}</option>
      </Select>
      {isOwn &&
        (["first", "last"] as const).map((name) => (
          <DayInput
            key={name}
            label={name === "first" ? t("First day") : t("Last day")}
            min={name === "last" ? days.first : undefined}
            max={name === "first" ? days.last : undefined}
            value={days[name]}
            onChange={(day) => setDays({ [name]: day })}
          />
        ))}
    </>
  );
}

interface DayInputProps {
  label: string;
  min: string | undefined;
  max: string | undefined;
  value: string;
  onChange: (day: string) => void;
}

/** A day stays as it is typed until the field is left: on the way there is none, or one of the year 2. */
function DayInput({ label, value, onChange, ...limits }: DayInputProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      {...limits}
      type="date"
      aria-label={label}
      value={draft ?? value}
      onChange={({ target }) => {
        setDraft(target.value);
        onChange(target.value);
      }}
      onBlur={() => setDraft(null)}
      className="h-7 shrink-0 rounded-md border border-accent bg-accent-soft px-2 text-xs"
    />
  );
}
