import type { Faults } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { DayBar } from "./day-bar.tsx";
import { type DraftSpan, type DraftWeek, faultsOfDays, newSpan, weekdays } from "./hours-draft.ts";
import { Spans } from "./spans.tsx";

interface DayListProps {
  week: DraftWeek;
  /** By the number of the span, counted through the week. */
  faults: Faults;
  onChange: (week: DraftWeek) => void;
}

/** The spans of each day of a week. */
export function DayList({ week, faults, onChange }: DayListProps) {
  const faultsOf = faultsOfDays(week, faults);
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {weekdays.map((day, at) => (
        <DayRow
          key={day}
          day={day}
          spans={week[at] ?? []}
          before={week[(at + 6) % 7] ?? []}
          fault={faultsOf[at] ?? ""}
          onChange={(spans) => onChange(week.map((one, index) => (index === at ? spans : one)))}
          onCopy={(isMeant) =>
            onChange(week.map((one, index) => (isMeant(index) ? copyOf(week[at] ?? []) : one)))
          }
        />
      ))}
    </ul>
  );
}

const copyOf = (spans: readonly DraftSpan[]) => spans.map(({ start, end }) => newSpan(start, end));

interface DayRowProps {
  day: string;
  spans: readonly DraftSpan[];
  /** Of the day before, which may reach into this one. */
  before: readonly DraftSpan[];
  fault: string;
  onChange: (spans: readonly DraftSpan[]) => void;
  onCopy: (isMeant: (day: number) => boolean) => void;
}

function DayRow({ day, spans, before, fault, onChange, onCopy }: DayRowProps) {
  return (
    <li className="px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h3 className="w-24 flex-1 font-medium sm:flex-none">{day}</h3>
        <div className="order-last w-full min-w-0 sm:order-none sm:w-auto sm:flex-1">
          <Spans of={day} spans={spans} onChange={onChange} />
        </div>
        <CopyTo day={day} onCopy={onCopy} />
      </div>
      <DayBar spans={spans} before={before} />
      {fault !== "" && <p className="mt-1 text-xs text-bad-text">{fault}</p>}
    </li>
  );
}

function CopyTo({ day, onCopy }: Pick<DayRowProps, "day" | "onCopy">) {
  return (
    <select
      aria-label={t("Copy {day} to", { day })}
      value=""
      onChange={({ target: { value } }) => {
        if (value === "weekdays") onCopy((at) => at < 5);
        else if (value === "all") onCopy(() => true);
        else onCopy((at) => weekdays[at] === value);
      }}
      className="h-7 rounded-md border border-strong-line bg-surface px-1.5 text-xs text-muted"
    >
      <option value="" disabled>
        {t("Copy to…")}
      </option>
      <option value="weekdays">{t("Monday to Friday")}</option>
      <option value="all">{t("Every day")}</option>
      {weekdays
        .filter((name) => name !== day)
        .map((name) => (
          <option key={name}>{name}</option>
        ))}
    </select>
  );
}
