import type { Faults } from "../lib/faults.ts";
import { CheckField } from "../ui/check-field.tsx";
import { DayList } from "./day-list.tsx";
import { type DraftWeek, emptyWeek } from "./hours-draft.ts";

interface WeeklyTimesProps {
  legend: string;
  /** What no times of its own mean. */
  always: string;
  week: DraftWeek | null;
  /** By the number of the span, counted through the week. */
  faults: Faults;
  onChange: (week: DraftWeek | null) => void;
}

/** Times of the week at which something holds, or none where it always does. */
export function WeeklyTimes({ legend, always, week, faults, onChange }: WeeklyTimesProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 font-medium">{legend}</legend>
      <CheckField
        label={always}
        isChecked={week === null}
        onChange={(isAlways) => onChange(isAlways ? null : emptyWeek)}
      />
      {week !== null && (
        <div className="mt-2">
          <DayList week={week} faults={faults} onChange={onChange} />
        </div>
      )}
    </fieldset>
  );
}
