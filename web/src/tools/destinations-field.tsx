import { useState } from "react";
import { type Service, serviceNames, services } from "../business/hours-draft.ts";
import { type Faults, faultsBelow } from "../lib/faults.ts";
import { parseJson } from "../lib/parse-json.ts";
import { inSentence, t } from "../lib/text.ts";
import { moved } from "../lib/use-order.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { MoveButtons } from "../ui/move-buttons.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { LineFields } from "./line-fields.tsx";
import { LocationField } from "./location-field.tsx";

/** Whoever a call can be transferred to, as the API has it. */
interface Destination {
  number: string;
  name?: string;
  hours?: Service;
  location_id?: string;
}

interface DestinationsFieldProps {
  label: string;
  /** JSON, as settings are kept that are more than a word. */
  value: string;
  faults: Faults;
  onChange: (value: string) => void;
}

/** Whoever calls go to, in the order in which they are tried. */
export function DestinationsField({ label, value, faults, onChange }: DestinationsFieldProps) {
  const [rows, setRows] = useState(() => toRows(value));
  const set = (next: Row[]) => {
    setRows(next);
    onChange(JSON.stringify(next.map(({ key: _, ...destination }) => destination)));
  };
  return (
    <fieldset className="min-w-0 rounded-lg border border-line px-3 pb-3">
      <legend className="px-1 font-medium">{label}</legend>
      <ol className="divide-y divide-line">
        {rows.map((row, at) => (
          <li key={row.key} className="py-2">
            <DestinationFields
              destination={row}
              number={at + 1}
              faults={faultsBelow(faults, String(at))}
              onChange={(change) =>
                set(rows.map((one, index) => (index === at ? without({ ...one, ...change }) : one)))
              }
            />
            <div className="mt-1 flex justify-end">
              <MoveButtons
                of={t("destination {at}", { at: at + 1 })}
                at={at}
                count={rows.length}
                onMove={({ from, to }) => set(moved(rows, from, to))}
              />
              <IconButton
                label={t("Remove destination {at}", { at: at + 1 })}
                disabled={rows.length === 1}
                onClick={() => set(rows.filter(({ key }) => key !== row.key))}
              >
                <CloseIcon />
              </IconButton>
            </div>
          </li>
        ))}
      </ol>
      <Button onClick={() => set([...rows, newRow()])}>{t("Add a destination")}</Button>
    </fieldset>
  );
}

interface DestinationFieldsProps {
  destination: Destination;
  number: number;
  faults: Faults;
  onChange: (change: Partial<Destination>) => void;
}

function DestinationFields({ destination, number, faults, onChange }: DestinationFieldsProps) {
  return (
    <>
      <LineFields
        of={t("destination {number}", { number })}
        line={destination}
        faults={faults}
        onChange={onChange}
      />
      <div className="mt-2 flex flex-wrap gap-2">
        <SelectField
          label={t("When destination {number} takes calls", { number })}
          value={destination.hours ?? ""}
          fault={faults.hours}
          onChange={(hours) => onChange({ hours: hours as Service })}
          className="min-w-52 flex-1"
        >
          <option value="">{t("At any time")}</option>
          {serviceNames.map((name) => (
            <option key={name} value={name}>
              {t("During opening hours: {services}", { services: inSentence(services[name]) })}
            </option>
          ))}
        </SelectField>
        {destination.hours !== undefined && (
          <div className="min-w-52 flex-1">
            <LocationField
              label={t("Whose hours, destination {number}", { number })}
              none={t("The location above")}
              value={destination.location_id ?? ""}
              required={false}
              onChange={(id) => onChange({ location_id: id })}
            />
          </div>
        )}
      </div>
    </>
  );
}

type Row = Destination & { key: string };

const newRow = (): Row => ({ key: crypto.randomUUID(), number: "" });

function toRows(value: string): Row[] {
  const read = parseJson(value);
  if (!Array.isArray(read) || read.length === 0) return [newRow()];
  return read.map((destination: Destination) => ({ ...destination, key: crypto.randomUUID() }));
}

/** What is left empty is left out. */
function without<Given extends object>(given: Given): Given {
  const kept = Object.entries(given).filter(([name, value]) => name === "number" || value !== "");
  return Object.fromEntries(kept) as Given;
}
