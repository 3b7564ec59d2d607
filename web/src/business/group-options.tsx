import { type Faults, faultsBelow } from "../lib/faults.ts";
import { rich, t } from "../lib/text.ts";
import { moved } from "../lib/use-order.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { MoveButtons } from "../ui/move-buttons.tsx";
import { TextField } from "../ui/text-field.tsx";
import { DietFields } from "./diet-fields.tsx";
import { type DraftOption, newOption } from "./group-draft.ts";

interface GroupOptionsProps {
  options: readonly DraftOption[];
  currency: string;
  /** By the number of the option. */
  faults: Faults;
  onChange: (options: readonly DraftOption[]) => void;
}

/** What can be chosen in a group, in the order in which it is said. */
export function GroupOptions({ options, currency, faults, onChange }: GroupOptionsProps) {
  return (
    <fieldset className="min-w-0 rounded-lg border border-line px-3 pb-3">
      <legend className="px-1 font-medium">{t("What can be chosen")}</legend>
      <ol className="divide-y divide-line">
        {options.map((option, at) => (
          <li key={option.key} className="py-2">
            <Option
              option={option}
              number={at + 1}
              currency={currency}
              faults={faultsBelow(faults, String(at))}
              onChange={(change) =>
                onChange(options.map((one, index) => (index === at ? { ...one, ...change } : one)))
              }
            >
              <MoveButtons
                of={t("option {at}", { at: at + 1 })}
                at={at}
                count={options.length}
                onMove={({ from, to }) => onChange(moved(options, from, to))}
              />
              <IconButton
                label={t("Remove option {at}", { at: at + 1 })}
                disabled={options.length === 1}
                onClick={() => onChange(options.filter(({ key }) => key !== option.key))}
              >
                <CloseIcon />
              </IconButton>
            </Option>
          </li>
        ))}
      </ol>
      <Button onClick={() => onChange([...options, newOption()])}>{t("Add an option")}</Button>
    </fieldset>
  );
}

interface OptionProps {
  option: DraftOption;
  number: number;
  currency: string;
  faults: Faults;
  onChange: (change: Partial<DraftOption>) => void;
  children: React.ReactNode;
}

function Option({ option, number, currency, faults, onChange, children }: OptionProps) {
  const isStated = Object.keys(option.stated).length > 0 || option.diets.length > 0;
  return (
    <>
      <div className="flex flex-wrap items-end gap-2">
        <TextField
          label={t("Option {number}", { number })}
          placeholder={t("Extra cheese")}
          required
          maxLength={200}
          value={option.name}
          fault={faults.name}
          onChange={(name) => onChange({ name })}
          className="min-w-40 flex-1"
        />
        <TextField
          label={t("Option {number} adds, {currency}", { number, currency })}
          inputMode="decimal"
          placeholder={t("Nothing")}
          value={option.price}
          fault={faults.price_minor}
          onChange={(price) => onChange({ price })}
          className="w-40"
        />
        <span className="mb-1 inline-flex items-center">{children}</span>
      </div>
      <div className="mt-1.5 flex flex-wrap items-start gap-x-4">
        <CheckField
          label={rich("Can be had<span>, option {number}</span>", {
            span: (text) => <span className="sr-only">{text}</span>,
            number,
          })}
          isChecked={option.isAvailable}
          onChange={(isAvailable) => onChange({ isAvailable })}
        />
        <details className="min-w-full" open={faults.contains !== undefined || undefined}>
          <summary className="cursor-pointer text-muted">
            {isStated
              ? t("Allergens of option {number}: stated", { number })
              : t("Allergens of option {number}", { number })}
          </summary>
          <div className="mt-2 flex flex-col gap-3">
            <DietFields draft={option} fault={faults.contains} onChange={onChange} />
          </div>
        </details>
      </div>
    </>
  );
}
