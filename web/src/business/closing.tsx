import { t } from "../lib/text.ts";
import { CheckField } from "../ui/check-field.tsx";
import { Panel } from "../ui/panel.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { HoursDraft } from "./hours-draft.ts";

interface ClosingProps {
  closing: HoursDraft["closing"];
  timeZone: string;
  /** What is wrong with its end. */
  fault: string | undefined;
  onChange: (closing: HoursDraft["closing"]) => void;
}

/** The location is closed as a whole for a while, whatever else is written. */
export function Closing({ closing, timeZone, fault, onChange }: ClosingProps) {
  return (
    <Panel title={t("Closed for a while")} note={t("Goes before everything else.")}>
      <CheckField
        label={t("The location is closed for a while")}
        isChecked={closing !== null}
        onChange={(isChecked) => onChange(isChecked ? { from: "", until: "", message: "" } : null)}
      />
      {closing !== null && (
        <>
          <div className="mt-3 flex flex-wrap gap-3">
            <TextField
              label={t("Closed from")}
              type="datetime-local"
              value={closing.from}
              onChange={(from) => onChange({ ...closing, from })}
              className="w-56"
            />
            <TextField
              label={t("Closed until")}
              type="datetime-local"
              value={closing.until}
              fault={fault}
              onChange={(until) => onChange({ ...closing, until })}
              className="w-56"
            />
            <TextField
              label={t("What callers are told")}
              placeholder={t("We are renovating.")}
              maxLength={500}
              value={closing.message}
              onChange={(message) => onChange({ ...closing, message })}
              className="min-w-56 flex-1"
            />
          </div>
          <p className="mt-1 text-xs text-muted">
            {t(
              "Times of {timeZone}. Without a beginning it is closed already, without an end until further notice.",
              { timeZone },
            )}
          </p>
        </>
      )}
    </Panel>
  );
}
