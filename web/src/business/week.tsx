import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { DayBar } from "./day-bar.tsx";
import {
  type DraftSpan,
  type DraftWeek,
  emptyWeek,
  type HoursDraft,
  newSpan,
  type Service,
  serviceNames,
  services,
  weekdays,
} from "./hours-draft.ts";
import { Spans } from "./spans.tsx";

interface WeekProps {
  weekly: HoursDraft["weekly"];
  service: Service;
  onService: (service: Service) => void;
  onChange: (weekly: HoursDraft["weekly"]) => void;
}

/** The hours of every week, for one service at a time. */
export function Week({ weekly, service, onService, onChange }: WeekProps) {
  const week = weekly[service];
  const set = (next: DraftWeek) => onChange({ ...weekly, [service]: next });
  return (
    <Panel
      title="Every week"
      action={
        <SelectField
          label="Service"
          value={service}
          onChange={(value) => onService(value as Service)}
          className="flex items-center gap-2 [&>select]:mt-0"
        >
          {serviceNames.map((name) => (
            <option key={name} value={name}>
              {services[name]}
              {weekly[name] === undefined ? "" : " ✓"}
            </option>
          ))}
        </SelectField>
      }
    >
      {week === undefined ? (
        <div className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
          <p>Nothing is known of these hours: callers are told so, not that it is closed.</p>
          <Button className="mt-2" onClick={() => set(emptyWeek)}>
            Give hours
          </Button>
        </div>
      ) : (
        <>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {weekdays.map((day, at) => (
              <DayRow
                key={day}
                day={day}
                spans={week[at] ?? []}
                before={week[(at + 6) % 7] ?? []}
                onChange={(spans) => set(week.map((one, index) => (index === at ? spans : one)))}
                onCopy={(isMeant) =>
                  set(week.map((one, index) => (isMeant(index) ? copyOf(week[at] ?? []) : one)))
                }
              />
            ))}
          </ul>
          <div className="mt-2">
            <SureButton
              label="Forget these hours"
              sureLabel="Really forget them"
              onSure={() => {
                const { [service]: _, ...others } = weekly;
                onChange(others);
              }}
            />
          </div>
        </>
      )}
    </Panel>
  );
}

const copyOf = (spans: readonly DraftSpan[]) => spans.map(({ start, end }) => newSpan(start, end));

interface DayRowProps {
  day: string;
  spans: readonly DraftSpan[];
  /** Of the day before, which may reach into this one. */
  before: readonly DraftSpan[];
  onChange: (spans: readonly DraftSpan[]) => void;
  onCopy: (isMeant: (day: number) => boolean) => void;
}

function DayRow({ day, spans, before, onChange, onCopy }: DayRowProps) {
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
    </li>
  );
}

function CopyTo({ day, onCopy }: Pick<DayRowProps, "day" | "onCopy">) {
  return (
    <select
      aria-label={`Copy ${day} to`}
      value=""
      onChange={({ target: { value } }) => {
        if (value === "weekdays") onCopy((at) => at < 5);
        else if (value === "all") onCopy(() => true);
        else onCopy((at) => weekdays[at] === value);
      }}
      className="h-7 rounded-md border border-strong-line bg-surface px-1.5 text-xs text-muted"
    >
      <option value="" disabled>
        Copy to…
      </option>
      <option value="weekdays">Monday to Friday</option>
      <option value="all">Every day</option>
      {weekdays
        .filter((name) => name !== day)
        .map((name) => (
          <option key={name}>{name}</option>
        ))}
    </select>
  );
}
