import type { Faults } from "../lib/faults.ts";
import { t } from "../lib/text.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { DraftSize } from "./item-draft.ts";

interface SizesProps {
  sizes: readonly DraftSize[];
  currency: string;
  faults: Faults;
  onChange: (sizes: readonly DraftSize[]) => void;
}

/** Sizes or kinds of an item, each with its own price. */
export function Sizes({ sizes, currency, faults, onChange }: SizesProps) {
  const change = (key: string, given: Partial<DraftSize>) =>
    onChange(sizes.map((size) => (size.key === key ? { ...size, ...given } : size)));
  const add = () =>
    onChange([...sizes, { key: crypto.randomUUID(), name: "", price: "", isAvailable: true }]);
  return (
    <fieldset className="min-w-0 rounded-lg border border-line px-3 pb-3">
      <legend className="px-1 font-medium">{t("Sizes")}</legend>
      {sizes.length === 0 && (
        <p className="text-xs text-muted">{t("There is one size with one price.")}</p>
      )}
      {sizes.map((size, at) => (
        <div key={size.key} className="mt-2 flex flex-wrap items-end gap-2">
          <TextField
            label={t("Size {at}", { at: at + 1 })}
            placeholder={t("Large")}
            required
            maxLength={100}
            value={size.name}
            onChange={(name) => change(size.key, { name })}
            className="min-w-28 flex-1"
          />
          <TextField
            label={t("Price of size {at}, {currency}", { at: at + 1, currency })}
            inputMode="decimal"
            placeholder={t("Not stated")}
            value={size.price}
            fault={faults[`variants.${at}.price_minor`]}
            onChange={(price) => change(size.key, { price })}
            className="w-44"
          />
          <div className="mb-2">
            <CheckField
              label={t("Can be had")}
              isChecked={size.isAvailable}
              onChange={(isAvailable) => change(size.key, { isAvailable })}
            />
          </div>
          <IconButton
            label={t("Remove size {at}", { at: at + 1 })}
            className="mb-1"
            onClick={() => onChange(sizes.filter(({ key }) => key !== size.key))}
          >
            <CloseIcon />
          </IconButton>
        </div>
      ))}
      <Button className="mt-2" onClick={add}>
        {t("Add a size")}
      </Button>
    </fieldset>
  );
}
