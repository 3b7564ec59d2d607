import { humanise } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { CheckField } from "../ui/check-field.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { allergens, type DietDraft, diets, type Statement, statements } from "./item-draft.ts";

interface DietFieldsProps {
  draft: DietDraft;
  fault?: string | undefined;
  onChange: (change: Partial<DietDraft>) => void;
}

/** What is stated about allergens and ways of eating. What is not stated is never claimed. */
export function DietFields({ draft, fault, onChange }: DietFieldsProps) {
  return (
    <>
      <fieldset className="min-w-0 rounded-lg border border-line px-3 pb-3">
        <legend className="px-1 font-medium">{t("Allergens")}</legend>
        <p className="text-xs text-muted">
          {t("Callers are told only what is stated here, never what might follow from it.")}
        </p>
        <div className="mt-2 grid grid-cols-2 gap-2 sm:grid-cols-3">
          {allergens.map((allergen) => (
            <SelectField
              key={allergen}
              label={humanise(allergen)}
              value={draft.stated[allergen] ?? "not_stated"}
              onChange={(value) =>
                onChange({ stated: { ...draft.stated, [allergen]: value as Statement } })
              }
            >
              {Object.entries(statements).map(([statement, label]) => (
                <option key={statement} value={statement}>
                  {label}
                </option>
              ))}
            </SelectField>
          ))}
        </div>
        {fault !== undefined && <p className="mt-2 text-xs text-bad-text">{fault}</p>}
      </fieldset>
      <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
        <legend className="mb-1 font-medium">{t("Stated to be")}</legend>
        {diets.map((diet) => (
          <CheckField
            key={diet}
            label={humanise(diet)}
            isChecked={draft.diets.includes(diet)}
            onChange={(isChecked) =>
              onChange({
                diets: isChecked
                  ? [...draft.diets, diet]
                  : draft.diets.filter((one) => one !== diet),
              })
            }
          />
        ))}
      </fieldset>
    </>
  );
}
