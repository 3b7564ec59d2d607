import { type Faults, faultsBelow } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { DayList } from "./day-list.tsx";
import {
  type DraftWeek,
  emptyWeek,
  type HoursDraft,
  type Service,
  serviceNames,
  services,
} from "./hours-draft.ts";

interface WeekProps {
  weekly: HoursDraft["weekly"];
  service: Service;
  faults: Faults;
  onService: (service: Service) => void;
  onChange: (weekly: HoursDraft["weekly"]) => void;
}

/** The hours of every week, for one service at a time. */
export function Week({ weekly, service, faults, onService, onChange }: WeekProps) {
  const week = weekly[service];
  const set = (next: DraftWeek) => onChange({ ...weekly, [service]: next });
  return (
    <Panel
      title={t("Every week")}
      action={
        <SelectField
          label={t("Service")}
          value={service}
          onChange={(value) => onService(value as Service)}
          className="flex items-center gap-2 [&>select]:mt-0"
        >
          {serviceNames.map((name) => (
            <option key={name} value={name}>
              {services[name]}
              {weekly[name] === undefined ? "" : " ✓"}
              {Object.keys(faultsBelow(faults, `weekly.${name}`)).length === 0 ? "" : " ⚠"}
            </option>
          ))}
        </SelectField>
      }
    >
      {week === undefined ? (
        <div className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
          <p>{t("Nothing is known of these hours: callers are told so, not that it is closed.")}</p>
          <Button className="mt-2" onClick={() => set(emptyWeek)}>
            {t("Give hours")}
          </Button>
        </div>
      ) : (
        <>
          <DayList week={week} faults={faultsBelow(faults, `weekly.${service}`)} onChange={set} />
          <div className="mt-2">
            <SureButton
              label={t("Forget these hours")}
              sureLabel={t("Really forget them")}
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
