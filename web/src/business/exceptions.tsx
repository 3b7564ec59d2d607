import { type Faults, faultsBelow } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { Panel } from "../ui/panel.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { TextField } from "../ui/text-field.tsx";
import { type DraftException, type Service, serviceNames, services } from "./hours-draft.ts";
import { Spans } from "./spans.tsx";

interface ExceptionsProps {
  exceptions: readonly DraftException[];
  faults: Faults;
  onChange: (exceptions: readonly DraftException[]) => void;
}

/** Days on which other hours hold, such as holidays. */
export function Exceptions({ exceptions, faults, onChange }: ExceptionsProps) {
  const add = () =>
    onChange([
      ...exceptions,
      {
        key: crypto.randomUUID(),
        ...{ name: "", first: "", last: "", services: null, spans: [] },
      },
    ]);
  return (
    <Panel
      title={t("Holidays and other days")}
      note={t(
        "On these days the hours here hold instead. One for a service goes before one for everything.",
      )}
      action={<Button onClick={add}>{t("Add days")}</Button>}
    >
      {exceptions.length === 0 ? (
        <p className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
          {t("Every day is like the others.")}
        </p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {exceptions.map((exception, at) => (
            <ExceptionRow
              key={exception.key}
              exception={exception}
              number={at + 1}
              faults={faultsBelow(faults, String(at))}
              fault={faults[at]}
              onChange={(change) =>
                onChange(
                  exceptions.map((one) =>
                    one.key === exception.key ? { ...one, ...change } : one,
                  ),
                )
              }
              onRemove={() => onChange(exceptions.filter(({ key }) => key !== exception.key))}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

interface ExceptionRowProps {
  exception: DraftException;
  number: number;
  faults: Faults;
  /** What is wrong with it as a whole. */
  fault: string | undefined;
  onChange: (change: Partial<DraftException>) => void;
  onRemove: () => void;
}

function ExceptionRow(props: ExceptionRowProps) {
  const { exception, number, faults, fault, onChange, onRemove } = props;
  const wrongSpans = Object.values(faultsBelow(faults, "spans"));
  const { name, first, last, services: chosen, spans } = exception;
  return (
    <li className="px-4 py-3">
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t("Name of exception {number}", { number })}
          placeholder={t("Thanksgiving")}
          maxLength={200}
          value={name}
          onChange={(next) => onChange({ name: next })}
          className="min-w-40 flex-1"
        />
        <TextField
          label={t("First day of exception {number}", { number })}
          type="date"
          required
          value={first}
          onChange={(next) => onChange({ first: next })}
          className="w-40"
        />
        <TextField
          label={t("Last day of exception {number}", { number })}
          type="date"
          value={last}
          fault={faults.last_date}
          onChange={(next) => onChange({ last: next })}
          className="w-40"
        />
        <ServiceSelect
          label={t("Service of exception {number}", { number })}
          chosen={chosen}
          onChange={(next) => onChange({ services: next })}
        />
        <IconButton
          label={t("Remove exception {number}", { number })}
          onClick={onRemove}
          className="mb-1"
        >
          <CloseIcon />
        </IconButton>
      </div>
      <div className="mt-2">
        <Spans
          of={t("exception {number}", { number })}
          spans={spans}
          onChange={(next) => onChange({ spans: next })}
        />
      </div>
      {[fault ?? [], wrongSpans].flat().map((message) => (
        <p key={message} className="mt-1 text-xs text-bad-text">
          {message}
        </p>
      ))}
    </li>
  );
}

interface ServiceSelectProps {
  label: string;
  chosen: Service[] | null;
  onChange: (services: Service[] | null) => void;
}

/** One service or all; several of them, as the API can say, stay as they are until another is chosen. */
function ServiceSelect({ label, chosen, onChange }: ServiceSelectProps) {
  return (
    <SelectField
      label={label}
      value={chosen?.join(" ") ?? ""}
      onChange={(value) => onChange(value === "" ? null : (value.split(" ") as Service[]))}
      className="w-44"
    >
      <option value="">{t("Everything")}</option>
      {chosen !== null && chosen.length > 1 && (
        <option value={chosen.join(" ")}>{chosen.map((one) => services[one]).join(", ")}</option>
      )}
      {serviceNames.map((name) => (
        <option key={name} value={name}>
          {services[name]}
        </option>
      ))}
    </SelectField>
  );
}
